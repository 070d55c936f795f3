/** Records of the client's log format, `<![LOG[message]LOG]!><time="…" date="…" component="…" context="…" type="…" thread="…" file="…">`,
 *  as the product writes them (log-formats, section 1). What is written in any other way is left to the whole reader. */

/** `<![LOG[` and `]LOG]!>` as little-endian numbers of seven bytes. */
const OPENER: u64 = 0x5b474f4c5b213c;
export const CLOSER: u64 = 0x3e215d474f4c5d;
const SEVEN: u64 = 0x00ffffffffffffff;
/** `<time="` */
const TIME: u64 = 0x223d656d69743c;
const LF: v128 = i8x16.splat(10);

export const MARK: usize = 7;

/** Of the last `attributesEnd`: its hour as a number (year, four bits of month, five of day, five of hour), where its time stands, the severity. */
export let when: u32 = 0;
export let time: usize = 0;
export let severity: u32 = 0;

@inline
export function opens(at: usize): bool {
  return (load<u64>(at) & SEVEN) === OPENER;
}

@inline
export function closes(at: usize): bool {
  return (load<u64>(at) & SEVEN) === CLOSER;
}

/** The line behind `from` that begins with an opener; `to` where there is none. */
export function nextOpener(from: usize, to: usize): usize {
  for (let at = from; at < to; at += 16) {
    let bits = i8x16.bitmask(i8x16.eq(v128.load(at), LF));
    while (bits !== 0) {
      const line = at + (ctz(bits) as usize) + 1;
      bits &= bits - 1;
      if (line + MARK <= to && opens(line)) return line;
    }
  }
  return to;
}

/** The line feeds between two places. */
export function linesBetween(from: usize, to: usize): u32 {
  let count: u32 = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(at), LF)));
  for (; at < to; at++) count += (load<u8>(at) === 10) as u32;
  return count;
}

@inline
function two(at: usize): u32 {
  const tens = (load<u8>(at) as u32) - 48;
  const ones = (load<u8>(at, 1) as u32) - 48;
  return tens < 10 && ones < 10 ? tens * 10 + ones : 99;
}

@inline
function isDigit(at: usize): bool {
  return (load<u8>(at) as u32) - 48 < 10;
}

/** Eight bytes are `HH:mm:ss`, all of them digits but for the colons. */
@inline
function isClock(bytes: u64): bool {
  const high: u64 = 0xf0f0fff0f0fff0f0;
  const form: u64 = 0x30303a30303a3030;
  return (bytes & high) === form && ((bytes + 0x0606000606000606) & high) === form;
}

/** The first three of four bytes are digits. */
@inline
function isThree(bytes: u32): bool {
  return (bytes & 0xf0f0f0) === 0x303030 && ((bytes + 0x060606) & 0xf0f0f0) === 0x303030;
}

/** The hour of a time of day with one to seven digits of a second and a bias of up to four digits or none, up to a quotation mark; 99 for any
 *  other. `lastTimeEnd` is where it ends. */
function hourOf(at: usize): u32 {
  const hour = two(at);
  if (!isClock(load<u64>(at)) || hour > 23 || load<u8>(at, 3) > 53 || load<u8>(at, 6) > 53 || load<u8>(at, 8) !== 46) return 99;
  let next = at + 9;
  if (isThree(load<u32>(next))) next += 3;
  while (isDigit(next)) next++;
  if (next === at + 9 || next > at + 16) return 99;
  lastTimeEnd = next;
  const sign = load<u8>(next);
  if (sign === 34) return hour;
  if (sign !== 43 && sign !== 45) return 99;
  const bias = ++next;
  while (isDigit(next)) next++;
  lastTimeEnd = next;
  return next > bias && next <= bias + 4 && load<u8>(next) === 34 ? hour : 99;
}

let lastTimeEnd: usize = 0;
let lastDate: u64 = 0;
let lastYear: u16 = 0;
let lastDay: u32 = 0;

/** The day of a date written `06-01-2022` (month first) as a number: year, four bits of month, five of day; 0 for any other. */
function dayOf(at: usize): u32 {
  if (load<u64>(at) === lastDate && load<u16>(at, 8) === lastYear) return lastDay;
  if (load<u8>(at, 2) !== 45 || load<u8>(at, 5) !== 45) return 0;
  const month = two(at);
  const day = two(at + 3);
  const year = two(at + 6) * 100 + two(at + 8);
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1980 || year > 2098) return 0;
  lastDate = load<u64>(at);
  lastYear = load<u16>(at, 8);
  lastDay = (year << 9) | (month << 5) | day;
  return lastDay;
}

