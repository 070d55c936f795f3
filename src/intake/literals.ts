import type { Kernel } from './kernel';
import { forgiving } from './similar';

/** What the kernel looks for: the literals' bytes, the grams that find them, the pairs that tell a misprinted Japanese one. */

const PAIR_BITS = 16;
const SHORT_BITS = 16;
/** Share of a known message's pairs that a misprinted copy may lack (`scan.ts` asks for 0.8 of them). */
const MISSING = 0.2;

interface Link {
  readonly key: number;
  readonly literal: number;
  readonly at: number;
}

/** Grams of one size, and how far apart they are looked up: a literal of `size + step - 1` bytes has one wherever it stands. */
interface Grams {
  readonly size: 4 | 8 | 16;
  readonly step: 4 | 8;
  readonly key: (at: number) => number;
}

const least = ({ size, step }: Grams): number => size + step - 1;

/** The window all of whose grams the fewest other literals have. */
function window(from: number, length: number, { size, step, key }: Grams, seen: ReadonlyMap<number, number>): number {
  const counts = Array.from({ length: length - size + 1 }, (_, at) => seen.get(key(from + at)) ?? 0);
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + step <= counts.length; at++) {
    const sum = counts.slice(at, at + step).reduce((a, b) => a + b, 0);
    if (sum >= fewest) continue;
    fewest = sum;
    best = at;
  }
  return best;
}

function popularity(places: readonly [from: number, length: number][], { size, key }: Grams): Map<number, number> {
  const seen = new Map<number, number>();
  for (const [from, length] of places)
    for (let at = from; at + size <= from + length; at++) seen.set(key(at), (seen.get(key(at)) ?? 0) + 1);
  return seen;
}

function powerOfTwo(least: number): number {
  let bits = 4;
  while (1 << bits < least) bits++;
  return bits;
}

/** Bytes with bit 5 set, as the kernel compares them. */
const bytesOf = (literal: string): Buffer => Buffer.from(literal).map((byte) => byte | 0x20) as Buffer;

/** Makes the kernel look for these folded literals. Short ones cost time: below seven bytes every place is looked at, below four every record. */
export function useLiterals(kernel: Kernel, literals: readonly string[]): void {
  const { run } = kernel;
  const encoded = literals.map(bytesOf);
  const shortest = encoded.reduce((fewest, { length }) => Math.min(fewest, length), 255);
  const table = kernel.room(12 * encoded.length + 12);
  const places = encoded.map((bytes, i): [number, number] => {
    const at = kernel.room(bytes.length + 8);
    bytes.copy(kernel.bytes(), at);
    kernel.setWord(table + 12 * i, at);
    kernel.setWord(table + 12 * i + 4, bytes.length);
    return [at, bytes.length];
  });
  const wide: Grams = { size: 16, step: 8, key: (at) => run.key16(at) >>> 0 };
  const middle: Grams = { size: 8, step: 8, key: (at) => run.key8(at) >>> 0 };
  const narrow: Grams = { size: 4, step: 4, key: (at) => run.key4(at) >>> 0 };
  const long = links(places, wide, (length) => length >= least(wide));
  const mid = links(places, middle, (length) => length >= least(middle) && length < least(wide));
  const short = links(places, narrow, (length) => length >= narrow.size && length < least(middle));
  const all = [...long, ...mid, ...short];
  const bits = Math.min(20, Math.max(14, powerOfTwo((long.length + mid.length) * 16)));
  const slotBits = powerOfTwo(2 * all.length);
  const slots = kernel.room(8 << slotBits);
  const chain = kernel.room(12 * all.length + 12);
  all.forEach((link, i) => {
    const slot = slotOf(kernel, slots, (1 << slotBits) - 1, link.key);
    const entry = chain + 12 * i;
    kernel.setWord(entry, link.literal);
    kernel.setWord(entry + 4, link.at);
    kernel.setWord(entry + 8, kernel.word(slot + 4));
    kernel.setWord(slot, link.key);
    kernel.setWord(slot + 4, i + 1);
  });
  const maps = [map(kernel, long, bits), map(kernel, mid, bits), map(kernel, short, SHORT_BITS)] as const;
  run.useGrams(maps[0], maps[1], bits, maps[2], SHORT_BITS, slots, (1 << slotBits) - 1, chain, table, places.length);
  run.useLengths(shortest, mid.length > 0);
  run.openJapanese(jis(kernel), pairMap(kernel, literals), PAIR_BITS);
}

