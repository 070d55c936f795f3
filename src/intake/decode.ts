import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../domain';

/** Decodes a file as its bytes come. Text leaves at line ends; NULs (padding, unflushed blocks) are gone from it. */
export interface Decoder {
  push(bytes: Uint8Array): string;
  end(): string;
  encoding(): Encoding;
  /** Nothing but NULs came. */
  blank(): boolean;
}

const LF = 10;
const MAX_CARRY = 1024 * 1024;
const KANA_OR_COMMON = /[\u3041-\u30f6]|[\uff66-\uff9f]{2}/;

const loose = new TextDecoder('utf-8');
const strictJis = new TextDecoder('shift_jis', { fatal: true });
const looseJis = new TextDecoder('shift_jis');
const latin = new TextDecoder('windows-1252');

/** Strict CP932 with kana, or with more kanji of the common rows (lead below 0x99) than of the rare, which accented Latin letters make. */
function japanese(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = strictJis.decode(bytes);
  } catch {
    return false;
  }
  if (KANA_OR_COMMON.test(text)) return true;
  let common = 0;
  let rare = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81 || (lead >= 0xa0 && lead < 0xe0)) continue;
    if (lead < 0x99) common += (bytes[i + 1] ?? 0) >= 0x80 ? 2 : 1;
    else rare += 2;
    i++;
  }
  return common > rare;
}

/** UTF-8 but for a character or two that were torn. */
function nearlyUtf8(text: string): boolean {
  let bad = 0;
  let good = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) bad++;
    else if (code > 127) good++;
  }
  return good > bad * 4;
}

/** The bytes without a character cut through by the file's first or last byte. */
function uncut(bytes: Uint8Array): Uint8Array {
  let from = 0;
  while (from < 3 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  for (let back = 1; back < 4 && back <= bytes.length - from; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc2) return bytes.subarray(from, bytes.length - back);
    if (byte < 0x80) break;
  }
  return bytes.subarray(from);
}

function* lines(bytes: Uint8Array): Generator<Uint8Array> {
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(LF, from);
    const to = end < 0 ? bytes.length : end + 1;
    yield bytes.subarray(from, to);
    from = to;
  }
}

function zeros(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

const strip = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text);

/** ANSI and UTF-8, also mixed in one file: a block that is not UTF-8 is decoded line by line. */
function narrow(bom: boolean): Decoder {
  let carry: Uint8Array = new Uint8Array(0);
  let fallback: 'cp932' | 'cp1252' | null = null;
  let multibyte = false;
  const utf8 = (bytes: Uint8Array): string => {
    const text = loose.decode(bytes);
    multibyte ||= text.length !== bytes.length;
    return text;
  };
  const line = (bytes: Uint8Array): string => {
    if (isUtf8(bytes)) return utf8(bytes);
    const part = uncut(bytes);
    if (isUtf8(part) && (multibyte || part.some((byte) => byte > 127))) return utf8(part);
    const text = loose.decode(bytes);
    if (nearlyUtf8(text)) return text;
    const kind = japanese(bytes) ? 'cp932' : 'cp1252';
    fallback = fallback === 'cp932' ? 'cp932' : kind;
    return kind === 'cp932' ? looseJis.decode(bytes) : latin.decode(bytes);
  };
  const block = (bytes: Uint8Array): string => {
    if (bytes.length === 0 || zeros(bytes)) return '';
    if (isUtf8(bytes)) return strip(utf8(bytes));
    let text = '';
    for (const each of lines(bytes)) text += line(each);
    return strip(text);
  };
  return {
    push(bytes) {
      const all = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes;
      let cut = all.lastIndexOf(LF) + 1;
      if (cut === 0 && all.length > MAX_CARRY) {
        cut = all.length;
        while (cut > all.length - 3 && ((all[cut - 1] ?? 0) & 0x80) !== 0) cut--;
      }
      carry = all.slice(cut);
      return block(all.subarray(0, cut));
    },
    end() {
      const rest = block(carry);
      carry = new Uint8Array(0);
      return rest;
    },
    encoding: () => fallback ?? (bom ? 'utf-8-bom' : 'utf-8'),
    blank: () => false,
  };
}

function wide(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(encoding);
  return {
    push: (bytes) => strip(decoder.decode(bytes, { stream: true })),
    end: () => strip(decoder.decode()),
    encoding: () => encoding,
    blank: () => false,
  };
}

/** The pattern of NULs in ASCII text that was written as UTF-16 without a mark. */
function unmarked(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const nuls = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) nuls[i & 1] = (nuls[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  const least = head.length / 16;
  if (odd > least && even * 8 < odd) return 'utf-16le';
  return even > least && odd * 8 < even ? 'utf-16be' : null;
}

function choose(bytes: Uint8Array): { decoder: Decoder; skip: number } {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { decoder: narrow(true), skip: 3 };
  if (a === 0xff && b === 0xfe) return { decoder: wide('utf-16le'), skip: 2 };
  if (a === 0xfe && b === 0xff) return { decoder: wide('utf-16be'), skip: 2 };
  const kind = unmarked(bytes.subarray(0, 65536));
  return { decoder: kind ? wide(kind) : narrow(false), skip: 0 };
}

/** A decoder that finds the encoding from the first block with anything in it: mark, NUL pattern, UTF-8, CP932, CP1252. */
export function decoder(): Decoder {
  let chosen: Decoder | null = null;
  let any = false;
  return {
    push(bytes) {
      if (!chosen && zeros(bytes)) {
        any = any || bytes.length > 0;
        return '';
      }
      if (chosen) return chosen.push(bytes);
      const { decoder: made, skip } = choose(bytes);
      chosen = made;
      return made.push(bytes.subarray(skip));
    },
    end: () => chosen?.end() ?? '',
    encoding: () => chosen?.encoding() ?? 'utf-8',
    blank: () => chosen === null && any,
  };
}
