/** Folds a message as the whole reader does, as far as that is simple: ASCII, kana, kanji, 、。「」 in UTF-8 or CP932. Everything else
 *  (half-width kana, full-width letters, composed marks, broken bytes) is left to the whole reader. */

/** Where the folded text is written, with room for a message of `ROOM` bytes. */
export let folded: usize = 0;
export const ROOM: u32 = 0x40000;
/** UTF-16 units by CP932 lead byte (from 0x81) and trail byte; 0 where there is none. */
let jis: usize = 0;
/** A byte per hash of a pair of Japanese characters: one that a long known message has and few others. */
let pairs: usize = 0;
let pairShift: u32 = 0;

/** Of the last text: its Japanese characters, whether it had a rare pair, whether it was CP932. */
export let characters: u32 = 0;
export let rare: bool = false;
export let ansi: bool = false;
/** A kana was in it. */
export let kana: bool = false;

/** A misprint is forgiven from this many characters on. */
export const FORGIVING: u32 = 16;

export function openJapanese(table: usize, pairMap: usize, pairBits: u32): void {
  folded = heap.alloc(ROOM + 64);
  jis = table;
  pairs = pairMap;
  pairShift = 32 - pairBits;
}

export function pairHash(first: u32, second: u32): u32 {
  return ((first << 16) | second) * 0x9e3779b1;
}

/** Characters that fold to themselves and count as Japanese; `2` for marks that only stand beside them; 0 for the others. */
// @ts-ignore: decorator
@inline
function kindOf(unit: u32): u32 {
  if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf)) return 1;
  if (unit >= 0x3041 && unit <= 0x3096) return 1;
  if (unit >= 0x30a1 && unit <= 0x30fe) return 1;
  if ((unit >= 0x3001 && unit <= 0x3003) || unit == 0x3005 || (unit >= 0x3008 && unit <= 0x3011)) return 2;
  return 0;
}

function fromUtf8(at: usize): u32 {
  const a = load<u8>(at) as u32;
  const b = load<u8>(at, 1) as u32;
  const c = load<u8>(at, 2) as u32;
  if ((a & 0xf0) != 0xe0 || (b & 0xc0) != 0x80 || (c & 0xc0) != 0x80) return 0;
  return ((a & 15) << 12) | ((b & 63) << 6) | (c & 63);
}

function fromJis(at: usize): u32 {
  const lead = load<u8>(at) as u32;
  if (lead < 0x81 || lead > 0xea || (lead >= 0xa0 && lead < 0xe0)) return 0;
  return load<u16>(jis + ((((lead - 0x81) << 8) | (load<u8>(at, 1) as u32)) << 1));
}

/** Length of the folded text at `folded`; -1 where the text has anything that is not simple. */
export function foldText(from: usize, to: usize): i32 {
  ansi = false;
  const size = foldAs(from, to, false);
  if (size >= 0) return size;
  ansi = true;
  return foldAs(from, to, true);
}

function foldAs(from: usize, to: usize, cp932: bool): i32 {
  characters = 0;
  rare = false;
  kana = false;
  if (to - from > ROOM / 2) return -1;
  let out = folded;
  let space = false;
  let last: u32 = 0;
  let at = from;
  while (at < to) {
    const c = load<u8>(at) as u32;
    if (c < 0x80) {
      if (c == 0) return -1;
      at++;
      if (c == 32 || (c >= 9 && c <= 13)) {
        space = true;
        continue;
      }
      if (space && out != folded && last == 0) store<u8>(out++, 32);
      space = false;
      last = 0;
      store<u8>(out++, c - 65 < 26 ? c | 32 : c);
      continue;
    }
    const unit = cp932 ? fromJis(at) : fromUtf8(at);
    at += cp932 ? 2 : 3;
    if (unit == 0x3000) {
      space = true;
      continue;
    }
    const kind = kindOf(unit);
    if (kind == 0 || at > to) return -1;
    if (kind == 1) characters++;
    if (unit >= 0x3041 && unit <= 0x30fa) kana = true;
    if (last != 0 && load<u8>(pairs + (pairHash(last, unit) >> pairShift))) rare = true;
    last = unit;
    space = false;
    store<u8>(out, 0xe0 | (unit >> 12));
    store<u8>(out, 0x80 | ((unit >> 6) & 63), 1);
    store<u8>(out, 0x80 | (unit & 63), 2);
    out += 3;
  }
  store<u64>(out, 0);
  return (out - folded) as i32;
}
