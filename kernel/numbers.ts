import { addCode } from './output';

/** Error codes in a text (log-formats, section 7), told from other numbers by their form and by the word before them. Success is none. */

/** May stand before `0x` and before eight hex digits; before a plain decimal; before an HTTP status. */
const HEX: u32 = 1;
const DECIMAL: u32 = 2;
const HTTP: u32 = 4;
/** How an installer action ended (1 well, 2 by the user, 3 badly): no code of any system up to 3. */
const MSI: u32 = 8;

@inline
function isDigit(c: u32): bool {
  return c - 48 < 10;
}

@inline
function isHex(c: u32): bool {
  return c - 48 < 10 || (c | 32) - 97 < 6;
}

@inline
function isLetter(c: u32): bool {
  return (c | 32) - 97 < 26;
}

@inline
function isWord(c: u32): bool {
  return isDigit(c) || isLetter(c) || c === 95;
}

@inline
function isSpace(c: u32): bool {
  return c === 32 || (c >= 9 && c <= 13);
}

function at(place: usize, lower: usize): u32 {
  return place >= lower ? load<u8>(place) : 32;
}

/** The text ends with these ASCII letters, in any case. */
function ends(end: usize, lower: usize, word: string): bool {
  const size = word.length;
  if (end < lower + size) return false;
  for (let i = 0; i < size; i++) if ((load<u8>(end - size + i) | 32) !== word.charCodeAt(i)) return false;
  return true;
}

/** The text ends with these three characters, their UTF-8 bytes as a number each. */
function endsWith3(end: usize, lower: usize, a: u32, b: u32, c: u32): bool {
  if (end < lower + 9) return false;
  return unit(end - 9) === a && unit(end - 6) === b && unit(end - 3) === c;
}

/** The three bytes of a UTF-8 character as one number. */
function unit(place: usize): u32 {
  return ((load<u8>(place) as u32) << 16) | ((load<u8>(place, 1) as u32) << 8) | load<u8>(place, 2);
}

function isJapanese(end: usize, lower: usize): bool {
  return end > lower && load<u8>(end - 1) >= 0x80;
}

/** エラー コード 終了 戻り 戻り値 結果 */
function japaneseWord(end: usize, lower: usize): u32 {
  if (endsWith3(end, lower, 0xe382a8, 0xe383a9, 0xe383bc)) return HEX | DECIMAL;
  if (endsWith3(end, lower, 0xe688bb, 0xe3828a, 0xe580a4)) return DECIMAL | MSI;
  if (end >= lower + 6 && unit(end - 6) === 0xe7b590 && unit(end - 3) === 0xe69e9c) return HEX;
  if (!endsWith3(end, lower, 0xe382b3, 0xe383bc, 0xe38389)) return 0;
  const before = isSpace(at(end - 10, lower)) ? end - 10 : end - 9;
  const named =
    endsWith3(before, lower, 0xe382a8, 0xe383a9, 0xe383bc) ||
    (before >= lower + 6 &&
      ((unit(before - 6) === 0xe7b582 && unit(before - 3) === 0xe4ba86) ||
        (unit(before - 6) === 0xe688bb && unit(before - 3) === 0xe3828a)));
  return named ? HEX | DECIMAL : HEX;
}

/** The word before this one, one space or mark away, ends so. */
function after(start: usize, lower: usize, word: string): bool {
  const mark = at(start - 1, lower);
  const end = mark === 32 || mark === 95 || mark === 45 ? start - 1 : start;
  return ends(end, lower, word);
}

