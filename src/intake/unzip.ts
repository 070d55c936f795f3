import type { SkipReason } from '../domain';
import { localHeader, readDirectory, type Told } from './directory';
import { type End, lastEnd } from './end';
import { unicodePath } from './extra';
import { label } from './label';
import type { Limits } from './limits';
import { type Found, HEADER, salvage } from './salvage';
import { isPage, isVolume } from './sniff';

/** One file of an archive: where its packed bytes stand in the archive's, or why it is not read. */
export type Entry =
  | {
      readonly name: string;
      readonly from: number;
      readonly to: number;
      readonly as: 'stored' | 'deflate';
      readonly crc?: number;
      /** It ends where the archive was cut. */
      readonly torn?: boolean;
    }
  | { readonly name: string; readonly skip: SkipReason };

/** The files of a zip in the order of its directory; of a damaged one, those that can still be found. */
export interface Unzipped {
  readonly entries: readonly Entry[];
  /** What is wrong with the archive itself. */
  readonly problem?: SkipReason;
}

const ENCRYPTED = 1;
const AES = 99;
/** A folder has no bytes of its own, at most those of an empty deflate stream and a descriptor. */
const FOLDER = 26;

interface Head {
  readonly name: Uint8Array;
  readonly extra: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly symlink?: boolean;
}

interface Extent {
  readonly from: number;
  readonly to: number;
  readonly crc?: number;
  readonly torn?: boolean;
}

function unreadable({ flags, method, symlink }: Head): SkipReason | null {
  if ((flags & ENCRYPTED) !== 0 || method === AES) return 'encrypted';
  if (symlink) return 'symlink';
  return method === 0 || method === 8 ? null : 'unsupported-method';
}

/** An entry of its header and where its bytes stand, or why they do not; null for a folder. */
function entry(head: Head, place: Extent | SkipReason): Entry | null {
  const name = label(unicodePath(head.name, head.extra) ?? head.name);
  if (name.endsWith('/') && (typeof place === 'string' || place.to - place.from <= FOLDER)) return null;
  const skip = typeof place === 'string' ? place : unreadable(head);
  if (skip) return { name, skip };
  const { from, to, crc, torn } = place as Extent;
  const as = head.method === 0 ? 'stored' : 'deflate';
  return { name, from, to, as, ...(crc === undefined ? {} : { crc }), ...(torn ? { torn } : {}) };
}

/** Where the bytes of each entry stand. No two of one directory share a byte, whatever it says: each ends where the next header begins,
 *  and of those at one place only the first is read. So no zip inflates to more than its own bytes can. */
function places(bytes: Buffer, told: readonly Told[], end: End): Map<Told, Extent | SkipReason> {
  const first = new Map<number, Told>();
  const placed = new Map<Told, Extent | SkipReason>();
  for (const each of told) {
    const at = localHeader(bytes, each, end);
    if (end.disk > 0 && each.disk !== end.disk) placed.set(each, 'archive-split');
    else if (at < 0 || first.has(at)) placed.set(each, 'damaged');
    else first.set(at, each);
  }
  const starts = [...first].sort(([a], [b]) => a - b);
  starts.forEach(([at, each], i) => {
    const next = starts[i + 1]?.[0] ?? bytes.length;
    const before = end.directory > at ? Math.min(next, end.directory) : next;
    const from = at + HEADER + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const to = Math.min(from + each.packed, before);
    placed.set(each, from > before ? 'damaged' : { from, to, crc: each.crc });
  });
  return placed;
}

const isEntry = (each: Entry | null): each is Entry => each !== null;

function salvaged(found: readonly Found[]): Entry[] {
  return found.map((each) => entry(each, each)).filter(isEntry);
}

const LOG = /\.(lo[g_]|txt)$/i;
const PACKAGE = ['[Content_Types].xml', 'META-INF/manifest.xml', 'META-INF/MANIFEST.MF'];

/** Office files and installer packages are zips, too; what is in them is not worth a list. */
function packaged(entries: readonly Entry[]): boolean {
  const made = entries.some(({ name }) => PACKAGE.includes(name));
  return made && !entries.some(({ name }) => LOG.test(name));
}

/** A zip without a directory: what is left of it, or what it is instead. */
function lost(bytes: Buffer, most: number): Unzipped {
  const entries = salvaged(salvage(bytes, most));
  if (entries.length === 0 && isPage(bytes)) return { entries, problem: 'web-page' };
  return { entries, problem: isVolume(bytes) ? 'archive-split' : 'damaged' };
}

/** Reads the directory of a zip in memory. Plain data, inflates nothing, never throws. */
export function unzip(data: Uint8Array, { entries: most }: Limits): Unzipped {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const end = lastEnd(bytes);
  if (!end) return lost(bytes, most);
  const { told, problem } = readDirectory(bytes, end, most);
  const placed = places(bytes, told, end);
  const entries = told.map((each) => entry(each, placed.get(each) ?? 'damaged')).filter(isEntry);
  if (problem === 'damaged') {
    const known = new Set(told.map((each) => localHeader(bytes, each, end)));
    const more = salvage(bytes, most).filter(({ at }) => !known.has(at));
    return { entries: [...entries, ...salvaged(more)].slice(0, most), problem };
  }
  if (!problem && packaged(entries)) return { entries: [], problem: 'document' };
  return problem ? { entries, problem } : { entries };
}
