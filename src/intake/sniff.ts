import type { SkipReason } from '../domain';

/** What a file is by its first bytes: something to open, something to read, or why it is neither. */
export type Kind =
  | { readonly is: 'zip' | 'gzip' | 'text' }
  | { readonly is: 'other'; readonly reason: SkipReason };

/** Where a piece of a magic stands, and its bytes. */
type Piece = readonly [at: number, bytes: string];

const MAGIC: readonly (readonly [reason: SkipReason, ...pieces: Piece[]])[] = [
  ['archive-7z', [0, '7z\xbc\xaf\x27\x1c']],
  ['archive-rar', [0, 'Rar!\x1a\x07']],
  ['archive-cab', [0, 'MSCF\0\0\0\0']],
  ['archive-tar', [257, 'ustar']],
  // bzip2, xz, zstd, lz4, lzip, compress, LHA (.lzh), ISO 9660, WIM
  ['archive-other', [0, 'BZh'], [4, '1AY&SY']],
  ['archive-other', [0, '\xfd7zXZ\0']],
  ['archive-other', [0, '\x28\xb5\x2f\xfd']],
  ['archive-other', [0, '\x04\x22\x4d\x18']],
  ['archive-other', [0, 'LZIP\x01']],
  ['archive-other', [0, '\x1f\x9d']],
  ['archive-other', [2, '-lh'], [6, '-']],
  ['archive-other', [32769, 'CD001']],
  ['archive-other', [0, 'MSWIM\0\0\0']],
  ['image', [0, '\x89PNG\r\n']],
  ['image', [0, '\xff\xd8\xff']],
  ['image', [0, 'GIF8']],
  ['image', [8, 'WEBPVP8']],
  ['image', [0, 'BM'], [6, '\0\0\0\0']],
  ['image', [0, 'II*\0']],
  ['image', [0, 'MM\0*']],
  // HEIC, and the videos of phones
  ['image', [4, 'ftyp']],
  ['event-log', [0, 'ElfFile\0']],
  ['event-log', [4, 'LfLe']],
  ['document', [0, '%PDF-']],
  ['document', [0, '{\\rtf1']],
  // programs, OLE files (.msi, .doc, .msg), dumps, registry hives, databases (ESE, SQLite), what macOS puts beside a file
  ['not-a-log', [0, 'MZ\x90']],
  ['not-a-log', [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']],
  ['not-a-log', [0, 'MDMP\x93\xa7']],
  ['not-a-log', [0, 'PAGEDU']],
  ['not-a-log', [0, 'regf']],
  ['not-a-log', [4, '\xef\xcd\xab\x89']],
  ['not-a-log', [0, 'SQLite format 3\0']],
  ['not-a-log', [0, '\0\x05\x16\x07']],
];

/** How the first of several volumes of a zip begins, and a zip that was meant to have several. */
const VOLUME = 'PK\x07\x08PK\x03\x04';
const ONE_VOLUME = 'PK00PK\x03\x04';
const PAGE = /^\s*(<!--[\s\S]*?-->\s*)?<(!doctype\s+html|html)\b/i;
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

/** Whether it is a web page: the sign-in page that was saved where a download was meant. */
export function isPage(head: Uint8Array): boolean {
  return PAGE.test(Buffer.from(head.subarray(0, LOOK)).toString('latin1').replace('\xef\xbb\xbf', ''));
}

/** Whether it is the first of several volumes of a zip. */
export const isVolume = (head: Uint8Array): boolean => startsAt(head, 0, VOLUME);

/** Tells a file's kind from its beginning (4 KB are enough), whatever its name says. */
export function sniff(head: Uint8Array): Kind {
  const starts = (magic: string): boolean => startsAt(head, 0, magic);
  if (starts('PK\x03\x04') || starts('PK\x05\x06') || [VOLUME, ONE_VOLUME].some(starts)) return { is: 'zip' };
  if (starts('\x1f\x8b\x08')) return { is: 'gzip' };
  for (const [reason, ...pieces] of MAGIC)
    if (pieces.every(([at, magic]) => startsAt(head, at, magic))) return { is: 'other', reason };
  return binary(head) ? { is: 'other', reason: 'not-a-log' } : { is: 'text' };
}