/** What stood between the last record's date and its severity, component and context, which a log repeats. */
let repeated: usize = 0;
let repeatedSize: u32 = 0;
const LONGEST: u32 = 256;

export function openCcm(): void {
  repeated = heap.alloc(LONGEST + 64);
}

/** Bytes from `" component="` to the digit of `type="1`; 0 where they are written otherwise. */
function namesSize(from: usize): u32 {
  let i: u32 = 0;
  while (i + 8 <= repeatedSize && load<u64>(from + i) === load<u64>(repeated + i)) i += 8;
  const last = repeatedSize - 8;
  if (i + 8 > repeatedSize && i > 0 && load<u64>(from + last) === load<u64>(repeated + last)) return repeatedSize;
  const size = spelledSize(from);
  if (size > 0 && size <= LONGEST) {
    repeatedSize = size;
    memory.copy(repeated, from, size);
  }
  return size;
}

function spelledSize(from: usize): u32 {
  if (load<u64>(from) !== 0x6e6f706d6f632022 || load<u32>(from, 8) !== 0x3d746e65 || load<u8>(from, 12) !== 34) return 0; // `" component="`
  let rest = quoteAfter(from + 13);
  if (rest === 0 || load<u8>(rest, 1) !== 32 || load<u64>(rest, 2) !== 0x3d747865746e6f63 || load<u8>(rest, 10) !== 34) return 0; // `" context="`
  rest = quoteAfter(rest + 11);
  if (rest === 0 || load<u64>(rest) !== 0x223d657079742022) return 0; // `" type="`
  return (rest + 8 - from) as u32;
}

/** `<` is `>` but for a bit; `>`; the space. In memory, since a constant vector is built anew wherever it is used. */
const TAG: usize = memory.data<u8>(
  [
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62, 62,
    32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
  ],
  16,
);

/** Bytes of 64 that end a tag or do not belong in one: `>`, `<`, control and non-ASCII characters. */
function tagEnds(at: usize): u64 {
  return (
    (ends(at) as u64) |
    ((ends(at + 16) as u64) << 16) |
    ((ends(at + 32) as u64) << 32) |
    ((ends(at + 48) as u64) << 48)
  );
}

@inline
function ends(at: usize): u32 {
  const bytes = v128.load(at);
  const angles = i8x16.eq(v128.or(bytes, v128.load(TAG)), v128.load(TAG, 16));
  return i8x16.bitmask(v128.or(i8x16.lt_s(bytes, v128.load(TAG, 32)), angles));
}

/** Where the tag that `from` is in ends, its line feed included; 0 where the line does not end with it. */
function tagEnd(from: usize, to: usize): usize {
  let at = from;
  let bits = tagEnds(at);
  while (bits === 0 && at < to) {
    at += 64;
    bits = tagEnds(at);
  }
  if (bits === 0) return 0;
  const end = at + (ctz(bits) as usize);
  if (load<u8>(end) !== 62) return 0;
  if (load<u8>(end, 1) === 10) return end + 2;
  return load<u16>(end, 1) === 0x0a0d ? end + 3 : 0;
}

/** Reads the attributes behind a closer, in the product's order; where their line ends, the line feed included, or 0 where they are
 *  written otherwise or reach behind `to`. */
export function attributesEnd(from: usize, to: usize): usize {
  if ((load<u64>(from) & SEVEN) !== TIME) return 0;
  const hour = hourOf(from + 7);
  if (hour > 23 || load<u64>(lastTimeEnd) !== 0x223d657461642022) return 0; // `" date="`
  const dateFrom = lastTimeEnd + 8;
  const day = dayOf(dateFrom);
  if (day === 0) return 0;
  const names = namesSize(dateFrom + 10);
  if (names === 0) return 0;
  const type = dateFrom + 10 + names;
  severity = (load<u8>(type) as u32) - 48;
  if (severity > 9 || load<u8>(type, 1) !== 34) return 0;
  const end = tagEnd(type + 2, to);
  if (end === 0 || end > to) return 0;
  when = (day << 5) | hour;
  time = from + 7;
  return end;
}

/** The next quotation mark within 512 bytes, nothing but ASCII before it; 0 without one. */
function quoteAfter(from: usize): usize {
  for (let at = from; at < from + 512; at++) {
    const c = load<u8>(at);
    if (c === 34) return at;
    if (c < 32 || c >= 0x80) return 0;
  }
  return 0;
}
