import { availableParallelism } from 'node:os';
import path from 'node:path';
import Piscina from 'piscina';
import type { Evidence, Patterns } from '../domain';
import { abandon, progressOf } from './budget';
import { aboutArchive } from './files';
import type { Outcome } from './log';
import { type Batch, begin, finish, type Input, type Job, type Options } from './read';
import { copied, movable, shareOut } from './shares';
import type { Answer, Task } from './worker';

/** Built code, for threads read no TypeScript; found from `src/intake` and from `dist/intake` alike. */
const WORKER = path.join(__dirname, '../../dist/intake/worker.js');
/** How long after its time an analysis is given up, and its threads ended. */
const GRACE_MS = 10_000;
const PROGRESS_MS = 100;
/** What a thread may fill with short-lived things before it clears them away: logs make many, and three times as much stays resident. */
const YOUNG_MB = 8;

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
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    // Where all cores are busy, the thread that talks to people goes first.
    niceIncrement: 10,
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
      const stuck = new AbortController();
      const timer = setTimeout(() => stuck.abort(), job.purse.until - Date.now() + GRACE_MS);
      let fail: (failure: Error) => void = () => {};
      const failed = new Promise<never>((_, reject) => (fail = reject));
      waiting.add(fail);
      const run = (task: Task, memory: ArrayBuffer): Promise<Answer> =>
        pool.run(task, { transferList: [memory], signal: stuck.signal });
      try {
        return await finish(job, await Promise.race([readAll(job, options, run, workers), failed]));
      } catch (error) {
        // What else is under way for it need not be finished.
        stop();
        throw error;
      } finally {
        clearTimeout(timer);
        waiting.delete(fail);
        options.signal?.removeEventListener('abort', stop);
      }
    },
  };
}

/** Gives a thread a task, and the memory that goes with it. */
type Run = (task: Task, memory: ArrayBuffer) => Promise<Answer>;

async function readAll(job: Job, { onProgress }: Options, run: Run, workers: number): Promise<Batch[]> {
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
    for (const { name, bytes } of uploads) {
      const alone = uploads.filter((each) => each.bytes.buffer === bytes.buffer).length === 1;
      const own = alone ? await movable(bytes) : await copied([bytes]);
      batches.push({
        upload: name,
        outcomes: await readUpload({ name, bytes: own }, job, files, run, workers),
      });
    }
    if (total > 0) onProgress?.({ file: files.at(-1) ?? '', done: total, total });
    return batches;
  } finally {
    clearInterval(timer);
  }
}

async function readUpload(
  upload: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  { purse, tokens: { salt } }: Job,
  files: string[],
  run: Run,
  workers: number,
): Promise<readonly Outcome[]> {
  files.push(upload.name);
  const first = files.length;
  const answer = await run({ do: 'open', upload, file: first - 1, purse, salt }, upload.bytes.buffer);
  const { opened } = answer;
  if (!opened) return answer.read.flat();
  files.push(...opened.entries.map((entry) => entry.name));
  const read = await shareOut(answer.bytes, opened.entries, workers, ({ bytes, entries, from }) =>
    run({ do: 'entries', bytes, entries, file: first + from, purse, salt }, bytes.buffer),
  );
  return [...aboutArchive(upload.name, opened), ...read.flat()];
}
