const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff]/g;
const WORDS = /[0-9a-z]+/g;
/** Where two messages differ in one of these they mean different things, however alike they look. */
const POLARITY = /ません|ない|なし|不|未|非|無|失敗|成功|有効|正常|完了|必要/g;
const LEAST_JAPANESE = 16;
const LEAST_DICE = 0.85;

/** A text long enough that a misprint in it is still recognised: 16 kana or kanji. */
export function forgiving(folded: string): boolean {
  return (folded.match(JAPANESE)?.length ?? 0) >= LEAST_JAPANESE;
}

/** Overlapping pairs of characters, each with how often it occurs. */
export function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Share of a known message's pairs that a misprinted copy of it has. */
export const COMMON = 0.8;

/** For each pair of characters that few of the long Japanese literals have, the numbers of those that have it: so many pairs of each that a text
 *  with `COMMON` of its pairs has one of them. Null where a literal has too few pairs that `may` count. */
export function rarePairs(
  literals: readonly string[],
  may: (pair: string) => boolean = () => true,
): Map<string, number[]> | null {
  const long = literals.flatMap((literal, index) =>
    forgiving(literal) ? [{ index, pairs: [...pairs(literal).keys()] }] : [],
  );
  const seen = new Map<string, number>();
  for (const pair of long.flatMap((each) => each.pairs)) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  const rare = new Map<string, number[]>();
  for (const { index, pairs: all } of long) {
    const needed = all.length - Math.ceil(COMMON * all.length) + 1;
    const chosen = all
      .filter(may)
      .sort((a, b) => (seen.get(a) ?? 0) - (seen.get(b) ?? 0))
      .slice(0, needed);
    if (chosen.length < needed) return null;
    for (const pair of chosen) rare.set(pair, [...(rare.get(pair) ?? []), index]);
  }
  return rare;
}

const list = (text: string, of: RegExp): string => (text.match(of) ?? []).join(' ');

/** The same Latin words and numbers, the same negations: `CMG` is no misprint of `MP`, nor できました of できませんでした. */
function sameSense(a: string, b: string): boolean {
  return list(a, WORDS) === list(b, WORDS) && list(a, POLARITY) === list(b, POLARITY);
}

/** Index in `text`, at or behind `from`, of the stretch that is `wanted` but for a few misprinted characters; -1 without one. */
export function similarAt(text: string, wanted: string, from: number): number {
  const size = wanted.length;
  const counts = pairs(wanted);
  const left = new Map(counts);
  let common = 0;
  let best = -1;
  let most = LEAST_DICE * (size - 1);
  const enter = (at: number): void => {
    const n = left.get(text.slice(at, at + 2));
    if (n === undefined) return;
    left.set(text.slice(at, at + 2), n - 1);
    if (n > 0) common++;
  };
  const leave = (at: number): void => {
    const n = left.get(text.slice(at, at + 2));
    if (n === undefined) return;
    left.set(text.slice(at, at + 2), n + 1);
    if (n >= 0) common--;
  };
  for (let at = from; at + 1 < text.length && at + 1 < from + size; at++) enter(at);
  for (let at = from; at === from || at + size <= text.length; at++) {
    if (common >= most && (common > most || best < 0) && sameSense(text.slice(at, at + size), wanted)) {
      best = at;
      most = common;
    }
    leave(at);
    if (at + size < text.length) enter(at + size - 1);
  }
  return best;
}
