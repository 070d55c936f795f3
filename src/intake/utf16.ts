export type Wide = 'utf-16le' | 'utf-16be';

const LF = 10;
const CRLF = Buffer.from('\r\n');
/** How far apart samples are taken, and how many printable bytes in a row no UTF-16 text has. */
const STEP = 16;
const RUN = 16;
const HEAD = 4096;
/** A file that begins with so many bytes of something else is no UTF-16 file, though UTF-16 may follow. */
const START = 256;

const decoders = { 'utf-16le': new TextDecoder('utf-16le'), 'utf-16be': new TextDecoder('utf-16be') };

/** An odd byte at the end is half a character and is left out. */
export function wide(bytes: Uint8Array, kind: Wide): string {
  return decoders[kind].decode(bytes.subarray(0, bytes.length & ~1));
}

/** How badly a text reads: 0 where each character is one that logs have, 1 where none is. Accented letters count a quarter. */
function oddness(text: string): { odd: number; plain: number } {
  let odd = 0;
  let plain = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0) continue;
    if (code < 0x7f ? code > 31 || code === 9 || code === 10 || code === 13 : code >= 0x3000 && code < 0x3100)
      plain++;
    else if (code >= 0xa0 && code < 0x250) odd += 0.25;
    else if (code < 0x2010 || (code > 0x2600 && code < 0x4e00) || (code > 0x9fff && code < 0xff00)) odd++;
  }
  const size = Math.max(1, text.length);
  return { odd: odd / size, plain: plain / size };
}

const legible = (text: string): boolean => {
  const { odd, plain } = oddness(text);
  return odd < 0.1 && plain > 0.2;
};

/** Where the line that begins at `from` ends, its line feed included. */
function lineEnd(bytes: Uint8Array, from: number, kind: Wide): number {
  for (let at = bytes.indexOf(LF, from); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (kind === 'utf-16le' && bytes[at + 1] === 0) return at + 2;
    if (kind === 'utf-16be' && at > from && bytes[at - 1] === 0) return at + 1;
  }
  return bytes.length;
}

/** Where the last whole line ends; 0 without one. */
export function lastEnd(bytes: Uint8Array, kind: Wide): number {
  for (let at = bytes.lastIndexOf(LF); at >= 0; at = at > 0 ? bytes.lastIndexOf(LF, at - 1) : -1) {
    if (kind === 'utf-16le' && bytes[at + 1] === 0) return at + 2;
    if (kind === 'utf-16be' && bytes[at - 1] === 0) return at + 1;
  }
  return 0;
}

/** The line at `from` read as UTF-16; null where it reads as no text. */
export function wideLine(
  bytes: Uint8Array,
  from: number,
  kind: Wide,
): { text: string; to: number; odd: number } | null {
  const to = lineEnd(bytes, from, kind);
  const text = wide(bytes.subarray(from, to), kind);
  return text.length > 1 && legible(text) ? { text, to, odd: oddness(text).odd } : null;
}

const printable = (byte: number): boolean => byte >= 0x20 && byte < 0x7f;

/** A stretch no Japanese text in UTF-16 has: printable bytes only, and among the upper ones some of neither kana (0x30) nor kanji. */
function run(bytes: Uint8Array, from: number, low: number): boolean {
  let foreign = false;
  for (let i = from; i < from + RUN; i++) {
    const byte = bytes[i] ?? 0;
    if (!printable(byte)) return false;
    if ((i & 1) !== low && byte < 0x4e && byte !== 0x30) foreign = true;
  }
  return foreign;
}

/** By samples: something else than UTF-16 of this kind stands in the block, or a lost byte has shifted it. */
export function disturbed(bytes: Uint8Array, kind: Wide): boolean {
  if (bytes.length % 2 === 1) return true;
  const low = kind === 'utf-16le' ? 0 : 1;
  for (let i = 0; i + RUN <= bytes.length; i += STEP) {
    const lower = bytes[i + low] ?? 0;
    const upper = bytes[i + 1 - low] ?? 0;
    if (upper === 0) continue;
    if (lower === 0 ? upper < 0x4e && upper !== 0x30 : run(bytes, i, low)) return true;
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(CRLF);
}

/** UTF-16 without a mark, by where its NULs stand; cut through a character, its first byte is to be skipped. */
export function unmarked(head: Uint8Array): { kind: Wide; skip: number } | null {
  const bytes = head.subarray(0, HEAD);
  if (!bytes.includes(0)) return null;
  const nuls = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) nuls[i & 1] = (nuls[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const least = bytes.length / 16;
  const ways: { kind: Wide; skip: number }[] =
    odd > least && even * 8 < odd
      ? [
          { kind: 'utf-16le', skip: 0 },
          { kind: 'utf-16be', skip: 1 },
        ]
      : even > least && odd * 8 < even
        ? [
            { kind: 'utf-16be', skip: 0 },
            { kind: 'utf-16le', skip: 1 },
          ]
        : [];
  const scored = ways.map((way) => ({ way, ...oddness(wide(bytes.subarray(way.skip), way.kind)) }));
  const best = scored.reduce<(typeof scored)[0] | null>((a, b) => (a && a.odd <= b.odd ? a : b), null)?.way;
  return best && legible(wide(bytes.subarray(best.skip, best.skip + START), best.kind)) ? best : null;
}
