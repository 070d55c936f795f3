import AdmZip from 'adm-zip';
import type { SkipReason } from '../domain';
import { CENTRAL, type End, LOCAL, marked } from './end';
import { is64, wide } from './extra';

/** An entry as the directory tells it. */
export interface Told {
  readonly name: Uint8Array;
  readonly extra: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  /** Of its local header, as written. */
  readonly offset: number;
  /** The volume it stands on. */
  readonly disk: number;
  readonly symlink: boolean;
}

export interface Directory {
  readonly told: readonly Told[];
  readonly problem?: SkipReason;
}

const HEADER = 46;
/** Entries that are looked at to choose those that are read. */
const MOST = 200_000;
/** adm-zip takes 10 KB of memory and 30 µs for an entry; beyond these the directory is read here. */
const FEW = 300;
const UNIX = [3, 19];

const linked = (made: number, attributes: number): boolean =>
  UNIX.includes(made >>> 8) && attributes >>> 28 === 0xa;

/** The names become their own offsets, so adm-zip builds no folder tables, meets no duplicates and decodes nothing. */
const decoder = {
  efs: false,
  encode: (text: string): Buffer => Buffer.from(text, 'latin1'),
  decode: (name: Buffer | Uint8Array): string => String(name.byteOffset),
};

/** An ordinary directory by adm-zip; null where it is known to read wrongly (zip64, volumes, a count that is not true). */
function listed(bytes: Buffer, end: End): Told[] | null {
  if (end.zip64 || end.disk > 0 || end.shift < 0 || end.count > FEW) return null;
  try {
    const zip = new AdmZip(bytes.subarray(end.shift, end.to), { noSort: true, decoder });
    const entries = zip.getEntries();
    const size = entries.reduce((sum, { header }) => sum + header.centralHeaderSize, 0);
    if (end.directory + size !== end.until || entries.some(({ extra }) => is64(extra))) return null;
    return entries.map(({ header, extra, rawEntryName }) => ({
      name: rawEntryName,
      extra,
      flags: header.flags,
      method: header.method,
      crc: header.crc,
      packed: header.compressedSize,
      offset: header.offset,
      disk: header.diskNumStart,
      symlink: linked(header.made, header.attr),
    }));
  } catch {
    return null;
  }
}

const nameLength = (bytes: Buffer, at: number): number => bytes.readUInt16LE(at + 28);

function next(bytes: Buffer, at: number): number {
  return at + HEADER + nameLength(bytes, at) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
}

/** Where the headers stand, as long as one follows another. */
function positions(bytes: Buffer, { directory, until }: End): number[] {
  const found: number[] = [];
  let at = directory;
  while (at + HEADER <= until && found.length < MOST && marked(bytes, at, CENTRAL)) {
    const behind = next(bytes, at);
    if (behind > until) break;
    found.push(at);
    at = behind;
  }
  return found;
}

function header(bytes: Buffer, at: number): Told {
  const name = at + HEADER;
  const behind = name + nameLength(bytes, at);
  const extra = bytes.subarray(behind, behind + bytes.readUInt16LE(at + 30));
  const sizes = [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
  const [, packed = 0, offset = 0] = wide(sizes, extra);
  return {
    name: bytes.subarray(name, behind),
    extra,
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed,
    offset,
    disk: bytes.readUInt16LE(at + 34),
    symlink: linked(bytes.readUInt16LE(at + 4), bytes.readUInt32LE(at + 38)),
  };
}

const LOG = /\.lo[g_]$/i;

/** At most `most` of them, those named like logs before all others, in the order of the directory. */
function chosen(bytes: Buffer, all: readonly number[], most: number): readonly number[] {
  if (all.length <= most) return all;
  const log = (at: number): boolean => {
    const end = at + HEADER + nameLength(bytes, at);
    return LOG.test(bytes.toString('latin1', Math.max(at + HEADER, end - 4), end));
  };
  const logs = all.filter(log);
  if (logs.length >= most) return logs.slice(0, most);
  const others = all.filter((at) => !log(at)).slice(0, most - logs.length);
  return [...logs, ...others].sort((a, b) => a - b);
}

/** Whether what it says of itself is true: its count (16 bits wrap around), nothing lost before it, no other zip behind it. */
function sound(bytes: Buffer, end: End, count: number): boolean {
  const counted = end.zip64 ? end.count === count : (end.count - count) % 0x10000 === 0;
  return counted && end.shift >= 0 && bytes.indexOf('PK\x03\x04', end.to, 'latin1') < 0;
}

/** Reads at most `most` entries of the directory, and says what is wrong with it. */
export function readDirectory(bytes: Buffer, end: End, most: number): Directory {
  const ordinary = end.count <= most ? listed(bytes, end) : null;
  const all = ordinary ? [] : positions(bytes, end);
  const told = ordinary ?? chosen(bytes, all, most).map((at) => header(bytes, at));
  const count = ordinary?.length ?? all.length;
  if (end.disk > 0) return { told, problem: 'archive-split' };
  if (count > most) return { told, problem: 'too-many-entries' };
  return sound(bytes, end, count) ? { told } : { told, problem: 'damaged' };
}

/** Where an entry's own header stands; -1 where it cannot be found. Where the start of a zip is lost, only the first ones are not moved. */
export function localHeader(bytes: Buffer, { offset }: Told, { shift }: End): number {
  return [offset + shift, offset].find((at) => at + 30 <= bytes.length && marked(bytes, at, LOCAL)) ?? -1;
}
