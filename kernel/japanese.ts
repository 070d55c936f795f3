/** Folds a message as the whole reader does, as far as that is simple: ASCII, kana (half-width, too), kanji, 、。「」 in UTF-8 or CP932.
 *  Everything else (full-width letters, loose marks, broken bytes) is left to the whole reader. */

/** Where the folded text is written, with room for a message of `ROOM` bytes. */
export let folded: usize = 0;
const ROOM: u32 = 0x40000;
/** UTF-16 units by CP932 lead byte (from 0x81) and trail byte; 0 where there is none. */
let jis: usize = 0;
/** Full-width kana for the half-width from U+FF61 on: plain, with a voiced mark (U+FF9E) behind it, with a semi-voiced one (U+FF9F); 0 where there is none. */
let wide: usize = 0;
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

export function openJapanese(table: usize, wideKana: usize, pairMap: usize, pairBits: u32): void {
  wide = wideKana;
  folded = heap.alloc(ROOM + 64);
  jis = table;
  pairs = pairMap;
  pairShift = 32 - pairBits;
}

export function pairHash(first: u32, second: u32): u32 {
  return ((first << 16) | second) * 0x9e3779b1;
}

/** Characters that fold to themselves and count as Japanese; `2` for marks that only stand beside them; 0 for the others. */
@inline
function kindOf(unit: u32): u32 {
  if ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf)) return 1;
  if (unit >= 0x3041 && unit <= 0x3096) return 1;
  if (unit >= 0x30a1 && unit <= 0x30fe) return 1;
  if ((unit >= 0x3001 && unit <= 0x3003) || unit === 0x3005 || (unit >= 0x3008 && unit <= 0x3011)) return 2;
  return 0;
}

function fromUtf8(at: usize): u32 {
  const a = load<u8>(at) as u32;
  const b = load<u8>(at, 1) as u32;
  const c = load<u8>(at, 2) as u32;
  if ((a & 0xf0) !== 0xe0 || (b & 0xc0) !== 0x80 || (c & 0xc0) !== 0x80) return 0;
  return ((a & 15) << 12) | ((b & 63) << 6) | (c & 63);
}

function fromJis(at: usize): u32 {
  const lead = load<u8>(at) as u32;
  if (lead < 0x81 || lead > 0xea || (lead >= 0xa0 && lead < 0xe0)) return 0;
  return load<u16>(jis + ((((lead - 0x81) << 8) | (load<u8>(at, 1) as u32)) << 1));
}

const HALF: u32 = 0xff61;
const VOICED: u32 = 0xff9e;

/** The character for a half-width one and the mark behind it; 0 where it is none. */
function widened(unit: u32, mark: u32): u32 {
  if (unit - HALF >= 61) return 0;
  const voice = mark - VOICED < 2 ? mark - VOICED + 1 : 0;
  return load<u16>(wide + (((unit - HALF) * 3 + voice) << 1));
}

function half(at: usize, to: usize, cp932: bool): u32 {
  if (at >= to) return 0;
  if (!cp932) return fromUtf8(at);
  const c = load<u8>(at) as u32;
  return c >= 0xa1 && c <= 0xdf ? c + 0xfec0 : 0;
}

/** Eight bytes of ASCII above the space; with the capitals among them in small letters. */
@inline
function isPlain(x: u64): bool {
  return (((x - 0x2121212121212121) | x) & 0x8080808080808080) === 0;
}

@inline
function small(x: u64): u64 {
  const fromA = x + 0x3f3f3f3f3f3f3f3f;
  const behindZ = x + 0x2525252525252525;
  return x | (((fromA & ~behindZ) & 0x8080808080808080) >> 2);
}

/** Bytes of the UTF-8 character at `at`; 0 where there is none. */
function characterSize(at: usize): usize {
  const lead = load<u8>(at) as u32;
  const size: usize = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  for (let i: usize = 1; i < size; i++) if ((load<u8>(at + i) & 0xc0) !== 0x80) return 0;
  return size;
}

/** As much of a text is no UTF-8 as is: accented letters and signs in UTF-8 would pass for half-width kana. */
function mayBeJis(from: usize, to: usize): bool {
  let odd: i32 = 0;
  let at = from;
  while (at < to) {
    if (load<u8>(at) < 0x80) {
      at++;
      continue;
    }
    const size = characterSize(at);
    odd += size === 0 ? 1 : -1;
    at += max<usize>(size, 1);
  }
  return odd >= 0;
}

/** Length of the folded text at `folded`; -1 where the text has anything that is not simple. */
export function foldText(from: usize, to: usize): i32 {
  ansi = false;
  const size = foldAs(from, to, false);
  if (size >= 0 || !mayBeJis(from, to)) return size;
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
      if (c > 32) {
        if (space && out !== folded && last === 0) store<u8>(out++, 32);
        space = false;
        last = 0;
        while (at + 8 <= to && isPlain(load<u64>(at))) {
          store<u64>(out, small(load<u64>(at)));
          at += 8;
          out += 8;
        }
        const next = load<u8>(at) as u32;
        if (at === to || next <= 32 || next >= 0x80) continue;
        store<u8>(out++, next - 65 < 26 ? next | 32 : next);
        at++;
        continue;
      }
      if (c === 0) return -1;
      at++;
      if (c === 32 || (c >= 9 && c <= 13)) {
        space = true;
        continue;
      }
      if (space && out !== folded && last === 0) store<u8>(out++, 32);
      space = false;
      last = 0;
      store<u8>(out++, c);
      continue;
    }
    const size: usize = cp932 ? 1 : 3;
    const narrow = half(at, to, cp932);
    const mark: u32 = narrow === 0 ? 0 : half(at + size, to, cp932);
    let unit = widened(narrow, mark);
    if (unit !== 0) {
      // A single byte that may be a kana is more likely an accented letter.
      if (cp932 && half(at + 1, to, true) === 0 && (at === from || half(at - 1, to, true) === 0)) return -1;
      at += mark - VOICED < 2 ? 2 * size : size;
    } else {
      unit = cp932 ? fromJis(at) : fromUtf8(at);
      at += cp932 ? 2 : 3;
    }
    if (unit === 0x3000) {
      space = true;
      continue;
    }
    const kind = kindOf(unit);
    if (kind === 0 || at > to) return -1;
    if (kind === 1) characters++;
    if (unit >= 0x3041 && unit <= 0x30fa) kana = true;
    if (last !== 0 && load<u8>(pairs + (pairHash(last, unit) >> pairShift))) rare = true;
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
