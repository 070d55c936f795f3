const bare = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The word of `words` that is two slips of the pen or less from `word`; case and punctuation do not count. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const wanted = bare(word);
  let best: string | undefined;
  let least = Math.min(2, Math.ceil(wanted.length / 3)) + 1;
  for (const candidate of words) {
    const slips = distance(wanted, bare(candidate), least);
    if (slips < least) [best, least] = [candidate, slips];
  }
  return best;
}

/** Levenshtein distance, given up at `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? limit;
}
