import { workerData } from 'node:worker_threads';
import type { Patterns, Upload } from '../domain';
import { type Purse, teller } from './budget';
import { desks } from './desk';
import { type Opened, openUpload, readEntry, readWhole } from './files';
import type { Outcome } from './log';
import type { Entry } from './unzip';

/** What a thread is asked to do. Bytes are shared, not copied. */
export type Task = { readonly purse: Purse; readonly salt: string } & (
  | { readonly do: 'open'; readonly upload: Upload }
  | { readonly do: 'whole'; readonly upload: Upload; readonly file: number }
  | {
      readonly do: 'entries';
      readonly archive: Uint8Array;
      readonly entries: readonly Entry[];
      /** The number of the first of them, for the progress. */
      readonly file: number;
    }
);

const patterns = workerData as Patterns;
const open = desks(patterns);

/** Runs in a thread of the pool (`pool.ts`). */
export default function work(task: Task): Opened | Outcome[] {
  const desk = open(task.purse, task.salt);
  const tell = teller(task.purse);
  if (task.do === 'open') return openUpload(task.upload, desk);
  if (task.do === 'whole') return readWhole(task.upload, desk, (bytes) => tell(bytes, task.file));
  return task.entries.flatMap((entry, i) =>
    readEntry(task.archive, entry, '', 0, desk, (bytes) => tell(bytes, task.file + i)),
  );
}
