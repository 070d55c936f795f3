import type { Knowledge } from '../domain';
import { fold } from '../fold';

/** Characters of a sentence that is compared; shorter ones say too little. */
const SHORTEST = 7;
/** The product's longest sentence has about 200. */
const LONGEST = 300;
/** Parts of a message that are compared. */
const MOST_PARTS = 200;
/** How alike two sentences must be (Dice over pairs of characters) to be one with a misprint: measured against the nearest neighbours among the product's own sentences. */
const ALIKE = 0.88;
/** What is longer or shorter by more than this part cannot be that much alike. */
const LONGER = 0.3;
const ENDS = /[。．.!！\s]+$/;
const QUOTED = /[「『“"]([^「」『』“”"]+)[」』”"]/g;

interface Sentence {
  readonly code: string;
  readonly text: string;
  readonly pairs: ReadonlyMap<string, number>;
}

/** The error codes whose own message, as the product prints it in Japanese, is what was said or quoted; a misprint is forgiven. Most alike first. */
export function productCodes(said: string, k: Knowledge): readonly string[] {
  const known = sentencesOf(k);
  const found = new Map<string, number>();
  for (const part of parts(said)) {
    const pairs = pairsOf(part);
    const best = known
      .filter(({ text }) => Math.abs(text.length - part.length) <= LONGER * text.length)
      .map(({ code, text, pairs: other }) => ({ code, alike: text === part ? 1 : dice(pairs, other) }))
      .filter(({ alike }) => alike >= ALIKE);
    const top = Math.max(0, ...best.map(({ alike }) => alike));
    for (const { code, alike } of best)
      if (alike === top) found.set(code, Math.max(alike, found.get(code) ?? 0));
  }
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code);
}

/** Each line, each sentence and each quotation, as they are compared. */
function parts(said: string): readonly string[] {
  const lines = said.split('\n');
  const sentences = lines.flatMap((line) => line.split(/(?<=。)/));
  const quotes = [...said.matchAll(QUOTED)].map(([, inside]) => inside ?? '');
  const all = [...lines, ...sentences, ...quotes]
    .filter((part) => part.length <= LONGEST)
    .map(form)
    .filter((part) => part.length >= SHORTEST);
  return [...new Set(all)].slice(0, MOST_PARTS);
}

const form = (text: string): string => fold(text).replace(ENDS, '');

function pairsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [pair, n] of a) common += Math.min(n, b.get(pair) ?? 0);
  const size = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, n) => sum + n, 0);
  return (2 * common) / Math.max(1, size(a) + size(b));
}

const SENTENCES = new WeakMap<Knowledge, readonly Sentence[]>();

function sentencesOf(k: Knowledge): readonly Sentence[] {
  const known = SENTENCES.get(k);
  if (known) return known;
  const made = [...k.codes].flatMap(([code, meanings]) =>
    meanings.flatMap((meaning) =>
      meaning.product
        .map(form)
        .filter((text) => text.length >= SHORTEST)
        .map((text): Sentence => ({ code, text, pairs: pairsOf(text) })),
    ),
  );
  SENTENCES.set(k, made);
  return made;
}
