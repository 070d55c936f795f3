import type { SkipReason, Upload } from '../domain';
import { type Hold, Stop } from './budget';
import { inflated, type Seen, type Source, stored } from './inflate';
import { type Desk, type Outcome, readLog, reasonOf, STEP, skipped } from './log';
import { sniff } from './sniff';
import { type Entry, unzip } from './unzip';

type Readable = Exclude<Entry, { skip: SkipReason }>;

/** What an upload is: an archive whose files are read one by one, or something read as a whole. */
export type Opened =
  | { readonly is: 'archive'; readonly entries: readonly Entry[]; readonly problem?: SkipReason }
  | { readonly is: 'whole' }
  | { readonly is: 'refused'; readonly reason: SkipReason };

/** Is told of each block how many more bytes of the upload were read. */
export type Told = (bytes: number) => void;

/** How far into a file its kind may be told. */
export const HEAD = 64 * 1024;

/** Opens an upload: of an archive its directory, nothing inflated. */
export function openUpload({ name, bytes }: Upload, { budget }: Desk): Opened {
  const over = budget.over();
  if (bytes.length > budget.limits.archive) return { is: 'refused', reason: 'too-large' };
  if (over) return { is: 'refused', reason: over };
  const kind = sniff(bytes.subarray(0, HEAD));
  const unclear = kind.is === 'text' || (kind.is === 'other' && kind.reason === 'not-a-log');
  const zipped = kind.is === 'zip' || (unclear && /\.zip$/i.test(name) && bytes.length > 0);
  return zipped ? { is: 'archive', ...unzip(bytes, budget.limits) } : { is: 'whole' };
}

/** Reads what is no archive. */
export function readWhole({ name, bytes }: Upload, desk: Desk, told: Told): Outcome[] {
  const seen = steps(told);
  if (sniff(bytes.subarray(0, HEAD)).is === 'gzip') return gunzip(bytes, name, 0, desk, seen);
  return readAny(stored(bytes, desk.budget, undefined, seen), name, 0, desk);
}

/** What the directory of an archive comes to by itself. */
export function aboutArchive(
  name: string,
  { entries, problem }: { entries: readonly Entry[]; problem?: SkipReason },
): Outcome[] {
  if (problem) return [skipped(name, problem)];
  return entries.length === 0 ? [skipped(name, 'empty')] : [];
}

/** Reads one file of an archive; an archive in it may hold several. */
export function readEntry(
  archive: Uint8Array,
  entry: Entry,
  prefix: string,
  depth: number,
  desk: Desk,
  told?: Told,
): Outcome[] {
  const name = prefix + entry.name;
  if ('skip' in entry) return [skipped(name, entry.skip)];
  const over = desk.budget.over();
  if (over) return [skipped(name, over)];
  // A zip is mostly stored in a zip: then it needs no memory of its own.
  const bytes = archive.subarray(entry.from, entry.to);
  if (
    entry.as === 'stored' &&
    sniff(bytes.subarray(0, HEAD)).is === 'zip' &&
    depth + 1 < desk.budget.limits.nesting
  )
    return nested(bytes, name, depth + 1, desk);
  return readAny(sourceOf(bytes, entry, desk, told && steps(told)), name, depth + 1, desk);
}

/** Turns how many packed bytes were read so far into how many more. */
function steps(told: Told): Seen {
  let before = 0;
  return (packed) => {
    told(packed - before);
    before = packed;
  };
}

function sourceOf(
  bytes: Uint8Array,
  { as, crc, torn = false }: Readable,
  { budget }: Desk,
  seen?: Seen,
): Source {
  if (as === 'stored') return stored(bytes, budget, torn ? undefined : crc, seen);
  return inflated({ bytes, as, torn, ...(crc === undefined ? {} : { crc }) }, budget, seen);
}

function readAny(source: Source, name: string, depth: number, desk: Desk): Outcome[] {
  const { head, failed } = firstOf(source, desk);
  const kind = sniff(head);
  if (kind.is === 'text')
    return [failed && head.length === 0 ? skipped(name, failed) : readLog(head, source, name, desk)];
  if (kind.is === 'other') return [skipped(name, kind.reason)];
  if (depth >= desk.budget.limits.nesting) return [skipped(name, 'too-deep')];
  const hold = desk.budget.hold();
  try {
    const bytes = gathered(head, source, desk.budget.limits.nested, hold);
    return kind.is === 'zip' ? nested(bytes, name, depth, desk) : gunzip(bytes, name, depth, desk);
  } catch (error) {
    return [skipped(name, reasonOf(error))];
  } finally {
    hold.end();
  }
}

/** The first block of a file, in a place of its own. */
function firstOf(source: Source, { kernel, head }: Desk): { head: Uint8Array; failed?: SkipReason } {
  const room = kernel.bytes().subarray(head, head + HEAD);
  try {
    return { head: room.subarray(0, source.fill(room)) };
  } catch (error) {
    return { head: room.subarray(0, 0), failed: reasonOf(error) };
  }
}

/** All of an archive in an archive, in one piece of memory that grows. */
function gathered(head: Uint8Array, source: Source, most: number, hold: Hold): Uint8Array {
  let bytes = new Uint8Array(Math.max(STEP, 2 * head.length));
  bytes.set(head);
  let size = head.length;
  hold.grow(bytes.length);
  for (;;) {
    if (size === bytes.length) {
      hold.grow(bytes.length);
      const more = new Uint8Array(2 * bytes.length);
      more.set(bytes);
      bytes = more;
    }
    const got = source.fill(bytes.subarray(size, Math.min(bytes.length, size + STEP)));
    if (got === 0) return bytes.subarray(0, size);
    size += got;
    if (size > most) throw new Stop('too-large');
  }
}

function nested(bytes: Uint8Array, name: string, depth: number, desk: Desk): Outcome[] {
  const opened = unzip(bytes, desk.budget.limits);
  const files = opened.entries.flatMap((entry) => readEntry(bytes, entry, `${name}/`, depth, desk));
  return [...aboutArchive(name, opened), ...files];
}

function gunzip(bytes: Uint8Array, name: string, depth: number, desk: Desk, seen?: Seen): Outcome[] {
  return readAny(
    inflated({ bytes, as: 'gzip' }, desk.budget, seen),
    name.replace(/\.gz$/i, ''),
    depth + 1,
    desk,
  );
}
