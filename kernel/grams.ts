/** Which of many literals stand in a text, in one pass that hardly slows down as they grow: a literal of 15 bytes has a whole 8-gram at
 *  some multiple of 8, so only every eighth position is looked up; one of 7 has a 4-gram at every fourth. Letters' case is ignored by
 *  setting bit 5 of every byte. What is found may still differ in such a bit: the caller looks closer. */

const FOLD8: u64 = 0x2020202020202020;
const FOLD4: u32 = 0x20202020;
const K8: u64 = 0x9e3779b97f4a7c15;
const K4: u32 = 0x9e3779b1;

/** A byte per hash: whether any literal has a gram of it. */
let map8: usize = 0;
let shift8: u64 = 0;
let map4: usize = 0;
let shift4: u32 = 0;
/** Are there literals that only a 4-gram finds, at every fourth place (7 bytes and more) or at any (4 to 6)? */
export let shorts: bool = false;
export let dense: bool = false;
/** There are even shorter ones: every text must be looked at. */
export let everything: bool = false;

/** Grams by hash (open addressing): hash, number of its first link counted from 1. */
let slots: usize = 0;
let mask: u32 = 0;
/** Links: literal, place of the gram in it, number of the next link. */
let links: usize = 0;
/** Literals: address, length. */
let literals: usize = 0;

export function useGrams(
  wide: usize,
  wideBits: u32,
  narrow: usize,
  narrowBits: u32,
  shortest: u32,
  slotTable: usize,
  slotMask: u32,
  linkTable: usize,
  literalTable: usize,
): void {
  map8 = wide;
  shift8 = 64 - (wideBits as u64);
  map4 = narrow;
  shift4 = 32 - narrowBits;
  shorts = shortest < 15;
  dense = shortest < 7;
  everything = shortest < 4;
  slots = slotTable;
  mask = slotMask;
  links = linkTable;
  literals = literalTable;
}

// @ts-ignore: decorator
@inline
function hash8(gram: u64): u64 {
  return (gram | FOLD8) * K8;
}

// @ts-ignore: decorator
@inline
function hash4(gram: u32): u32 {
  return (gram | FOLD4) * K4;
}

/** The hash of an 8-gram's upper half, as the tables of the caller hold it. */
export function key8(at: usize): u32 {
  return (hash8(load<u64>(at)) >> 32) as u32;
}

export function key4(at: usize): u32 {
  return hash4(load<u32>(at));
}

// @ts-ignore: decorator
@inline
export function seen8(gram: u64): u32 {
  return load<u8>(map8 + ((hash8(gram) >> shift8) as usize));
}

// @ts-ignore: decorator
@inline
export function seen4(gram: u32): u32 {
  return load<u8>(map4 + ((hash4(gram) >> shift4) as usize));
}

/** All of a literal is there but for bit 5 of its bytes. */
function stands(literal: usize, at: usize, size: u32): bool {
  let i: u32 = 0;
  for (; i + 8 <= size; i += 8) if ((load<u64>(at + i) | FOLD8) != load<u64>(literal + i)) return false;
  for (; i < size; i++) if ((load<u8>(at + i) | 0x20) != load<u8>(literal + i)) return false;
  return true;
}

function linked(key: u32, at: usize, lower: usize, upper: usize): bool {
  let slot = key & mask;
  let link = load<u32>(slots + ((slot as usize) << 3), 4);
  while (link != 0) {
    if (load<u32>(slots + ((slot as usize) << 3)) == key) return chained(link, at, lower, upper);
    slot = (slot + 1) & mask;
    link = load<u32>(slots + ((slot as usize) << 3), 4);
  }
  return false;
}

function chained(first: u32, at: usize, lower: usize, upper: usize): bool {
  for (let link = first; link != 0; ) {
    const entry = links + ((link - 1) as usize) * 12;
    const literal = literals + ((load<u32>(entry) as usize) << 3);
    const from = at - load<u32>(entry, 4);
    const size = load<u32>(literal, 4);
    if (from >= lower && from + size <= upper && stands(load<u32>(literal), from, size)) return true;
    link = load<u32>(entry, 8);
  }
  return false;
}

/** A literal with its 8-gram at this place stands between the bounds. */
export function found8(at: usize, lower: usize, upper: usize): bool {
  return linked(key8(at), at, lower, upper);
}

export function found4(at: usize, lower: usize, upper: usize): bool {
  return linked(key4(at), at, lower, upper);
}

/** Any literal stands in the text. */
export function anyLiteral(from: usize, to: usize): bool {
  for (let at = from; at + 4 <= to; at += 8) {
    const gram = load<u64>(at);
    if (seen8(gram) && found8(at, from, to)) return true;
    if (shorts && seen4(gram as u32) && found4(at, from, to)) return true;
    if (shorts && seen4((gram >> 32) as u32) && found4(at + 4, from, to)) return true;
  }
  if (!dense) return everything;
  for (let at = from; at + 4 <= to; at++) if (seen4(load<u32>(at)) && found4(at, from, to)) return true;
  return everything;
}
