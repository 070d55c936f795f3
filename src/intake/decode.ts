import type { Encoding } from '../domain';
import { ansi } from './ansi';
import { disturbed, lastEnd, unmarked, type Wide, wide, wideLine } from './utf16';

/** Decodes a file as its bytes come. Text leaves at line ends; NULs (padding, unflushed blocks) are gone from it. */
export interface Decoder {
  push(bytes: Uint8Array): string;
  end(): string;
  encoding(): Encoding;
  /** Nothing but NULs came. */
  blank(): boolean;
  /** Lines were left out that were all UTF-8 or ASCII, or had CP932 in them. */
  aside(encoding: 'ascii' | 'utf-8' | 'cp932' | 'both'): void;
}

/** How the last line was written: the next is most likely written so, too. */
export type Mode = 'narrow' | Wide;

const LF = 10;
const MAX_CARRY = 1024 * 1024;
/** Bytes that show how a file is written. */
const ENOUGH = 4096;
/** Without a UTF-16 line end for so long, the lines are of another kind. */
const LONG = 128 * 1024;

/** Nothing but NULs. */
export function zeros(bytes: Uint8Array): boolean {
  return nuls(bytes, 0) === bytes.length;
}

function controls(bytes: Uint8Array): boolean {
  return bytes.some(
    (byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27,
  );
}

/** How many NULs stand from `at` on. */
function nuls(bytes: Uint8Array, at: number): number {
  let to = at;
  while (to < bytes.length && bytes[to] === 0) to++;
  return to - at;
}

const strip = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text);

/** A narrow line's end, together with the NUL that makes it the end of a UTF-16 line. */
function narrowEnd(bytes: Uint8Array): number {
  let cut = bytes.lastIndexOf(LF) + 1;
  if (cut > 1 && cut === bytes.length && bytes[cut - 2] === 0) cut = bytes.lastIndexOf(LF, cut - 2) + 1;
  return cut > 1 && bytes[cut] === 0 && bytes[cut - 2] === 0 ? cut + 1 : cut;
}

function cutAt(bytes: Uint8Array, mode: Mode): number {
  const end = mode === 'narrow' ? narrowEnd(bytes) : lastEnd(bytes, mode);
  if (end > 0 || bytes.length < LONG) return end;
  if (mode !== 'narrow') {
    const other = bytes.length > MAX_CARRY ? bytes.length & ~1 : 0;
    return disturbed(bytes.subarray(0, bytes.length & ~1), mode) ? narrowEnd(bytes) || other : other;
  }
  if (bytes.length < MAX_CARRY) return 0;
  let cut = bytes.length;
  while (cut > bytes.length - 3 && ((bytes[cut - 1] ?? 0) & 0x80) !== 0) cut--;
  return cut;
}

interface Line {
  readonly text: string;
  readonly to: number;
  readonly mode: Mode;
}

/** The ways a line may be read as UTF-16, the likeliest first: with its mark, as the line before, with the NUL in front as half a character. */
function ways(bytes: Uint8Array, at: number, from: number, mode: Mode): { kind: Wide; from: number }[] {
  const [a, b] = [bytes[from], bytes[from + 1]];
  if (a === 0xff && b === 0xfe) return [{ kind: 'utf-16le', from: from + 2 }];
  if (a === 0xfe && b === 0xff) return [{ kind: 'utf-16be', from: from + 2 }];
  const le = { kind: 'utf-16le', from } as const;
  const be = { kind: 'utf-16be', from: (from - at) % 2 === 1 ? from - 1 : from } as const;
  return mode === 'utf-16be' || (mode === 'narrow' && from > at && be.from < from) ? [be, le] : [le, be];
}

/** A few characters that some bytes of narrow text beside a NUL would make as well. */
const brief = (text: string): boolean => text.trim().length < 5 && !/^[\0-\x7f]*$/.test(text);

