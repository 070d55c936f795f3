import fs from 'node:fs';
import { patterns } from '../corpus/knowledge.mjs';
import { openReader } from '../reader.mjs';
import { differences } from './check.mjs';

/** Wrong answers of this run; one is enough to fail it. */
export const wrong = [];

/** Notes what a work got wrong, once however often it is run. */
export function blame(what, found) {
  if (found.length > 0 && !wrong.some((each) => each.what === what)) wrong.push({ what, found });
}

/** Readers stay open from row to row, as they do in the bot. */
const readers = new Map();

async function readerOf(known, workers) {
  const key = `${known} ${workers}`;
  if (!readers.has(key)) readers.set(key, await openReader(patterns(known), workers));
  return readers.get(key);
}

/** A work that reads a corpus with so many patterns and workers, and checks the answer once it is there. */
export async function reading(corpus, known, workers) {
  const reader = await readerOf(known, workers);
  const zip = fs.readFileSync(corpus.zip);
  return {
    work: () => reader.read(zip, { keep: true }),
    check: (evidence) =>
      blame(
        `${corpus.zip}, ${known} patterns, ${workers} workers`,
        differences(evidence, { files: corpus.files, known }),
      ),
  };
}

export async function closeReaders() {
  for (const reader of readers.values()) await reader.close();
}
