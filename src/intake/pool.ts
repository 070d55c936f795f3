import { availableParallelism } from 'node:os';
import path from 'node:path';
import Piscina from 'piscina';
import type { Evidence, Patterns, Upload } from '../domain';
import { breather } from './breathe';
import { abandon, progressOf } from './budget';
import { aboutArchive } from './files';
import type { Outcome } from './log';
import { type Batch, begin, finish, type Input, type Job, type Options } from './read';
import type { Entry } from './unzip';
import type { Answer, Task } from './worker';

/** Built code, for threads read no TypeScript; found from `src/intake` and from `dist/intake` alike. */
const WORKER = path.join(__dirname, '../../dist/intake/worker.js');
/** Packed bytes a thread is given at a time: little enough that others have their turn and the threads end together. */
const SHARE = 1024 * 1024;
const MOST_ENTRIES = 200;
const PROGRESS_MS = 100;

/** Reads messages and their files on threads that stay warm, so that the event loop stays free. */
export interface Reader {
  /** As `read`, the files on the reader's threads. An upload of a megabyte and more that has its memory to itself is taken over: its bytes are gone afterwards. */
  read(input: Input, options?: Options): Promise<Evidence>;
  close(): Promise<void>;
}

/** A reader with so many threads, one a core unless said. They start at once. */
export function openReader(patterns: Patterns, { workers = availableParallelism() } = {}): Reader {
  const pool = new Piscina<Task, Answer>({
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

type Pool = Piscina<Task, Answer>;

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
      batches.push({ upload: upload.name, outcomes: await readUpload(upload, job, files, pool, workers) });
    }
    if (total > 0) onProgress?.({ file: files.at(-1) ?? '', done: total, total });
    return batches;
  } finally {
    clearInterval(timer);
  }
}

/** Bytes whose memory may go over to a thread: their own where they have it to themselves, else a copy. */
async function movable(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && bytes.length >= SHARE && bytes.length === buffer.byteLength)
    return new Uint8Array(buffer);
  return copied([bytes], bytes.length);
}

/** Pieces one behind the other, with pauses for others. */
async function copied(pieces: readonly Uint8Array[], size: number): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(size);
  const breathe = breather();
  let at = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += SHARE) {
      whole.set(piece.subarray(from, from + SHARE), at + from);
      await breathe();
    }
    at += piece.length;
  }
  return whole;
}

async function readUpload(
  upload: Upload,
  { purse, tokens: { salt } }: Job,
  files: string[],
  pool: Pool,
  workers: number,
): Promise<readonly Outcome[]> {
  const bytes = await movable(upload.bytes);
  files.push(upload.name);
  const first = files.length;
  const task: Task = { do: 'open', upload: { name: upload.name, bytes }, file: first - 1, purse, salt };
  const answer = await pool.run(task, { transferList: [bytes.buffer] });
  if (!('archive' in answer)) return answer;
  const { archive, opened } = answer;
  files.push(...opened.entries.map((entry) => entry.name));
  // One share more than there are threads, so that none waits for the next.
  const done = await inTurn(split(opened.entries), workers + 1, async ({ from, to }) => {
    const share = await packed(archive, opened.entries.slice(from, to));
    const part: Task = { do: 'entries', ...share, file: first + from, purse, salt };
    return (await pool.run(part, { transferList: [share.bytes.buffer] })) as readonly Outcome[];
  });
  return [...aboutArchive(upload.name, opened), ...done.flat()];
}

/** Entries with their packed bytes, and only those. */
async function packed(
  archive: Uint8Array,
  entries: readonly Entry[],
): Promise<{ bytes: Uint8Array<ArrayBuffer>; entries: Entry[] }> {
  const pieces: Uint8Array[] = [];
  let at = 0;
  const moved = entries.map((entry): Entry => {
    if ('skip' in entry) return entry;
    const { from, to } = entry;
    pieces.push(archive.subarray(from, to));
    at += to - from;
    return { ...entry, from: at - (to - from), to: at };
  });
  return { bytes: await copied(pieces, at), entries: moved };
}

/** The entries in runs of about a share each. */
function split(entries: readonly Entry[]): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let from = 0;
  let size = 0;
  entries.forEach((entry, i) => {
    size += 'skip' in entry ? 0 : entry.to - entry.from;
    if (size < SHARE && i + 1 - from < MOST_ENTRIES && i + 1 < entries.length) return;
    parts.push({ from, to: i + 1 });
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
