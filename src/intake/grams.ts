/** A filter that finds which of many texts may stand in a string, in one pass that does not slow down as they grow:
 *  a text of 15 characters has a whole 8-gram at some multiple of 8, so only every eighth position is looked up
 *  (a text of 7: a 4-gram at every fourth). Shorter texts are sought one by one. */
export interface Filter {
  /** Calls `found` for each text that stands in `text`; a text may be named more than once. */
  run(text: string, found: (index: number) => void): void;
}

interface Gram {
  readonly index: number;
  /** The gram's place in its literal. */
  readonly at: number;
}

const BITS = 18;

function hash(text: string, at: number, size: number): number {
  let h = 0;
  for (let i = at; i < at + size; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x9e3779b1);
  return h >>> (32 - BITS);
}

/** Of all windows the one whose grams the fewest other texts have. */
function window(literal: string, size: number, seen: ReadonlyMap<number, number>): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 2 * size - 1 <= literal.length; at++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += seen.get(hash(literal, at + k, size)) ?? 0;
    if (sum < least) {
      least = sum;
      best = at;
    }
  }
  return best;
}

function popularity(literals: readonly string[], size: number): Map<number, number> {
  const seen = new Map<number, number>();
  for (const literal of literals) {
    for (let at = 0; at + size <= literal.length; at++) {
      const h = hash(literal, at, size);
      seen.set(h, (seen.get(h) ?? 0) + 1);
    }
  }
  return seen;
}

function sampled(literals: readonly string[], members: readonly number[], size: number): Filter {
  const map = new Uint8Array(1 << BITS);
  const table = new Map<number, Gram[]>();
  const seen = popularity(literals, size);
  for (const index of members) {
    const literal = literals[index] ?? '';
    const from = window(literal, size, seen);
    for (let at = from; at < from + size; at++) {
      const h = hash(literal, at, size);
      map[h] = 1;
      const grams = table.get(h);
      if (grams) grams.push({ index, at });
      else table.set(h, [{ index, at }]);
    }
  }
  return {
    run(text, found) {
      if (members.length === 0) return;
      for (let i = 0; i + size <= text.length; i += size) {
        const h = hash(text, i, size);
        if (map[h] === 0) continue;
        for (const gram of table.get(h) ?? []) {
          if (text.startsWith(literals[gram.index] ?? '', i - gram.at)) found(gram.index);
        }
      }
    },
  };
}

/** Builds the filter for folded literals; an empty one is never found. */
export function filter(literals: readonly string[]): Filter {
  const all = literals.map((_, index) => index).filter((index) => literals[index]);
  const size = (index: number): number => literals[index]?.length ?? 0;
  const long = sampled(
    literals,
    all.filter((i) => size(i) >= 15),
    8,
  );
  const middle = sampled(
    literals,
    all.filter((i) => size(i) >= 7 && size(i) < 15),
    4,
  );
  const short = all.filter((i) => size(i) < 7);
  return {
    run(text, found) {
      long.run(text, found);
      middle.run(text, found);
      for (const index of short) if (text.includes(literals[index] ?? '')) found(index);
    },
  };
}
