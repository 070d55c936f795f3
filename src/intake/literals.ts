import { useJapanese } from './japanese-tables';
import type { Kernel } from './kernel';

/** What the kernel looks for: the literals' bytes and the grams that find them. */

/** Bytes of a link in the kernel's table. */
const LINK = 24;
/** Stands where a link has no eight bytes to compare first. */
const NO_PROBE = 0x80000000;
/** A literal of so many bytes has a 4-gram that begins at a multiple of 8. */
const BRIEF = 11;
/** More links than this would let too many 8-grams pass. */
const MANY = 20_000;

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
function window(
  from: number,
  length: number,
  { size, step, key }: Grams,
  seen: ReadonlyMap<number, number>,
): number {
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

function popularity(
  places: readonly [from: number, length: number][],
  { size, key }: Grams,
): Map<number, number> {
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
  // The kernel looks at every fourth place only where a literal needs it (`useLengths`).
  const narrow: Grams = { size: 4, step: shortest < BRIEF ? 4 : 8, key: (at) => run.key4(at) >>> 0 };
  const long = links(places, wide, (length) => length >= least(wide));
  const mid = links(places, middle, (length) => length >= least(middle) && length < least(wide));
  const short = links(places, narrow, (length) => length >= narrow.size && length < least(middle));
  const all = [...long, ...mid, ...short];
  const slotBits = powerOfTwo(2 * all.length);
  const slots = kernel.room(8 << slotBits);
  const chain = kernel.room(LINK * all.length + LINK);
  all.forEach((link, i) => {
    const slot = slotOf(kernel, slots, (1 << slotBits) - 1, link.key);
    const entry = chain + LINK * i;
    kernel.setWord(entry, link.literal);
    kernel.setWord(entry + 4, link.at);
    kernel.setWord(entry + 8, kernel.word(slot + 4));
    setProbe(kernel, entry, link, places[link.literal] ?? [0, 0]);
    kernel.setWord(slot, link.key);
    kernel.setWord(slot + 4, i + 1);
  });
  run.useGrams(slots, (1 << slotBits) - 1, chain, table, places.length);
  const many = long.length > MANY;
  const heads = long.map(({ literal, at }) => ({ key: middle.key((places[literal]?.[0] ?? 0) + at) }));
  run.useMaps(
    ...map(kernel, many ? long : [...heads, ...mid], many),
    ...map(kernel, mid, many),
    ...map(kernel, short, many),
  );
  run.useLengths(shortest, mid.length > 0, many);
  useJapanese(kernel, literals);
}

/** Eight bytes of the literal that are compared first: those farthest behind the gram, or its beginning. A shorter one has none. */
function setProbe(
  kernel: Kernel,
  entry: number,
  { at }: Link,
  [from, length]: readonly [number, number],
): void {
  if (length < 8) {
    kernel.setWord(entry + 12, NO_PROBE);
    return;
  }
  const probe = at + 16 >= length ? 0 : length - 8;
  kernel.setWord(entry + 12, probe - at);
  kernel.setWord(entry + 16, kernel.word(from + probe));
  kernel.setWord(entry + 20, kernel.word(from + probe + 4));
}

/** A byte per hash, set where a link's key leads, a bit where there are many; its address and the bits of a number of one. A core's cache must hold it beside what is read. */
function map(kernel: Kernel, of: readonly Pick<Link, 'key'>[], many: boolean): [number, number] {
  const bits = Math.min(many ? 21 : 20, Math.max(10, powerOfTwo(of.length * (many ? 64 : 32))));
  const at = kernel.room(many ? 1 << (bits - 3) : 1 << bits);
  const bytes = kernel.bytes();
  for (const { key } of of) {
    const number = key >>> (32 - bits);
    const place = many ? at + (number >>> 3) : at + number;
    bytes[place] = many ? (bytes[place] ?? 0) | (1 << (number & 7)) : 1;
  }
  return [at, bits];
}

function links(
  places: readonly [number, number][],
  grams: Grams,
  member: (length: number) => boolean,
): Link[] {
  const members = places
    .map((place, literal) => ({ place, literal }))
    .filter(({ place }) => member(place[1]));
  // All literals together tell best which grams logs are full of.
  const seen = members.length === 0 ? new Map<number, number>() : popularity(places, grams);
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
  while (kernel.word(slots + 8 * slot + 4) !== 0 && kernel.word(slots + 8 * slot) !== key)
    slot = (slot + 1) & mask;
  return slots + 8 * slot;
}
