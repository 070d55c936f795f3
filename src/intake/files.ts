import type { FileRead, LogFormat, SkipReason, Upload } from '../domain';
import { decoder } from './decode';
import { type Budget, inflated, late, Stop, stored } from './inflate';
import { type Ledger, type Page, page, type Source } from './ledger';
import type { LogRecord } from './record';
import { cutter } from './records';
import { sniff } from './sniff';
import { unzip } from './unzip';

export interface Reading {
  readonly book: Ledger;
  readonly logOf: (file: string) => string | undefined;
  readonly budget: Budget;
  readonly progress: (file: string, done: number) => void;
}

/** One file and, if it was read, what it says. */
export interface Outcome {
  readonly file: FileRead;
  readonly page?: Page;
}

type Bytes = AsyncGenerator<Uint8Array>;
const HEAD = 4096;
const BREATH = 12;

/** Gives way to the event loop when the thread was held for 12 ms. */
function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < BREATH) return undefined;
    return new Promise((go) =>
      setImmediate(() => {
        last = performance.now();
        go();
      }),
    );
  };
}

const skipped = (name: string, reason: SkipReason): Outcome => ({ file: { name, read: false, reason } });

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

const reasonOf = (error: unknown): SkipReason => (error instanceof Stop ? error.reason : 'damaged');

function format(counts: Readonly<Record<LogFormat, number>>): LogFormat {
  const known = (['ccm', 'simple', 'clipboard'] as const).filter((each) => counts[each] > 0);
  return known.reduce<LogFormat>((a, b) => (a === 'plain' || counts[b] > counts[a] ? b : a), 'plain');
}

async function text(bytes: Bytes, name: string, reading: Reading): Promise<Outcome> {
  const { book, logOf } = reading;
  const log = logOf(name);
  const source: Source = { file: name, pasted: false, ...(log === undefined ? {} : { log }) };
  const decode = decoder();
  const cut = cutter();
  const found = page();
  const counts: Record<LogFormat, number> = { ccm: 0, simple: 0, clipboard: 0, plain: 0 };
  const breathe = breather();
  let cutShort: SkipReason | undefined;
  let size = 0;
  const take = async (records: readonly LogRecord[]): Promise<void> => {
    for (const record of records) {
      counts[record.format]++;
      book.take(found, record, source);
      const pause = breathe();
      if (pause) await pause;
    }
  };
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      await take(cut.push(decode.push(chunk)));
    }
  } catch (error) {
    cutShort = reasonOf(error);
  }
  await take(cut.push(decode.end()));
  await take(cut.end());
  if (cutShort === 'bad-crc') return skipped(name, cutShort);
  if (found.records === 0)
    return skipped(name, cutShort ?? (size > 0 && decode.blank() ? 'nul-only' : 'empty'));
  const file: FileRead = {
    name,
    read: true,
    encoding: decode.encoding(),
    format: format(counts),
    lines: cut.lines(),
    records: found.records,
    ...(log === undefined ? {} : { log }),
    ...(found.from === undefined ? {} : { from: found.from }),
    ...(found.to === undefined ? {} : { to: found.to }),
    ...(cutShort === undefined ? {} : { cut: cutShort }),
  };
  return { file, page: found };
}

/** A name not yet taken: two archives may hold a `Logs/DDM.log` each, one archive the same name twice. */
function unique(names: Set<string>, name: string, within: string): string {
  let free = names.has(name) && within ? `${within}/${name}` : name;
  for (let n = 2; names.has(free); n++) free = `${name} (${n})`;
  names.add(free);
  return free;
}

interface Spot {
  readonly name: string;
  /** The name of the archive it stands in. */
  readonly within: string;
  /** How many archives are open around it. */
  readonly depth: number;
  readonly names: Set<string>;
}

async function* archive(bytes: Uint8Array, spot: Spot, reading: Reading): AsyncGenerator<Outcome> {
  const { entries, problem } = unzip(bytes, reading.budget);
  if (problem) yield skipped(spot.name, problem);
  else if (entries.length === 0) yield skipped(spot.name, 'empty');
  const prefix = spot.depth > 0 ? `${spot.name}/` : '';
  for (const entry of entries) {
    const name = unique(spot.names, prefix + entry.name, spot.name);
    if ('skip' in entry) yield skipped(name, entry.skip);
    else if (late(reading.budget)) yield skipped(name, 'time');
    else if (reading.budget.left <= 0) yield skipped(name, 'budget');
    else yield* open(entry.open(), { ...spot, name, within: spot.name, depth: spot.depth + 1 }, reading);
  }
}

async function* open(bytes: Bytes, spot: Spot, reading: Reading): AsyncGenerator<Outcome> {
  const { limits } = reading.budget;
  const { head, all } = await peek(bytes);
  const kind = sniff(head);
  if (kind.is === 'text') yield await text(all, spot.name, reading);
  else if (kind.is === 'other') {
    await bytes.return(undefined);
    yield skipped(spot.name, kind.reason);
  } else if (spot.depth >= limits.nesting) {
    await bytes.return(undefined);
    yield skipped(spot.name, 'too-deep');
  } else {
    try {
      const inner = await gathered(all, limits.nested);
      yield* kind.is === 'zip' ? archive(inner, spot, reading) : gunzip(inner, spot, reading);
    } catch (error) {
      yield skipped(spot.name, reasonOf(error));
    }
  }
}

async function* gunzip(bytes: Uint8Array, spot: Spot, reading: Reading): AsyncGenerator<Outcome> {
  const name = spot.name.replace(/\.gz$/i, '');
  yield* open(
    inflated({ bytes, as: 'gzip' }, reading.budget),
    { ...spot, name, depth: spot.depth + 1 },
    reading,
  );
}

async function* upload(
  { name, bytes }: Upload,
  names: Set<string>,
  reading: Reading,
): AsyncGenerator<Outcome> {
  const { budget } = reading;
  const spot = { name: unique(names, name, ''), within: '', depth: 0, names };
  if (bytes.length > budget.limits.archive) yield skipped(spot.name, 'too-large');
  else if (late(budget)) yield skipped(spot.name, 'time');
  else {
    const kind = sniff(bytes.subarray(0, HEAD));
    const unclear = kind.is === 'text' || (kind.is === 'other' && kind.reason === 'not-a-log');
    const zipped = kind.is === 'zip' || (unclear && /\.zip$/i.test(name) && bytes.length > 0);
    if (zipped) yield* archive(bytes, spot, reading);
    else if (kind.is === 'gzip') yield* gunzip(bytes, spot, reading);
    else yield* open(stored(bytes, budget), spot, reading);
  }
}

/** Reads uploads in turn, archives entry by entry; each file comes as soon as it is done. */
export async function* files(uploads: readonly Upload[], reading: Reading): AsyncGenerator<Outcome> {
  const names = new Set<string>();
  let done = 0;
  for (const each of uploads) {
    for await (const outcome of upload(each, names, reading)) {
      reading.progress(outcome.file.name, done);
      yield outcome;
    }
    done += each.bytes.length;
    reading.progress(each.name, done);
  }
}
