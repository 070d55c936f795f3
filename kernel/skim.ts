/** The first reading of a log: over the bytes of a UTF-8 or ANSI text as they are, finds the few records in which something of interest
 *  may stand and counts the others. What it leaves out holds nothing the whole reader would find. */

import {
  attributesEnd,
  CLOSER,
  closes,
  linesBetween,
  MARK,
  nextOpener,
  opens,
  severity,
  time,
  when,
} from './ccm';
import {
  anyLiteral,
  briefs,
  dense,
  everything,
  foundAt,
  foundShort,
  hash8,
  seen,
  seen4,
  seenHead,
  shorts,
} from './grams';
import { ansi, characters, FORGIVING, folded, foldText, kana, rare } from './japanese';
import { number, numbersIn } from './numbers';
import {
  addRecord,
  addRegion,
  closeOutput,
  codeCount,
  dropCodes,
  emptyOutput,
  moreCodes,
  placeCodes,
  roomLeft,
} from './output';

export { linesBetween, nextOpener, openCcm } from './ccm';
export { found, foundCount, key4, key8, key16, literalsIn, useGrams, useLengths, useMaps } from './grams';
export { openJapanese, pairHash } from './japanese';
export {
  codeCount as codeCountOut,
  codes as codesOut,
  hourCount as hourCountOut,
  hours as hoursOut,
  openOutput,
  regionCount as regionCountOut,
  regions as regionsOut,
} from './output';
export { narrow } from './utf16';
export { codesIn, emptyOutput };

/** Of the last pass: records counted, the line behind it, whether Japanese was skipped as UTF-8 or as CP932. */
export let records: u32 = 0;
export let line: u32 = 0;
export let sawUtf8: bool = false;
export let sawAnsi: bool = false;
/** Where the first and the last counted record stand: line, time; 0 where none was counted. */
export let firstLine: u32 = 0;
export let firstTime: usize = 0;
export let lastLine: u32 = 0;
export let lastTime: usize = 0;

export function allocate(size: usize): usize {
  return heap.alloc(size + 64);
}

/** Fills the table of codes with those of a text; there must be eight bytes of something else behind it. */
function codesIn(from: usize, to: usize): void {
  emptyOutput();
  numbersIn(from, to);
}

/** Pairs of neighbouring bytes at which something may begin, one bit a kind, by the halves of either byte: a control or non-ASCII character (1);
 *  `]L` of the closer, `5.` of a build (2); two spaces (4); a mark and a digit (8, 16); `C0`, `C1` (32); `0x` (64); `-1`, `-2` (128). A few other
 *  pairs come along; `event` looks closer. */
// In memory, since a constant vector is built anew wherever it is used.
const TABLES: usize = memory.data<u8>(
  [
    // lower half of the first byte, upper half, lower half of the second, upper half
    0x4d, 0x09, 0x09, 0x29, 0x09, 0x0b, 0x09, 0x09, 0x09, 0x09, 0x19, 0x19, 0x19, 0x93, 0x11, 0x11,
    0x01, 0x01, 0x8c, 0x52, 0x20, 0x12, 0x20, 0x00, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01,
    0x3d, 0xb9, 0x99, 0x19, 0x19, 0x19, 0x19, 0x19, 0x59, 0x19, 0x01, 0x01, 0x03, 0x01, 0x03, 0x01,
    0x01, 0x01, 0x07, 0xb9, 0x03, 0x41, 0x01, 0x41, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01,
    15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15,
  ],
  16,
);

/** A message of more lines is left to the whole reader, which ends it somewhere. */
const MOST_FEEDS: u32 = 4000;

/** Of the message last walked: line feeds in it, white space to be folded, non-ASCII in it, something for the whole reader in it. */
let feeds: u32 = 0;
let uneven: bool = false;
let high: bool = false;
let telling: bool = false;
/** Bytes of its folded text, if it was folded. */
let foldedSize: usize = 0;
/** A line in the message begins as a record does: the message ends there, torn. */
let torn: usize = 0;

/** A line inside a message that begins like a record, for all its leading white space or bracket. */
function opensLoosely(from: usize, to: usize): bool {
  let at = from;
  while (at < to && load<u8>(at) <= 32 && load<u8>(at) !== 10) at++;
  if (load<u8>(at) >= 0x80) return true;
  if (load<u8>(at) === 91) at++;
  return opens(at);
}

/** `5.00.9078`: a 5, one to four digits, more digits. */
function isBuild(at: usize): bool {
  let next = at + 2;
  while (next < at + 7 && (load<u8>(next) as u32) - 48 < 10) next++;
  return next > at + 2 && load<u8>(next) === 46 && (load<u8>(next, 1) as u32) - 48 < 10;
}