/** What a number behind the word that ends here may be. */
function wordClass(end: usize, lower: usize): u32 {
  if (isJapanese(end, lower)) return japaneseWord(end, lower);
  let start = end;
  while (start > lower && end - start < 24 && isWord(load<u8>(start - 1))) start--;
  const size = (end - start) as u32;
  switch (size) {
    case 2:
      if (ends(end, lower, 'rc')) return HEX | DECIMAL;
      return ends(end, lower, 'hr') || ends(end, lower, 'le') ? HEX : 0;
    case 3:
      return ends(end, lower, 'err') || ends(end, lower, 'gle') ? HEX : 0;
    case 4:
      if (!ends(end, lower, 'code')) return 0;
      if (after(start, lower, 'http')) return HEX | HTTP;
      if (!after(start, lower, 'status')) return HEX | DECIMAL;
      return after(start - 7, lower, 'http') ? HEX | HTTP : HEX;
    case 5:
      if (ends(end, lower, 'value')) return after(start, lower, 'return') ? DECIMAL | MSI : 0;
      if (ends(end, lower, 'win32')) return HEX;
      if (!ends(end, lower, 'error')) return 0;
      if (after(start, lower, 'http')) return HEX | HTTP;
      return after(start, lower, 'status') ? HEX : HEX | DECIMAL;
    case 6:
      if (ends(end, lower, 'status')) {
        if (after(start, lower, 'http')) return HEX | HTTP;
        return after(start, lower, 'win32') ? HEX | DECIMAL : HEX;
      }
      return ends(end, lower, 'errors') || ends(end, lower, 'result') || ends(end, lower, 'stderr') ? HEX : 0;
    case 7:
      return ends(end, lower, 'hresult') ? HEX : 0;
    case 8:
      if (ends(end, lower, 'exitcode')) return HEX | DECIMAL;
      return ends(end, lower, 'returned') ? HEX : 0;
    case 9:
      if (ends(end, lower, 'errorcode')) return HEX | DECIMAL;
      return ends(end, lower, 'lasterror') ? HEX : 0;
    case 10:
      if (ends(end, lower, 'statuscode')) return HTTP;
      return ends(end, lower, 'returncode') ? DECIMAL : 0;
    case 19:
      return ends(end, lower, 'winhttpqueryheaders') ? HTTP : 0;
  }
  return 0;
}

/** `is`, `of`, `was` between the word and its number. */
function passed(end: usize, lower: usize): usize {
  if (ends(end, lower, ' is') || ends(end, lower, ' of')) return end - 3;
  return ends(end, lower, ' was') ? end - 4 : end;
}

/** The place before the white space that ends there; CR and LF are one. */
function beforeSpace(end: usize, lower: usize): usize {
  return load<u8>(end - 1) === 10 && at(end - 2, lower) === 13 ? end - 2 : end - 1;
}

/** Where the marks before a number begin: at most `most` spaces, colons, equals signs, brackets, quotes. */
function beforeMarks(number: usize, lower: usize, most: u32): usize {
  let end = number;
  for (let n: u32 = 0; n < most && end > lower; n++) {
    const c = load<u8>(end - 1) as u32;
    if (isSpace(c)) end = beforeSpace(end, lower);
    else if (c === 58 || c === 61 || c === 40 || c === 39 || c === 34 || c === 35) end--;
    else if (c === 0x9a && end >= lower + 3 && unit(end - 3) === 0xefbc9a) end -= 3;
    else break;
  }
  return end;
}

/** `word: 5`, `word = 5`, `word (5`, `word 5`: one mark at most, a space before and behind it. */
function beforeMark(number: usize, lower: usize): usize {
  let end = number;
  if (end > lower && isSpace(load<u8>(end - 1))) end = beforeSpace(end, lower);
  const c = at(end - 1, lower);
  if (end > lower && (c === 58 || c === 61 || c === 40)) end--;
  else if (c === 0x9a && end >= lower + 3 && unit(end - 3) === 0xefbc9a) end -= 3;
  else return end;
  return end > lower && isSpace(load<u8>(end - 1)) ? beforeSpace(end, lower) : end;
}

function hexValue(from: usize, size: u32): u32 {
  let value: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    const c = load<u8>(from + i) as u32;
    value = (value << 4) | (c < 58 ? c - 48 : (c | 32) - 87);
  }
  return value;
}

function decimalValue(from: usize, size: u32): u64 {
  let value: u64 = 0;
  for (let i: u32 = 0; i < size; i++) value = value * 10 + (load<u8>(from + i) as u64) - 48;
  return value;
}

/** Facilities whose codes are written without `0x`, and as unsigned decimals. */
function knownFacility(facility: u32): bool {
  switch (facility) {
    case 0x8000:
    case 0x8004:
    case 0x8007:
    case 0x8009:
    case 0x800b:
    case 0x800f:
    case 0x8015:
    case 0x8019:
    case 0x8020:
    case 0x8024:
    case 0x87d0:
    case 0xc000:
    case 0xc190:
      return true;
  }
  return false;
}

