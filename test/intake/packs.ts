import type { Evidence } from '../../src/domain';
import { read } from '../../src/intake/read';
import type { Part } from '../support/zip-writer';
import { ccm, file, PATTERNS, RDR } from './patterns';

/** A log of one line that is known. */
export const log = ccm(RDR);
export const good: Part = { name: 'Logs/DDM.log', data: log };
/** What it gives. */
export const hit = 'bad-rdr@Logs/DDM.log:1';

/** Some 600 KB of records that do not pack well. */
export const bulk = Array.from({ length: 4000 }, (_, i) => ccm(`line ${(i * 2654435761) >>> 7}`)).join('');

/** A file that begins like another kind. */
export const magic = (text: string): Buffer =>
  Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(400, 1)]);

export const pack = (name: string, bytes: Uint8Array, limits = {}): Promise<Evidence> =>
  read({ text: '', uploads: [file(name, bytes)] }, PATTERNS, { limits });

/** How many files met each fate. */
export const tally = (fates: Record<string, string>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const fate of Object.values(fates)) counts[fate] = (counts[fate] ?? 0) + 1;
  return counts;
};