/** A byte per hash, set where a link's key leads. */
function map(kernel: Kernel, of: readonly Link[], bits: number): number {
  const at = kernel.room(1 << bits);
  const bytes = kernel.bytes();
  for (const { key } of of) bytes[at + (key >>> (32 - bits))] = 1;
  return at;
}

function links(
  places: readonly [number, number][],
  grams: Grams,
  member: (length: number) => boolean,
): Link[] {
  const members = places.map((place, literal) => ({ place, literal })).filter(({ place }) => member(place[1]));
  const seen = popularity(
    members.map(({ place }) => place),
    grams,
  );
  return members.flatMap(({ place: [from, length], literal }) => {
    const first = window(from, length, grams, seen);
    return Array.from({ length: Math.min(grams.step, length - grams.size + 1) }, (_, i) => ({
      key: grams.key(from + first + i),
      literal,
      at: first + i,
    }));
  });
}

function slotOf(kernel: Kernel, slots: number, mask: number, key: number): number {
  let slot = key & mask;
  while (kernel.word(slots + 8 * slot + 4) !== 0 && kernel.word(slots + 8 * slot) !== key) slot = (slot + 1) & mask;
  return slots + 8 * slot;
}

const LEADS = 0xfc - 0x81 + 1;

/** UTF-16 units by the two bytes of a CP932 character. */
function jis(kernel: Kernel): number {
  const at = kernel.room(LEADS * 512);
  const all = Buffer.alloc(LEADS * 256 * 3);
  for (let lead = 0; lead < LEADS; lead++)
    for (let trail = 0; trail < 256; trail++) all.set([lead + 0x81, trail, 10], (lead * 256 + trail) * 3);
  const decoder = new TextDecoder('shift_jis');
  const bytes = kernel.bytes();
  for (let i = 0; i < LEADS * 256; i++) {
    const trail = i & 255;
    if (trail < 0x40 || trail === 0x7f || trail > 0xfc) continue;
    const text = decoder.decode(all.subarray(i * 3, i * 3 + 2));
    if (text.length === 1 && text !== '\ufffd') bytes.writeUInt16LE(text.charCodeAt(0), at + 2 * i);
  }
  return at;
}

const JAPANESE_PAIR = /^[\u3001-\u3003\u3005\u3008-\u3011\u3041-\u3096\u30a1-\u30fe\u3400-\u4dbf\u4e00-\u9fff]{2}$/;

const pairsOf = (literal: string): string[] => [
  ...new Set(Array.from({ length: Math.max(0, literal.length - 1) }, (_, i) => literal.slice(i, i + 2))),
];

/** Marks enough pairs of each long Japanese literal that a copy of it with four fifths of its pairs has one of them: the rarest among the literals. */
function pairMap(kernel: Kernel, literals: readonly string[]): number {
  const at = kernel.room(1 << PAIR_BITS);
  const long = literals.filter(forgiving).map(pairsOf);
  const seen = new Map<string, number>();
  for (const pair of long.flat()) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  const bytes = kernel.bytes();
  for (const pairs of long) {
    const rare = pairs.filter((pair) => JAPANESE_PAIR.test(pair)).sort((a, b) => (seen.get(a) ?? 0) - (seen.get(b) ?? 0));
    const needed = Math.floor(MISSING * pairs.length) + 1;
    if (rare.length < needed) bytes.fill(1, at, at + (1 << PAIR_BITS));
    for (const pair of rare.slice(0, needed)) {
      const hash = kernel.run.pairHash(pair.charCodeAt(0), pair.charCodeAt(1)) >>> (32 - PAIR_BITS);
      bytes[at + hash] = 1;
    }
  }
  return at;
}
