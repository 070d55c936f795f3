import type { Upload } from '../domain';
import { inflated, late, Stop, stored } from './inflate';
import { type Desk, type Outcome, readLog, reasonOf, skipped } from './log';
import { sniff } from './sniff';
import { unzip } from './unzip';

type Bytes = AsyncGenerator<Uint8Array>;
const HEAD = 4096;

/** Enough bytes to tell the kind of a file, then all of them from the start. */
async function peek(bytes: Bytes): Promise<{ head: Uint8Array; all: Bytes }> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let failed: unknown;
  try {
    while (size < HEAD) {
      const { value, done } = await bytes.next();
      if (done) break;
      parts.push(value);
      size += value.length;
    }
  } catch (error) {
    failed = error;
  }
  async function* all(): Bytes {
    yield* parts;
    if (failed) throw failed;
    yield* bytes;
  }
  return { head: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts), all: all() };
}

async function gathered(bytes: Bytes, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > most) throw new Stop('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Each name given out, with how often it was wanted. */
type Taken = Map<string, number>;

/** A name not yet taken: two archives may hold a `Logs/DDM.log` each, one archive the same name twice. */
function unique(taken: Taken, name: string, within: string): string {
  const wanted = taken.has(name) && within ? `${within}/${name}` : name;
  const times = (taken.get(wanted) ?? 0) + 1;
  taken.set(wanted, times);
  if (!taken.has(name)) taken.set(name, 1);
  return times === 1 ? wanted : unique(taken, `${wanted} (${times})`, '');
}

interface Spot {
  readonly name: string;
  /** The name of the archive it stands in. */
  readonly within: string;
  /** How many archives are open around it. */
  readonly depth: number;
  readonly taken: Taken;
  /** Is told how much of the upload was read, and of which file. */
  readonly seen: (bytes: number, name: string) => void;
}

const ignore = () => {};

async function* archive(bytes: Uint8Array, spot: Spot, desk: Desk): AsyncGenerator<Outcome> {
  const { entries, problem } = unzip(bytes, desk.budget);
  if (problem) yield skipped(spot.name, problem);
  else if (entries.length === 0) yield skipped(spot.name, 'empty');
  const prefix = spot.depth > 0 ? `${spot.name}/` : '';
  let done = 0;
  for (const entry of entries) {
    const name = unique(spot.taken, prefix + entry.name, spot.name);
    if ('skip' in entry) yield skipped(name, entry.skip);
    else if (late(desk.budget)) yield skipped(name, 'time');
    else if (desk.budget.left <= 0) yield skipped(name, 'budget');
    else {
      const before = done;
      const seen = (packed: number) => spot.seen(before + packed, name);
      const inner = { ...spot, name, within: spot.name, depth: spot.depth + 1, seen: ignore };
      yield* open(entry.open(seen), inner, desk);
      done += entry.packed;
    }
  }
}

async function* open(bytes: Bytes, spot: Spot, desk: Desk): AsyncGenerator<Outcome> {
  const { limits } = desk.budget;
  const { head, all } = await peek(bytes);
  const kind = sniff(head);
  if (kind.is === 'text') yield await readLog(all, spot.name, desk);
  else if (kind.is === 'other') {
    await bytes.return(undefined);
    yield skipped(spot.name, kind.reason);
  } else if (spot.depth >= limits.nesting) {
    await bytes.return(undefined);
    yield skipped(spot.name, 'too-deep');
  } else {
    try {
      const inner = await gathered(all, limits.nested);
      yield* kind.is === 'zip' ? archive(inner, spot, desk) : gunzip(inner, spot, desk);
    } catch (error) {
      yield skipped(spot.name, reasonOf(error));
    }
  }
}

async function* gunzip(bytes: Uint8Array, spot: Spot, desk: Desk): AsyncGenerator<Outcome> {
  const name = spot.name.replace(/\.gz$/i, '');
  const seen = (packed: number) => spot.seen(packed, name);
  const inner = { ...spot, name, depth: spot.depth + 1, seen: ignore };
  yield* open(inflated({ bytes, as: 'gzip' }, desk.budget, seen), inner, desk);
}

async function* upload(
  { name, bytes }: Upload,
  taken: Taken,
  seen: Spot['seen'],
  desk: Desk,
): AsyncGenerator<Outcome> {
  const { budget } = desk;
  const spot = { name: unique(taken, name, ''), within: '', depth: 0, taken, seen };
  if (bytes.length > budget.limits.archive) yield skipped(spot.name, 'too-large');
  else if (late(budget)) yield skipped(spot.name, 'time');
  else {
    const kind = sniff(bytes.subarray(0, HEAD));
    const unclear = kind.is === 'text' || (kind.is === 'other' && kind.reason === 'not-a-log');
    const zipped = kind.is === 'zip' || (unclear && /\.zip$/i.test(name) && bytes.length > 0);
    if (zipped) yield* archive(bytes, spot, desk);
    else if (kind.is === 'gzip') yield* gunzip(bytes, spot, desk);
    else
      yield* open(
        stored(bytes, budget, undefined, (n) => seen(n, spot.name)),
        spot,
        desk,
      );
  }
}

/** Reads uploads in turn, archives entry by entry; each file comes as soon as it is done. */
export async function* files(uploads: readonly Upload[], desk: Desk): AsyncGenerator<Outcome> {
  const taken: Taken = new Map();
  let done = 0;
  for (const each of uploads) {
    const before = done;
    const seen = (bytes: number, name: string) => desk.progress(name, before + bytes);
    yield* upload(each, taken, seen, desk);
    done += each.bytes.length;
    desk.progress(each.name, done);
  }
}
