import { availableParallelism } from 'node:os';
import path from 'node:path';
import Piscina from 'piscina';
import type { Evidence, Patterns, Upload } from '../domain';
import { breather } from './breathe';
import { abandon, progressOf } from './budget';
import { aboutArchive, type Opened } from './files';
import { type Outcome, skipped } from './log';
import { type Batch, begin, finish, type Input, type Job, type Options } from './read';
import type { Entry } from './unzip';
import type { Task } from './worker';

/** Built code, for threads read no TypeScript; found from `src/intake` and from `dist/intake` alike. */
const WORKER = path.join(__dirname, '../../dist/intake/worker.js');
/** Packed bytes a thread is given at a time: little enough that others have their turn and the threads end together. */
const SHARE = 1024 * 1024;
const MOST_ENTRIES = 200;
const PROGRESS_MS = 100;

/** Reads messages and their files on threads that stay warm, so that the event loop stays free. */
export interface Reader {
  /** As `read`, the files on the reader's threads. */
  read(input: Input, options?: Options): Promise<Evidence>;
  close(): Promise<void>;
}

/** A reader with so many threads, one a core unless said. They start at once. */
export function openReader(patterns: Patterns, { workers = availableParallelism() } = {}): Reader {
  const pool = new Piscina<Task, Opened | Outcome[]>({
    filename: WORKER,
    workerData: patterns,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  const waiting = new Set<(failure: Error) => void>();
  // A thread that ended without a task of its own, as one that could not start does: whoever waits would wait for ever.
  pool.on('error', (failure: Error) => {
    for (const tell of waiting) tell(failure);
  });
  return {
    close: () => pool.destroy(),
    async read(input, options = {}) {
      const job = begin(input, patterns, options);
      const stop = () => abandon(job.purse);
      if (options.signal?.aborted) stop();
      options.signal?.addEventListener('abort', stop);
      let fail: (failure: Error) => void = () => {};
      const failed = new Promise<never>((_, reject) => (fail = reject));
      waiting.add(fail);
      try {
        return finish(job, await Promise.race([readAll(job, options, pool, workers), failed]));
      } finally {
        waiting.delete(fail);
        options.signal?.removeEventListener('abort', stop);
      }
    },
  };
}

type Pool = Piscina<Task, Opened | Outcome[]>;

async function readAll(job: Job, { onProgress }: Options, pool: Pool, workers: number): Promise<Batch[]> {
  const { uploads } = job.input;
  const total = uploads.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const files: string[] = [];
  const tell = () => {
    const { done, file } = progressOf(job.purse);
    onProgress?.({ file: files[file] ?? uploads[0]?.name ?? '', done: Math.min(done, total), total });
  };
  const timer = onProgress && total > 0 ? setInterval(tell, PROGRESS_MS) : undefined;
  try {
    const batches: Batch[] = [];
    for (const upload of uploads) {
      const shared = await share(upload);
      batches.push({ upload: upload.name, outcomes: await readUpload(shared, job, files, pool, workers) });
    }
    if (total > 0) onProgress?.({ file: files.at(-1) ?? '', done: total, total });
    return batches;
  } finally {
    clearInterval(timer);
  }
}

/** An upload whose bytes every thread sees. They are copied piece by piece where they are not shared yet. */
async function share({ name, bytes }: Upload): Promise<Upload> {
  if (bytes.buffer instanceof SharedArrayBuffer) return { name, bytes };
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  const breathe = breather();
  for (let at = 0; at < bytes.length; at += SHARE) {
    shared.set(bytes.subarray(at, at + SHARE), at);
    await breathe();
  }
  return { name, bytes: shared };
}

async function readUpload(
  upload: Upload,
  { purse, tokens: { salt } }: Job,
  files: string[],
  pool: Pool,
  workers: number,
): Promise<Outcome[]> {
  const run = (task: Omit<Extract<Task, { do: 'open' }>, 'purse' | 'salt'> | Part) =>
    pool.run({ ...task, purse, salt });
  const opened = (await run({ do: 'open', upload })) as Opened;
  if (opened.is === 'refused') return [skipped(upload.name, opened.reason)];
  if (opened.is === 'whole') {
    files.push(upload.name);
    return (await run({ do: 'whole', upload, file: files.length - 1 })) as Outcome[];
  }
  const first = files.length;
  files.push(...opened.entries.map((entry) => entry.name));
  const parts = split(upload.bytes, opened.entries, first);
  const done = await inTurn(parts, workers, async (part) => (await run(part)) as Outcome[]);
  return [...aboutArchive(upload.name, opened), ...done.flat()];
}

type Part =
  | Omit<Extract<Task, { do: 'whole' }>, 'purse' | 'salt'>
  | Omit<Extract<Task, { do: 'entries' }>, 'purse' | 'salt'>;

/** The entries in runs of about a share each. */
function split(archive: Uint8Array, entries: readonly Entry[], first: number): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let size = 0;
  entries.forEach((entry, i) => {
    size += 'skip' in entry ? 0 : entry.to - entry.from;
    if (size < SHARE && i + 1 - from < MOST_ENTRIES && i + 1 < entries.length) return;
    parts.push({ do: 'entries', archive, entries: entries.slice(from, i + 1), file: first + from });
    from = i + 1;
    size = 0;
  });
  return parts;
}

/** Works through a list, so many at a time; the results in the list's order. The first fault ends it. */
async function inTurn<T, R>(list: readonly T[], most: number, work: (each: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(list.length);
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < list.length) {
      const i = next++;
      const each = list[i];
      if (each !== undefined) results[i] = await work(each);
    }
  };
  await Promise.all(Array.from({ length: most }, one));
  return results;
}
