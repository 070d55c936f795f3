import AdmZip from 'adm-zip';
import type { SkipReason } from '../domain';
import { type Budget, inflated, type Seen, stored } from './inflate';
import { salvage } from './salvage';

/** One file of an archive: its bytes on demand, or why it has none. */
export type Entry =
  | {
      readonly name: string;
      readonly packed: number;
      readonly open: (seen?: Seen) => AsyncGenerator<Uint8Array>;
    }
  | { readonly name: string; readonly skip: SkipReason };

const END = Buffer.from('PK\x05\x06', 'latin1');
const END_SIZE = 22;
const LONGEST_NAME = 240;
const strict = new TextDecoder('utf-8', { fatal: true });
const jis = new TextDecoder('shift_jis');

/** A name never decides where anything is written, it is a label: decoded here (adm-zip's decoding is lossy), kept short, without control characters. */
function label(raw: Uint8Array): string {
  let name: string;
  try {
    name = strict.decode(raw);
  } catch {
    name = jis.decode(raw);
  }
  const clean = name.replace(/[\p{Cc}\p{Cf}]/gu, '').replaceAll('\\', '/');
  return clean.length > LONGEST_NAME ? `…${clean.slice(-LONGEST_NAME)}` : clean;
}

const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** How many end marks are tried, so that a file full of them costs no time. */
const TRIES = 64;

function bounds(bytes: Buffer, at: number): Buffer | null {
  if (at + END_SIZE > bytes.length) return null;
  const size = bytes.readUInt32LE(at + 12);
  const offset = bytes.readUInt32LE(at + 16);
  const to = at + END_SIZE + bytes.readUInt16LE(at + 20);
  if (size === 0xffffffff || offset === 0xffffffff) return bytes;
  if (to > bytes.length || at < size + offset) return null;
  if (size === 0) return bytes.subarray(0, to);
  const start = bytes.readUInt32LE(offset) === CENTRAL ? 0 : at - size - offset;
  // The end of a zip that is stored in this one, whose own end is lost.
  if (start > 0 && bytes.readUInt32LE(0) === LOCAL) return null;
  return bytes.subarray(start, to);
}

/** Cuts what stands before and behind the archive: the last end record tells where it began; null where there is none. */
function trim(bytes: Buffer): Buffer | null {
  let at = bytes.lastIndexOf(END);
  for (let tries = 0; at >= 0 && tries < TRIES; tries++) {
    const whole = bounds(bytes, at);
    if (whole) return whole;
    at = at === 0 ? -1 : bytes.lastIndexOf(END, at - 1);
  }
  return null;
}

interface Raw {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc?: number;
  readonly torn?: boolean;
  readonly packed: () => Uint8Array;
}

function entry(raw: Raw, budget: Budget): Entry | null {
  const name = label(raw.name);
  if (name.endsWith('/')) return null;
  if ((raw.flags & 1) !== 0) return { name, skip: 'encrypted' };
  if (raw.method !== 0 && raw.method !== 8) return { name, skip: 'unsupported-method' };
  try {
    const bytes = raw.packed();
    const packed = bytes.length;
    if (raw.method === 0)
      return { name, packed, open: (seen) => stored(bytes, budget, raw.torn ? undefined : raw.crc, seen) };
    const check = { ...(raw.crc === undefined ? {} : { crc: raw.crc }), torn: raw.torn === true };
    return { name, packed, open: (seen) => inflated({ bytes, as: 'deflate', ...check }, budget, seen) };
  } catch {
    return { name, skip: 'damaged' };
  }
}

/** The names become their own offsets, so adm-zip builds no folder tables, meets no duplicates and decodes nothing. */
const decoder = {
  efs: false,
  encode: (text: string): Buffer => Buffer.from(text, 'latin1'),
  decode: (name: Buffer | Uint8Array): string => String(name.byteOffset),
};

function listed(bytes: Buffer, most: number): Raw[] | SkipReason {
  const zip = new AdmZip(bytes, { noSort: true, decoder });
  if (zip.getEntryCount() > most) return 'too-many-entries';
  return zip.getEntries().map((each) => ({
    name: each.rawEntryName,
    flags: each.header.flags | (each.header.encrypted ? 1 : 0),
    method: each.header.method,
    crc: each.header.crc,
    packed: () => each.getCompressedData(),
  }));
}

/** The files of a zip in the order of its directory; of a damaged one, those that can still be found. */
export interface Unzipped {
  readonly entries: readonly Entry[];
  /** What is wrong with the archive itself. */
  readonly problem?: SkipReason;
}

/** Opens a zip from memory. Inflates nothing until asked, never throws. */
export function unzip(bytes: Uint8Array, budget: Budget): Unzipped {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const open = (raws: readonly Raw[]): Entry[] =>
    raws.map((raw) => entry(raw, budget)).filter((each) => each !== null);
  try {
    const whole = trim(buffer);
    const raws = whole ? listed(whole, budget.limits.entries) : 'damaged';
    if (typeof raws !== 'string') return { entries: open(raws) };
    if (raws !== 'damaged') return { entries: [], problem: raws };
  } catch {
    // adm-zip refuses the directory: its files may still be found without it.
  }
  const found = salvage(buffer, budget.limits.entries);
  return { entries: open(found.map((each) => ({ ...each, packed: () => each.packed }))), problem: 'damaged' };
}
