import { isUtf8 } from 'node:buffer';

const LF = 10;
const KANA = /[\u3041-\u30f6]|[\uff66-\uff9f]{2}/;
const CLOSE = Buffer.from(']LOG]!>');

const loose = new TextDecoder('utf-8');
const strictJis = new TextDecoder('shift_jis', { fatal: true });
const looseJis = new TextDecoder('shift_jis');
const latin = new TextDecoder('windows-1252');

function strict(bytes: Uint8Array): string | null {
  try {
    return strictJis.decode(bytes);
  } catch {
    return null;
  }
}

/** Strict CP932 with kana, or with more kanji of the common rows (lead below 0x99) than of the rare, which accented Latin letters make. */
function japanese(bytes: Uint8Array, before: boolean): boolean {
  const text = strict(bytes);
  if (text === null) return false;
  if (before || KANA.test(text)) return true;
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

/** A message that was cut inside a character would take the bracket behind it (0x5D) for the character's second byte. */
function jis(bytes: Uint8Array): string {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let text = '';
  let from = 0;
  for (let at = all.indexOf(CLOSE); at >= 0; at = all.indexOf(CLOSE, at + 1)) {
    text += looseJis.decode(all.subarray(from, at));
    from = at;
  }
  return text + looseJis.decode(all.subarray(from));
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

/** Reads text of one byte and more per character, line by line where a block is not UTF-8 throughout. */
export interface Ansi {
  read(bytes: Uint8Array): string;
  /** The code page met beside UTF-8; CP932 wins. */
  page(): 'cp932' | 'cp1252' | null;
  /** Lines were left out that had such characters in them. */
  aside(encoding: 'ascii' | 'utf-8' | 'cp932' | 'both'): void;
}

export function ansi(): Ansi {
  let met: 'cp932' | 'cp1252' | null = null;
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
    const kind = japanese(bytes, met === 'cp932') ? 'cp932' : 'cp1252';
    if (met !== 'cp932') met = kind;
    return kind === 'cp932' ? jis(bytes) : latin.decode(bytes);
  };
  return {
    page: () => met,
    aside(encoding) {
      if (encoding === 'cp932' || encoding === 'both') met = 'cp932';
      multibyte ||= encoding === 'utf-8' || encoding === 'both';
    },
    read(bytes) {
      if (isUtf8(bytes)) return utf8(bytes);
      let text = '';
      for (let from = 0; from < bytes.length; ) {
        const end = bytes.indexOf(LF, from);
        const to = end < 0 ? bytes.length : end + 1;
        text += line(bytes.subarray(from, to));
        from = to;
      }
      return text;
    },
  };
}
