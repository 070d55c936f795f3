/** Writes UTF-16 as UTF-8, a lone surrogate as U+FFFD, no NULs; returns how many bytes came out. `size` is even, and no pair is cut by its end. There
 *  must be room for three bytes a unit. */
export function narrow(from: usize, size: u32, to: usize, bigEndian: bool): u32 {
  let out = to;
  let at = from;
  const end = from + size;
  while (at < end) {
    while (at + 16 <= end) {
      const units = bigEndian ? swapped(v128.load(at)) : v128.load(at);
      if (v128.any_true(v128.and(units, i16x8.splat(-128))) || !i16x8.all_true(units)) break;
      v128.store(out, i8x16.narrow_i16x8_u(units, units));
      at += 16;
      out += 8;
    }
    const stop = min(at + 16, end);
    while (at < stop) {
      const unit = unitAt(at, bigEndian);
      at += 2;
      if (unit === 0) continue;
      if (unit < 0x80) store<u8>(out++, unit);
      else if (unit < 0x800) out = two(out, unit);
      else if (unit - 0xd800 >= 0x800) out = three(out, unit);
      else if (unit < 0xdc00 && at < end && unitAt(at, bigEndian) - 0xdc00 < 0x400) {
        out = four(out, 0x10000 + ((unit - 0xd800) << 10) + unitAt(at, bigEndian) - 0xdc00);
        at += 2;
      } else out = three(out, 0xfffd);
    }
  }
  return (out - to) as u32;
}

function swapped(units: v128): v128 {
  return v128.or(i16x8.shl(units, 8), i16x8.shr_u(units, 8));
}

@inline
function unitAt(at: usize, bigEndian: bool): u32 {
  const unit = load<u16>(at) as u32;
  return bigEndian ? ((unit & 255) << 8) | (unit >> 8) : unit;
}

function two(out: usize, point: u32): usize {
  store<u8>(out, 0xc0 | (point >> 6));
  store<u8>(out, 0x80 | (point & 63), 1);
  return out + 2;
}

function three(out: usize, point: u32): usize {
  store<u8>(out, 0xe0 | (point >> 12));
  store<u8>(out, 0x80 | ((point >> 6) & 63), 1);
  store<u8>(out, 0x80 | (point & 63), 2);
  return out + 3;
}

function four(out: usize, point: u32): usize {
  store<u8>(out, 0xf0 | (point >> 18));
  store<u8>(out, 0x80 | ((point >> 12) & 63), 1);
  store<u8>(out, 0x80 | ((point >> 6) & 63), 2);
  store<u8>(out, 0x80 | (point & 63), 3);
  return out + 4;
}
