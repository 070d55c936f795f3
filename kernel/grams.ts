/** Which of many literals stand in a text, in one pass that hardly slows down as they grow: whatever its place, a literal of 23 bytes has 16
 *  bytes that begin at a multiple of 8, one of 15 has 8 of them, one of 7 has 4 that begin at a multiple of 4. So only those are looked up.
 *  Letters' case is ignored by setting bit 5 of every byte. What is found may still differ in such a bit: the caller looks closer. */

const FOLD8: u64 = 0x2020202020202020;
const FOLD4: u32 = 0x20202020;
const K8: u64 = 0x9e3779b97f4a7c15;

/** A byte per hash of a gram of 16, 8, 4 bytes, or a bit where there are many: whether any literal has it. */
let map16: usize = 0;
let map8: usize = 0;
let map4: usize = 0;
/** How far a hash is shifted to be the number of its byte or bit. */
let shift16: u64 = 0;
let shift8: u64 = 0;
let shift4: u32 = 0;
/** There are so many literals that 16 bytes are looked up at once; else 8 are, and the other 8 where those are known. */
export let many: bool = false;
/** Are there literals that only an 8-gram finds; only a 4-gram at every eighth place (11 bytes and more), at every fourth (7 to 10), at any
 *  (4 to 6)? */
let middles: bool = false;
export let shorts: bool = false;
export let briefs: bool = false;
export let dense: bool = false;
/** There are even shorter ones: every text must be looked at. */
export let everything: bool = false;

/** Grams by key (open addressing): key, number of its first link counted from 1. */
let slots: usize = 0;
let mask: u32 = 0;
/** Links: literal, place of the gram in it, number of the next link, eight bytes of the literal and how far they stand from the gram. */
let links: usize = 0;
const LINK: usize = 24;
/** In place of how far they stand: there are no eight. */
const NONE: u32 = 0x80000000;
/** Literals: address, length, the walk that noted it last. */
let literals: usize = 0;
let walks: u32 = 0;

/** The literals that `literalsIn` found. */
export let found: usize = 0;
export let foundCount: u32 = 0;

export function useGrams(slotTable: usize, slotMask: u32, linkTable: usize, literalTable: usize, literalCount: u32): void {
  slots = slotTable;
  mask = slotMask;
  links = linkTable;
  literals = literalTable;
  found = heap.alloc(4 * (literalCount as usize) + 16);
}

export function useMaps(wide: usize, wideBits: u32, middle: usize, middleBits: u32, narrow: usize, narrowBits: u32): void {
  map16 = wide;
  shift16 = 64 - (wideBits as u64);
  map8 = middle;
  shift8 = 64 - (middleBits as u64);
  map4 = narrow;
  shift4 = 32 - narrowBits;
}

/** Which lengths there are, in bytes; each of them costs. */
export function useLengths(shortest: u32, anyMiddle: bool, tooMany: bool): void {
  many = tooMany;
  middles = anyMiddle;
  shorts = shortest < 15;
  briefs = shortest < 11;
  dense = shortest < 7;
  everything = shortest < 4;
}

@inline
export function hash8(gram: u64): u64 {
  return (gram | FOLD8) * K8;
}

@inline
function both(first: u64, second: u64): u64 {
  return first ^ rotl<u64>(second, 23);
}

/** The lower half of an 8-gram's hash is a hash of its first four bytes. */
@inline
function hash4(gram: u32): u32 {
  return (gram | FOLD4) * (K8 as u32);
}

/** Keys of grams, upper halves of their hashes, as the caller's tables hold them. */
export function key16(at: usize): u32 {
  return (both(hash8(load<u64>(at)), hash8(load<u64>(at, 8))) >> 32) as u32;
}

export function key8(at: usize): u32 {
  return (hash8(load<u64>(at)) >> 32) as u32;
}

export function key4(at: usize): u32 {
  return hash4(load<u32>(at));
}

@inline
function test(map: usize, number: u32): u32 {
  if (many) return (load<u8>(map + ((number >> 3) as usize)) >> (number & 7)) & 1;
  return load<u8>(map + (number as usize));
}