/** A control or non-ASCII character in a message; returns whether the message ends there, torn. */
function unevenAt(at: usize, c: u32, to: usize): bool {
  if (c >= 0x80) {
    high = true;
    return false;
  }
  uneven = true;
  if (c === 0) telling = true;
  if (c !== 10) return false;
  feeds++;
  if (opens(at + 1)) {
    torn = at + 1;
    return true;
  }
  const next = load<u8>(at, 1);
  if (next <= 32 || next === 91 || next >= 0x80) telling = telling || opensLoosely(at + 1, to);
  return false;
}

/** What may stand two places before a number that is a code: the end of a word (`e`, `r`, `c`, `s`), or a mark more. */
function mayLead(c: u32): bool {
  const low = c | 32;
  if (low - 97 < 26) return low === 101 || low === 114 || low === 99 || low === 115;
  return c >= 0x80 || c <= 32 || c === 58 || c === 61 || c === 40 || c === 39 || c === 34;
}

@inline
function isMark(c: u32): bool {
  return c <= 32 || c === 58 || c === 61 || c === 40 || c >= 0x80;
}

/** How many of eight bytes are digits, from the first on. */
@inline
function digits(at: usize): u32 {
  const x = load<u64>(at) ^ 0x3030303030303030;
  return (ctz(((x + 0x7676767676767676) | x) & 0x8080808080808080) >> 3) as u32;
}

/** The digits behind a mark may be a code: most are told by how many they are and by what stands before. */
@inline
function mayBeCode(at: usize, mark: u32): bool {
  const run = digits(at);
  if (run > 5) return run === 8 || load<u8>(at) >= 56;
  const next = load<u8>(at + run) as u32;
  if (next - 65 < 6 || next - 97 < 6) return load<u8>(at) >= 56;
  return isMark(mark) && mayLead(load<u8>(at - 2)) && (next | 32) !== 120; // `0x` is met by itself
}

/** Looks at one place; returns whether the message ends there. */
@inline
function event(at: usize, from: usize, to: usize): bool {
  const pair = load<u16>(at) as u32;
  const c = pair & 255;
  const next = pair >> 8;
  if (pair === 0x4c5d) return closes(at); // `]L`
  if ((c < 32 || c >= 0x80) && unevenAt(at, c, to)) return true;
  if (c === 45) {
    if (digits(at + 1) === 8) number(at, from);
  } else if (c === 48 || (c | 32) === 99) number(at, from);
  else if (next - 48 < 10) {
    if (mayBeCode(at + 1, c)) number(at + 1, from);
  } else if (c === 32 && next === 32) uneven = true;
  else if (c === 53 && next === 46 && isBuild(at)) telling = true;
  return false;
}

/** Walks a message to its closer, looking up grams on the way; 0 where neither a closer nor another record stands before `to`. */
function messageEnd(from: usize, to: usize): usize {
  feeds = 0;
  uneven = false;
  high = false;
  telling = false;
  torn = 0;
  if ((load<u8>(from) as u32) - 48 < 10) number(from, from);
  let first = hash8(load<u64>(from));
  for (let at = from; at < to; at += 32) {
    const second = hash8(load<u64>(at, 8));
    const third = hash8(load<u64>(at, 16));
    const fourth = hash8(load<u64>(at, 24));
    const next = hash8(load<u64>(at, 32));
    if (seen(first, second) | seen(second, third) | seen(third, fourth) | seen(fourth, next))
      telling = telling || literal(at, from, to);
    if (shorts) {
      let head = seenHead(first) | seenHead(second) | seenHead(third) | seenHead(fourth);
      if (briefs) head |= seen4(at + 4) | seen4(at + 12) | seen4(at + 20) | seen4(at + 28);
      if (head) telling = telling || shortLiteral(at, from, to);
    }
    first = next;
    let bits = kinds(at) | (kinds(at + 16) << 16);
    while (bits !== 0) {
      const place = at + (ctz(bits) as usize);
      bits &= bits - 1;
      if (place >= to) return 0;
      if (event(place, from, to)) return torn !== 0 ? torn : place;
    }
  }
  return 0;
}

