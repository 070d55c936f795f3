import fc from 'fast-check';
import type { Patterns } from '../../src/domain';
import { read } from '../../src/intake/read';
import { bytesOf, type Log, largeLog, smallLog } from './any-log';
import { SETS } from './known-texts';
import { type Findings, oracle } from './oracle';

/** The product finds in any log what the obvious reader finds. `SCANNER_RUNS=20000 SCANNER_SEED=7 npx jest test/intake/scanner` looks longer and elsewhere:
 *  so many small logs, a fiftieth as many large ones. */
const RUNS = Number(process.env.SCANNER_RUNS ?? 600);
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
const agreeOn = (log: Log, n: number) => agree(log.name, bytesOf(log), SETS[n] as Patterns);

it('reads small logs as the obvious reader does', async () => {
  await fc.assert(fc.asyncProperty(smallLog, set, agreeOn), { seed: SEED, numRuns: RUNS });
}, 600_000);

it('reads logs of several blocks as the obvious reader does', async () => {
  await fc.assert(fc.asyncProperty(largeLog, set, agreeOn), { seed: SEED, numRuns: Math.ceil(RUNS / 50) });
}, 600_000);