/** By the hashes of two neighbouring 8-grams, whether a literal may have the first. */
@inline
export function seen(first: u64, second: u64): u32 {
  return test(map16, ((many ? both(first, second) : first) >> shift16) as u32);
}

function seen8(hash: u64): bool {
  return test(map8, (hash >> shift8) as u32) !== 0;
}

/** The same of its first four bytes, by its hash; of the four at a place. */
@inline
export function seenHead(hash: u64): u32 {
  return test(map4, (hash as u32) >> shift4);
}

@inline
export function seen4(at: usize): u32 {
  return test(map4, hash4(load<u32>(at)) >> shift4);
}

/** All of a literal is there but for bit 5 of its bytes. */
function stands(literal: usize, at: usize, size: u32): bool {
  let i: u32 = 0;
  for (; i + 8 <= size; i += 8) if ((load<u64>(at + i) | FOLD8) !== load<u64>(literal + i)) return false;
  for (; i < size; i++) if ((load<u8>(at + i) | 0x20) !== load<u8>(literal + i)) return false;
  return true;
}

function firstLink(key: u32): u32 {
  let slot = key & mask;
  let link = load<u32>(slots + ((slot as usize) << 3), 4);
  while (link !== 0) {
    if (load<u32>(slots + ((slot as usize) << 3)) === key) return link;
    slot = (slot + 1) & mask;
    link = load<u32>(slots + ((slot as usize) << 3), 4);
  }
  return 0;
}

/** A literal with the gram of this key at this place stands between the bounds; with `note`, all of them are noted. */
function linked(key: u32, at: usize, lower: usize, upper: usize, note: bool): bool {
  for (let link = firstLink(key); link !== 0; ) {
    const entry = links + ((link - 1) as usize) * LINK;
    link = load<u32>(entry, 8);
    const probe = load<u32>(entry, 12);
    if (probe !== NONE && (load<u64>(at + probe) | FOLD8) !== load<u64>(entry, 16)) continue;
    const number = load<u32>(entry);
    const literal = literals + (number as usize) * 12;
    const from = at - load<u32>(entry, 4);
    const size = load<u32>(literal, 4);
    if (from < lower || from + size > upper || !stands(load<u32>(literal), from, size)) continue;
    if (!note) return true;
    if (load<u32>(literal, 8) !== walks) store<u32>(found + ((foundCount++ as usize) << 2), number);
    store<u32>(literal, walks, 8);
  }
  return false;
}

/** A literal stands between the bounds of which a gram begins here, at a multiple of 8. */
export function foundAt(at: usize, lower: usize, upper: usize, note: bool = false): bool {
  const first = hash8(load<u64>(at));
  const second = hash8(load<u64>(at, 8));
  if (seen(first, second) && linked((both(first, second) >> 32) as u32, at, lower, upper, note)) return true;
  return middles && seen8(first) && linked((first >> 32) as u32, at, lower, upper, note);
}

/** One of which a 4-gram begins here. */
export function foundShort(at: usize, lower: usize, upper: usize, note: bool = false): bool {
  return seen4(at) !== 0 && linked(key4(at), at, lower, upper, note);
}

function walk(from: usize, to: usize, note: bool): bool {
  for (let at = from; at + 8 <= to; at += 8) if (foundAt(at, from, to, note)) return true;
  if (shorts) {
    const step: usize = dense ? 1 : 4;
    for (let at = from; at + 4 <= to; at += step) if (foundShort(at, from, to, note)) return true;
  }
  return everything;
}

/** Any literal stands in the text. There must be 16 bytes of memory behind it. */
export function anyLiteral(from: usize, to: usize): bool {
  return walk(from, to, false);
}

/** Notes every literal of four bytes and more that stands in the text, once. There must be 16 bytes of memory behind it. */
export function literalsIn(from: usize, to: usize): void {
  foundCount = 0;
  walks++;
  walk(from, to, true);
}
