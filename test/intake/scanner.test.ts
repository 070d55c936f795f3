import fc from 'fast-check';
import type { Patterns } from '../../src/domain';
import { read } from '../../src/intake/read';
import { encode } from './any-bytes';
import { bytesOf, type Log, largeLog, smallLog, unclear } from './any-log';
import { SETS } from './known-texts';
import { type Findings, oracle } from './oracle';
import { ccm } from './patterns';

/** The product finds in any log what the obvious reader finds. `SCANNER_RUNS=20000 SCANNER_SEED=7 npx jest test/intake/scanner` looks longer and elsewhere:
 *  so many small logs, a fortieth as many large ones. */
const RUNS = Number(process.env.SCANNER_RUNS ?? 1500);
const SEED = Number(process.env.SCANNER_SEED ?? 20220601);

/** In what order one record's hits and facts come is nobody's business. */
const ordered = ({ files, hits, readings, builds, codes, timeline }: Findings): Findings => ({
  files,
  hits: [...hits].sort((a, b) => a.signature.localeCompare(b.signature)),
  readings: [...readings].sort((a, b) => a.fact.localeCompare(b.fact)),
  builds,
  codes,
  timeline,
});

async function agree(name: string, bytes: Uint8Array, patterns: Patterns): Promise<void> {
  const evidence = await read({ text: '', uploads: [{ name, bytes }] }, patterns);
  expect(ordered(evidence)).toEqual(ordered(oracle(name, bytes, patterns)));
}

const set = fc.nat(SETS.length - 1);

function agreeOn(log: Log, n: number): Promise<void> {
  const bytes = bytesOf(log);
  fc.pre(!unclear(log, bytes));
  return agree(log.name, bytes, SETS[n] as Patterns);
}

const utf8 = (text: string): Uint8Array => Buffer.from(text);
const jis = (text: string): Uint8Array => encode(text, 'cp932');
const RDR = 'The registration record is not  valid. Bad RDR';

/** What the property has found so far, in the smallest form. */
const once: readonly [wrong: string, log: Uint8Array][] = [
  ['an accented letter in UTF-8 made the log CP932', utf8(ccm('±'))],
  ['the three bytes behind a half-width kana were lost', utf8(ccm(`ｽ${RDR}`) + ccm('x'))],
  [
    'ten digits with a minus that begin with 0 were a code',
    utf8(ccm('error -0000000009') + ccm('error -0000000000')),
  ],
  ['a code behind a line feed or a tab was lost', utf8(ccm('error\n50') + ccm('error\t51'))],
  [
    'a code behind a carriage return and line feed was lost',
    utf8(ccm('last error\r\n3') + ccm('エラー\r\n5')),
  ],
  [
    'a code behind a Japanese word in CP932 was lost',
    jis(ccm('エラー 5') + ccm('戻りコード0x7') + ccm('結果 8a7b6c5d')),
  ],
  ['a code that begins its message was lost', utf8(`${ccm('80072f8f x')}${ccm('2147942405')}\n80070005\n`)],
  [
    'a code behind a bar counted beside another code only',
    utf8(ccm('|80070005|') + ccm('|80070005| 0x80070002')),
  ],
  ['two spaces in a known text', utf8(ccm(RDR) + ccm(RDR.replace(/ /g, '\t')))],
  ['a lone carriage return counted as a line', utf8(ccm('x\rerror 0x80070005'))],
  [
    'CP932 was read as UTF-8 because of a later record',
    Buffer.concat([jis(ccm('x\nが 5.00.9128.1007')), utf8(ccm('開始しました。'))]),
  ],
  [
    'half-width kana made an earlier line CP932',
    Buffer.concat([encode(ccm(`¤óÈ ${RDR}`), 'cp1252'), jis(ccm('ﾊﾟｽ'))]),
  ],
];

it.each(once)('%s', (_, log) => agree('DDM.log', log, SETS[0] as Patterns));

it('reads small logs as the obvious reader does', async () => {
  await fc.assert(fc.asyncProperty(smallLog, set, agreeOn), { seed: SEED, numRuns: RUNS });
}, 600_000);

it('reads logs of several blocks as the obvious reader does', async () => {
  await fc.assert(fc.asyncProperty(largeLog, set, agreeOn), { seed: SEED, numRuns: Math.ceil(RUNS / 40) });
}, 600_000);
