import fc from 'fast-check';
import type { Evidence, Patterns } from '../../src/domain';
import { read } from '../../src/intake/read';
import { bytesOf, type Log, largeLog, smallLog } from './any-log';
import { SETS } from './known-texts';
import { type Findings, oracle } from './oracle';

/** The product finds in any log what the obvious reader finds. `SCANNER_RUNS=20000 SCANNER_SEED=7 npx jest test/intake/scanner` looks longer and elsewhere:
 *  so many small logs, a fiftieth as many large ones. */
const RUNS = Number(process.env.SCANNER_RUNS ?? 600);
const SEED = Number(process.env.SCANNER_SEED ?? 20220601);

const byId = <T extends { readonly signature: string }>(hits: readonly T[]): T[] =>
  [...hits].sort((a, b) => (a.signature < b.signature ? -1 : 1));

const findings = ({ files, hits, readings, builds, codes, timeline }: Evidence): Findings => ({
  files,
  hits: byId(hits),
  readings,
  builds,
  codes,
  timeline,
});

async function agree(name: string, bytes: Uint8Array, patterns: Patterns): Promise<void> {
  const expected = oracle(name, bytes, patterns);
  const evidence = await read({ text: '', uploads: [{ name, bytes }] }, patterns);
  expect(findings(evidence)).toEqual({ ...expected, hits: byId(expected.hits) });
}

const sets = fc.constantFrom(...SETS);
const agreeOn = (log: Log, patterns: Patterns) => agree(log.name, bytesOf(log), patterns);

it('reads small logs as the obvious reader does', async () => {
  await fc.assert(fc.asyncProperty(smallLog, sets, agreeOn), { seed: SEED, numRuns: RUNS });
}, 600_000);

it('reads logs of several blocks as the obvious reader does', async () => {
  await fc.assert(fc.asyncProperty(largeLog, sets, agreeOn), { seed: SEED, numRuns: Math.ceil(RUNS / 50) });
}, 600_000);
