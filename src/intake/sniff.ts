import type { SkipReason } from '../domain';

/** What a file is by its first bytes: something to open, something to read, or why it is neither. */
export type Kind =
  | { readonly is: 'zip' | 'gzip' | 'text' }
  | { readonly is: 'other'; readonly reason: SkipReason };

const MAGIC: readonly (readonly [number, string, SkipReason])[] = [
  [0, '7z\xbc\xaf\x27\x1c', 'archive-7z'],
  [0, 'Rar!\x1a\x07', 'archive-rar'],
  [0, 'MSCF\0\0\0\0', 'archive-cab'],
  [257, 'ustar', 'archive-tar'],
  [0, '\x89PNG\r\n', 'image'],
  [0, '\xff\xd8\xff', 'image'],
  [0, 'GIF8', 'image'],
  [8, 'WEBPVP8', 'image'],
  [0, 'II*\0', 'image'],
  [4, 'ftyp', 'image'],
  [0, '%PDF-', 'not-a-log'],
  [0, 'MZ\x90', 'not-a-log'],
  [0, 'ElfFile\0', 'not-a-log'],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'not-a-log'],
  [0, 'BZh', 'not-a-log'],
  [0, '\xfd7zXZ\0', 'not-a-log'],
  [0, '\x28\xb5\x2f\xfd', 'not-a-log'],
];
const LOOK = 4096;

function startsAt(bytes: Uint8Array, at: number, magic: string): boolean {
  if (bytes.length < at + magic.length) return false;
  for (let i = 0; i < magic.length; i++) if (bytes[at + i] !== magic.charCodeAt(i)) return false;
  return true;
}

/** Text has next to no control characters, NUL padding and the halves of UTF-16 left aside. */
function binary(bytes: Uint8Array): boolean {
  let controls = 0;
  let others = 0;
  for (const byte of bytes.subarray(0, LOOK)) {
    if (byte === 0) continue;
    others++;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) controls++;
  }
  return controls > 8 && controls > others / 20;
}

/** Tells a file's kind from its beginning (4 KB are enough), whatever its name says. */
export function sniff(head: Uint8Array): Kind {
  if (startsAt(head, 0, 'PK\x03\x04') || startsAt(head, 0, 'PK\x05\x06')) return { is: 'zip' };
  if (startsAt(head, 0, '\x1f\x8b\x08')) return { is: 'gzip' };
  for (const [at, magic, reason] of MAGIC) if (startsAt(head, at, magic)) return { is: 'other', reason };
  return binary(head) ? { is: 'other', reason: 'not-a-log' } : { is: 'text' };
}