/** Reads the line at `at` in a block where UTF-16 and narrow text may follow each other. */
function readLine(bytes: Uint8Array, at: number, mode: Mode, narrow: (bytes: Uint8Array) => string): Line {
  const from = at + nuls(bytes, at);
  if (from === bytes.length) return { text: '', to: from, mode };
  const end = bytes.indexOf(LF, from);
  const to = end < 0 ? bytes.length : end + 1;
  const part = bytes.subarray(from, to);
  const clean = !part.includes(0) && bytes[to] !== 0;
  if (clean && from === at && !controls(part)) return { text: narrow(part), to, mode: 'narrow' };
  let best: (Line & { odd: number }) | null = null;
  for (const way of ways(bytes, at, from, mode)) {
    const read = wideLine(bytes, way.from, way.kind);
    if (read && !(mode === 'narrow' && brief(read.text)) && (!best || read.odd < best.odd))
      best = { ...read, mode: way.kind };
  }
  return best ?? { text: narrow(part), to, mode: 'narrow' };
}

/** The encoding of a text by its mark or the pattern of its NULs, and how many bytes stand before the text: its mark, or half a character. */
export function encodingOf(first: Uint8Array): { wide: Wide | null; skip: number } {
  const [a, b, c] = first;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { wide: null, skip: 3 };
  if (a === 0xff && b === 0xfe) return { wide: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { wide: 'utf-16be', skip: 2 };
  const found = unmarked(first);
  return { wide: found?.kind ?? null, skip: found?.skip ?? 0 };
}

/** A decoder for text that is known to be of this kind at its beginning, behind its mark. Where a script appended lines in another encoding, each is read in its own. */
export function decoderOf(kind: Mode, bom: boolean): Decoder {
  const text = ansi();
  let mode = kind;
  let home: Wide | null = kind === 'narrow' ? null : kind;
  let fresh = kind === 'narrow' && !bom;
  let carry: Uint8Array = new Uint8Array(0);

  function mixed(bytes: Uint8Array): string {
    let out = '';
    for (let at = 0; at < bytes.length; ) {
      const line: Line = readLine(bytes, at, mode, text.read);
      out += line.text;
      at = line.to;
      mode = line.mode;
      if (fresh && line.text) {
        fresh = false;
        home = mode === 'narrow' ? null : mode;
      }
    }
    return strip(out);
  }

  function block(bytes: Uint8Array): string {
    if (bytes.length === 0) return '';
    if (mode !== 'narrow') return disturbed(bytes, mode) ? mixed(bytes) : strip(wide(bytes, mode));
    if (bytes.includes(0)) return mixed(bytes);
    fresh = false;
    return text.read(bytes);
  }

  return {
    push(bytes) {
      const all = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes;
      const cut = cutAt(all, mode);
      carry = all.slice(cut);
      return block(all.subarray(0, cut));
    },
    end() {
      const rest = block(carry);
      carry = new Uint8Array(0);
      return rest;
    },
    encoding: () => home ?? text.page() ?? (bom ? 'utf-8-bom' : 'utf-8'),
    blank: () => false,
    aside(encoding) {
      mode = 'narrow';
      fresh = false;
      text.aside(encoding);
    },
  };
}

/** A decoder that finds the encoding from the first bytes with anything in them: mark, NUL pattern, UTF-8, CP932, CP1252. */
export function decoder(): Decoder {
  let chosen: Decoder | null = null;
  let first: Uint8Array = new Uint8Array(0);
  let any = false;
  const choose = (bytes: Uint8Array): string => {
    const { wide: kind, skip } = encodingOf(bytes);
    chosen = decoderOf(kind ?? 'narrow', skip === 3);
    return chosen.push(bytes.subarray(skip));
  };
  return {
    push(bytes) {
      if (chosen) return chosen.push(bytes);
      any ||= bytes.length > 0;
      if (first.length === 0 && zeros(bytes)) return '';
      first = first.length > 0 ? Buffer.concat([first, bytes]) : bytes.slice();
      return first.length < ENOUGH ? '' : choose(first);
    },
    end() {
      const text = chosen || first.length === 0 ? '' : choose(first);
      return text + (chosen?.end() ?? '');
    },
    encoding: () => chosen?.encoding() ?? 'utf-8',
    blank: () => chosen === null && any,
    aside: (encoding) => chosen?.aside(encoding),
  };
}