/** The places among 16 at which `event` looks, a bit each. */
@inline
function kinds(at: usize): u32 {
  const half = v128.load(TABLES, 64);
  const here = v128.load(at);
  const next = v128.load(at, 1);
  const any = v128.and(
    v128.and(
      i8x16.swizzle(v128.load(TABLES), v128.and(here, half)),
      i8x16.swizzle(v128.load(TABLES, 16), v128.and(i16x8.shr_u(here, 4), half)),
    ),
    v128.and(
      i8x16.swizzle(v128.load(TABLES, 32), v128.and(next, half)),
      i8x16.swizzle(v128.load(TABLES, 48), v128.and(i16x8.shr_u(next, 4), half)),
    ),
  );
  return i8x16.bitmask(i8x16.eq(any, i8x16.splat(0))) ^ 0xffff;
}

function literal(at: usize, from: usize, to: usize): bool {
  for (let i: usize = 0; i < 32; i += 8) if (foundAt(at + i, from, to)) return true;
  return false;
}

function shortLiteral(at: usize, from: usize, to: usize): bool {
  for (let i: usize = 0; i < 32; i += 4) if (foundShort(at + i, from, to)) return true;
  return false;
}

function leftOut(): u32 {
  return (sawUtf8 ? 1 : 0) | (sawAnsi ? 2 : 0);
}

/** A message with folded white space or Japanese in it holds a literal, or may hold a misprinted one, or cannot be told. */
function foldedTelling(from: usize, to: usize): bool {
  const size = foldText(from, to);
  foldedSize = size < 0 ? 0 : size;
  if (size < 0 || (ansi && !kana)) return true;
  if (rare && characters >= FORGIVING) return true;
  if (high) {
    if (ansi) sawAnsi = true;
    else sawUtf8 = true;
  }
  return anyLiteral(folded, folded + size);
}

/** Reads one record; returns where the next line begins, or 0 where it is written in a way that the whole reader must see or does not end
 *  before `to`. */
function record(from: usize, to: usize): usize {
  const codesBefore = codeCount;
  const message = from + MARK;
  const end = messageEnd(message, to);
  const next: usize = end === 0 || torn !== 0 || feeds > MOST_FEEDS ? 0 : attributesEnd(end + MARK, to);
  if (next === 0 || next > to) {
    dropCodes(codesBefore);
    return 0;
  }
  if (!telling && (everything || dense)) telling = anyLiteral(message, end);
  if (!telling && (uneven || high)) telling = foldedTelling(message, end);
  if (high && ansi) numbersIn(folded, folded + foldedSize);
  if (telling || (high && ansi && codeCount !== codesBefore)) {
    dropCodes(codesBefore);
    addRegion(from, next, line, leftOut());
  } else count(from, end, codesBefore);
  line += feeds + 1;
  return next;
}

/** Looks at one text as at a message, beside what the last pass noted: 1 where it may hold a literal or a build, or cannot be told; 2 where it holds an error code. Overwrites
 *  seven bytes behind `to`; there must be 64 more of something else. */
export function glance(from: usize, to: usize): u32 {
  const codesBefore = codeCount;
  const utf8 = sawUtf8;
  const cp932 = sawAnsi;
  store<u64>(to, CLOSER);
  const whole = messageEnd(from, to + MARK) === to && torn === 0;
  if (!telling && (everything || dense)) telling = anyLiteral(from, to);
  if (!telling && (uneven || high)) telling = foldedTelling(from, to);
  sawUtf8 = utf8;
  sawAnsi = cp932;
  const coded = codeCount > codesBefore || !moreCodes();
  dropCodes(codesBefore);
  return whole ? (telling ? 1 : 0) | (coded ? 2 : 0) : 3;
}

function count(from: usize, end: usize, codesBefore: u32): void {
  if (codeCount !== codesBefore) placeCodes(codesBefore, from, end, line);
  addRecord(when, severity === 3);
  records++;
  if (firstLine === 0) {
    firstLine = line;
    firstTime = time;
  }
  lastLine = line;
  lastTime = time;
}

/** Reads whole records from `from`, the beginning of a line, and leaves the tables filled; returns where it stopped: at the first record
 *  that does not end before `to`, or earlier when the tables are full. With `last`, nothing comes behind `to`. */
export function skim(from: usize, to: usize, firstOfLine: u32, last: bool): usize {
  emptyOutput();
  records = 0;
  firstLine = 0;
  lastLine = 0;
  sawUtf8 = false;
  sawAnsi = false;
  line = firstOfLine;
  let at = from;
  while (at < to && roomLeft()) {
    if (at + 8 > to && !last) break;
    const next: usize = opens(at) ? record(at, to) : 0;
    if (next !== 0) {
      at = next;
      continue;
    }
    const opener = nextOpener(at, to);
    if (opener === to && !last) break;
    addRegion(at, opener, line, leftOut());
    line += linesBetween(at, opener);
    at = opener;
  }
  closeOutput();
  return at;
}
