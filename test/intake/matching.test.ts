import type { Patterns } from '../../src/domain';
import { fold } from '../../src/fold';
import { read } from '../../src/intake/read';
import { ANALYZER, ccm, file, PATTERNS, RDR, readLog } from './patterns';

const texts: readonly [line: string, signatures: string[]][] = [
  [RDR.toUpperCase(), ['bad-rdr']],
  [`prefix ${RDR} suffix`, ['bad-rdr']],
  [RDR.replace(/ /g, '\t '), ['bad-rdr']],
  [RDR.replace('Bad', 'Good'), []],
  ['second wording of two', ['two']],
  ['Processing file a.ddr failed', ['loose']],
  ['Exit with error 5', ['number']],
  ['Exit with error 5.', ['number']],
  ['Exit with error 50', []],
  ['Copied a to b, error 7.', ['copied']],
  ['Copied a, error 7.', []],
  ['Copied , error to 7.', []],
  ['選択したクライアント証明書は、ＣＭＧサービスで信頼されていません', ['trusted']],
  ['選択したクライアント証明書は、 CMG サービスで信頼されていません', ['trusted']],
  ['選択したクライアント証名書は、CMGサービスで信頼されていません', ['trusted']],
  ['選択したクライアント証明書は、CMGサービスで信頼されています', []],
  ['選択したクライアント証明書は、MPサービスで信頼されていません', []],
  ['MPの場所を更新できました', []],
  [
    ANALYZER.replace('照会', '').replace('証明書チェーン', '照明書チェーン'),
    ['analyzer', 'analyzer-start', 'trusted'],
  ],
];

it.each(texts)('%s', async (line, signatures) => {
  expect((await readLog(ccm(line))).hits.map((hit) => hit.signature).sort()).toEqual(signatures);
});

const captures: readonly [line: string, captured: Record<string, string>][] = [
  [
    "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000FFFF",
    { code: '0x8000FFFF' },
  ],
  ["Client doesn't have PKI issued cert and cannot get CCM access token. Error", { code: '' }],
  ['Copied Aa to Bb, error 0X12. Copied Cc to Dd, error 0X34.', { from: 'Aa', target: 'Bb', code: '0X12' }],
  [
    'Copied ｶﾞﾝ 表 to \\\\SRV\\x y, error アクセスが拒否されました.',
    { from: 'ｶﾞﾝ 表', target: '\\\\SRV\\x y', code: 'アクセスが拒否されました' },
  ],
];

it.each(captures)('captures as written: %s', async (line, captured) => {
  expect((await readLog(ccm(line))).hits.map((hit) => hit.captured)).toEqual([captured]);
});

const readings: readonly [line: string, fact: string, value: string | undefined][] = [
  ['GET Version=5.00.9078.1000&Ring=GA', 'mecm_version', '2203'],
  ['GET Version=5.00.9999.1000&Ring=GA', 'mecm_version', undefined],
  ['Registering client using AAD auth.', 'client_auth_kind', 'entra'],
  ['Assigned to site P01.', 'site_code', 'P01'],
];

it.each(readings)('reads a fact: %s', async (line, fact, value) => {
  const found = (await readLog(ccm('x') + ccm(line) + ccm(line))).readings;
  const expected = { fact, value, file: 'DDM.log', line: 2, time: '2022-06-01 08:52:46.657', quote: line };
  expect(found).toEqual(value === undefined ? [] : [expected]);
});

it('quotes at most 400 characters, the match among them', async () => {
  const { hits } = await readLog(ccm(`${'x'.repeat(5000)} ${RDR} ${'y'.repeat(5000)}`));
  expect(hits[0]?.quote).toHaveLength(400);
  expect(hits[0]?.quote).toContain(RDR);
});

it.each([
  ['DDM.log', 1],
  ['DDM.lo_', 1],
  ['DDM-20220601-101010.log', 1],
  ['ddm (1).log', 1],
  ['PC001_DDM.log', 1],
  ['DDM - コピー.log', 1],
  ['DDM.log.txt', 1],
  ['sub/DDM.LOG', 1],
  ['paddms.log', 0],
  ['ccmsetup.log', 0],
  ['x.log', 0],
])('a line that counts only in DDM.log, in %s: %i', async (name, count) => {
  expect((await readLog(ccm('Processing file x failed'), name)).hits).toHaveLength(count);
});

it.each([
  ['ccmsetup-ccmeval.log', 'ccmsetup-ccmeval.log'],
  ['SCClient_contoso@tanaka_1.log', 'SCClient_<domain>@<username>_1.log'],
  ['smsts-20220601-101010.log', 'smsts.log'],
  ['notes.txt', undefined],
])('%s is %s', async (name, log) => {
  expect((await readLog(ccm('x'), name)).files).toMatchObject([log === undefined ? { read: true } : { log }]);
});

/** A small generator with a fixed seed, so that a failure can be seen again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WORDS =
  'failed to open the record store for policy request 0x87d00215 site P01 証明書 が 信頼 されて いません サービス'.split(
    ' ',
  );

it('finds what the slow and obvious search finds', async () => {
  const next = random(7);
  const words = (least: number, most: number): string =>
    Array.from({ length: least + next(most - least) }, () => WORDS[next(WORDS.length)]).join(' ');
  const literals = Array.from({ length: 150 }, () => words(1, 5)).filter((text) => fold(text).length > 3);
  const patterns: Patterns = {
    ...PATTERNS,
    detectors: [],
    signatures: literals.map((text, i) => ({
      id: `s${i}`,
      texts: [text],
      logs: [],
      onlyThere: false,
      weight: 'hint',
    })),
  };
  const lines = Array.from({ length: 400 }, () => words(3, 14));
  const expected = literals.map((text, i) => {
    const own = lines.filter((line) => fold(line).includes(fold(text)));
    return [`s${i}`, own.length];
  });
  const { hits } = await read(
    { text: '', uploads: [file('a.log', lines.map((line) => ccm(line)).join(''))] },
    patterns,
  );
  const found = new Map(hits.map((hit) => [hit.signature, hit.count]));
  expect(expected.map(([id]) => [id, found.get(String(id)) ?? 0])).toEqual(expected);
  expect(hits.length).toBeGreaterThan(50);
});
