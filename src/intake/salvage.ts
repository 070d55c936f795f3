import { CENTRAL, LOCAL, marked } from './end';
import { MAX32, wide } from './extra';

/** A file of an archive whose directory is lost, as its own header tells it. `crc` is absent where none was found. */
export interface Found {
  /** Where its header stands. */
  readonly at: number;
  readonly name: Uint8Array;
  readonly extra: Buffer;
  readonly flags: number;
  readonly method: number;
  /** Where its packed bytes stand. */
  readonly from: number;
  readonly to: number;
  readonly crc?: number;
  /** It ends where the archive was cut. */
  readonly torn: boolean;
}

export const HEADER = 30;
/** Flag: sizes and checksum stand behind the data. */
const LATER = 8;
const DESCRIPTOR = 0x08074b50;
/** Marks in a row that are tried for the end of one file. */
const TRIES = 16;
/** Marks by chance after which a file is taken for one that is full of them, and left. */
const CHANCES = 100_000;
const METHODS: ReadonlySet<number> = new Set([0, 8, 9, 12, 14, 93, 95, 96, 97, 98, 99]);

/** Packed bytes hold a mark by chance every 4 GB: what follows it must fit, too. */
function plausible(bytes: Buffer, at: number, fields: number): boolean {
  if (at + HEADER > bytes.length) return false;
  const version = bytes.readUInt16LE(at + fields) & 0xff;
  return version <= 63 && METHODS.has(bytes.readUInt16LE(at + fields + 4));
}

type Search = (from: number) => number;

/** Finds the next header of a kind. Remembers the last one found, so that far ones are not searched again and again. */
function search(bytes: Buffer, mark: number, fields: number): Search {
  const pattern = Buffer.alloc(4);
  pattern.writeUInt32LE(mark);
  let last = -1;
  let asked = 0;
  let chance = 0;
  return (from) => {
    if (from < asked || from > last) {
      last = bytes.indexOf(pattern, from);
      while (last >= 0 && chance < CHANCES && !plausible(bytes, last, fields)) {
        chance++;
        last = bytes.indexOf(pattern, last + 4);
      }
      if (last < 0 || chance >= CHANCES) last = Number.POSITIVE_INFINITY;
      asked = from;
    }
    return last;
  };
}

/** The shapes of a data descriptor: with and without its own mark, with sizes of 32 and 64 bits. */
const SHAPES = [
  { size: 16, crc: 4, packed: 8, wide: false },
  { size: 24, crc: 4, packed: 8, wide: true },
  { size: 12, crc: 0, packed: 4, wide: false },
  { size: 20, crc: 0, packed: 4, wide: true },
];

type Extent = Pick<Found, 'from' | 'to' | 'crc' | 'torn'>;

/** The extent of data from `from` if a descriptor of its length ends at `end`. */
function described(bytes: Buffer, from: number, end: number): Extent | null {
  for (const { size, crc, packed, wide } of SHAPES) {
    const at = end - size;
    if (at < from || (crc > 0 && !marked(bytes, at, DESCRIPTOR))) continue;
    const told = wide ? Number(bytes.readBigUInt64LE(at + packed)) : bytes.readUInt32LE(at + packed);
    if (told === at - from) return { from, to: at, crc: bytes.readUInt32LE(at + crc), torn: false };
  }
  return null;
}

interface Marks {
  readonly local: Search;
  readonly central: Search;
}

/** The extent of data whose length is not told: to its descriptor, else to the next header, else to the end. */
function open(bytes: Buffer, from: number, marks: Marks): Extent {
  let first = bytes.length;
  let end = from - 1;
  for (let tries = 0; tries < TRIES && end < bytes.length; tries++) {
    end = Math.min(bytes.length, marks.local(end + 1), marks.central(end + 1));
    const extent = described(bytes, from, end);
    if (extent) return extent;
    first = Math.min(first, end);
  }
  return { from, to: first, torn: first === bytes.length };
}

/** The extent of data whose length is told, up to the next header where that lies. Stored files may be zips with headers of their own. */
function closed(
  bytes: Buffer,
  data: { from: number; packed: number; crc: number; stored: boolean },
  marks: Marks,
): Extent {
  const { from, crc } = data;
  const told = from + data.packed;
  const next = data.stored ? Number.POSITIVE_INFINITY : Math.min(marks.local(from), marks.central(from));
  const to = Math.min(told, next, bytes.length);
  return { from, to, crc, torn: to === bytes.length && told > to };
}

function found(bytes: Buffer, at: number, marks: Marks): Found | null {
  const name = at + HEADER;
  const behind = name + bytes.readUInt16LE(at + 26);
  const from = behind + bytes.readUInt16LE(at + 28);
  if (from > bytes.length) return null;
  const extra = bytes.subarray(behind, from);
  const flags = bytes.readUInt16LE(at + 6);
  const method = bytes.readUInt16LE(at + 8);
  const [, packed = 0] = wide([bytes.readUInt32LE(at + 22), bytes.readUInt32LE(at + 18)], extra);
  const told = (flags & LATER) === 0 || (packed > 0 && packed < MAX32);
  const data = { from, packed, crc: bytes.readUInt32LE(at + 14), stored: method === 0 };
  const extent = told ? closed(bytes, data, marks) : open(bytes, from, marks);
  return { at, name: bytes.subarray(name, behind), extra, flags, method, ...extent };
}

/** Walks the local headers of a zip whose directory is of no use, at most `most` of them. */
export function salvage(bytes: Buffer, most: number): Found[] {
  const marks: Marks = { local: search(bytes, LOCAL, 4), central: search(bytes, CENTRAL, 6) };
  const all: Found[] = [];
  let at = marks.local(0);
  while (at < bytes.length && all.length < most) {
    const each = found(bytes, at, marks);
    if (each) all.push(each);
    at = marks.local(each ? each.to : at + 1);
  }
  return all;
}