function prefixed(from: usize, lower: usize): void {
  let size: u32 = 0;
  while (size < 9 && isHex(load<u8>(from + 2 + size))) size++;
  if (size === 0 || size > 8 || isLetter(load<u8>(from + 2 + size)) || isDigit(load<u8>(from + 2 + size))) return;
  const value = hexValue(from + 2, size);
  if (value === 0) return;
  if (!(size === 8 && value >= 0x80000000)) {
    const end = passed(beforeMarks(from, lower, 4), lower);
    if ((wordClass(end, lower) & HEX) === 0) return;
  }
  addCode(value, from, size + 2);
}

function bare(from: usize, lower: usize, digits: u32, before: u32): void {
  const value = hexValue(from, 8);
  const open = before !== 123 && before !== 46 && before !== 45;
  if (open && knownFacility(value >> 16)) return addCode(value, from, 8);
  if (digits < 8 && (before === 61 || before === 40)) return addCode(value, from, 8);
  const end = beforeMarks(from, lower, 4);
  if ((end < from || isJapanese(end, lower)) && (wordClass(end, lower) & HEX) !== 0) addCode(value, from, 8);
}

function signed(from: usize, lower: usize, before: u32): void {
  const lead = load<u8>(from + 1) as u32;
  if (before === 45 || before === 46 || (lead !== 49 && lead !== 50)) return;
  for (let i = 1; i <= 10; i++) if (!isDigit(load<u8>(from + i))) return;
  const next = load<u8>(from + 11) as u32;
  if (isDigit(next) || isLetter(next) || next === 46 || next === 45) return;
  const value = decimalValue(from + 1, 10);
  if (value <= 0x80000000) addCode((0 - (value as u32)) as u32, from, 11);
}

/** The words before a number end in one of these letters, or are Japanese. */
function mayEndWord(c: u32): bool {
  return c >= 0x80 || (c | 32) === 101 || (c | 32) === 114 || (c | 32) === 99 || (c | 32) === 115;
}

function plain(from: usize, lower: usize, digits: u32, next: u32): void {
  const end = beforeMark(from, lower);
  if (end <= lower || !mayEndWord(load<u8>(end - 1))) return;
  const kind = wordClass(end, lower);
  if (kind === 0) return;
  const value = decimalValue(from, digits) as u32;
  if ((kind & HTTP) !== 0 && digits === 3 && value >= 400 && value < 600) return addCode(0x80190000 + value, from, 3);
  if ((kind & DECIMAL) === 0 || value === 0) return;
  if ((kind & MSI) !== 0 && value <= 3) return;
  if (next === 58 || next === 47 || next === 45 || (next === 46 && isDigit(load<u8>(from + digits + 1)))) return;
  addCode(value, from, digits);
}

/** Reads the number that begins at `from`, in a text that begins at `lower`, and notes it if it is an error code. */
export function number(from: usize, lower: usize): void {
  const first = load<u8>(from) as u32;
  const before = at(from - 1, lower);
  if (isDigit(before) || isLetter(before)) return;
  if (first === 45) return signed(from, lower, before);
  if (first === 48 && (load<u8>(from + 1) | 32) === 120) return prefixed(from, lower);
  // No code is written behind these.
  if (before === 47 || before === 64 || before === 96 || (before >= 124 && before < 128)) return;
  let digits: u32 = 0;
  while (digits < 11 && isDigit(load<u8>(from + digits))) digits++;
  let size = digits;
  while (size < 11 && isHex(load<u8>(from + size))) size++;
  const next = load<u8>(from + size) as u32;
  if (size > 10 || isLetter(next) || isDigit(next)) return;
  if (size === 8 && first >= 56 && next !== 45) return bare(from, lower, digits, before);
  if (digits !== size) return;
  if (digits === 10 && first >= 50 && first <= 52 && before !== 46 && before !== 45 && before !== 123) {
    const value = decimalValue(from, 10);
    if (next !== 46 && next !== 45 && value <= 0xffffffff && knownFacility((value >> 16) as u32))
      addCode(value as u32, from, 10);
    return;
  }
  if (digits >= 1 && digits <= 5) plain(from, lower, digits, next);
}

/** Notes every error code of a text. There must be eight bytes of something else behind it. */
export function numbersIn(from: usize, to: usize): void {
  for (let at = from; at < to; at++) {
    const c = load<u8>(at) as u32;
    const after = load<u8>(at, 1) as u32;
    if (isDigit(c) || (c === 45 && isDigit(after)) || ((c | 32) === 99 && (after === 48 || after === 49))) number(at, from);
  }
}
