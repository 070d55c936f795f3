import { workerData } from 'node:worker_threads';
import Piscina, { move } from 'piscina';
import type { Patterns } from '../domain';
import { type Purse, teller } from './budget';
import { desks } from './desk';
import { type Opened, openUpload, readEntry, readWhole } from './files';
import { type Outcome, skipped } from './log';
import type { Entry } from './unzip';

type Archive = Extract<Opened, { is: 'archive' }>;

/** What a thread is asked to do. */
export type Task = { readonly purse: Purse; readonly salt: string } & (
  | {
      /** Opens an upload, whose memory comes over and goes back with an archive's directory; what is no archive is read at once. */
      readonly do: 'open';
      readonly upload: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
      /** Its number, for the progress. */
      readonly file: number;
    }
  | {
      readonly do: 'entries';
      /** The packed bytes of these entries, `from` and `to` in them. */
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly entries: readonly Entry[];
      /** The number of the first of them. */
      readonly file: number;
    }
);

/** What was read, file by file, and the memory that came with the task; of an archive its directory instead. */
export interface Answer {
  readonly read: readonly (readonly Outcome[])[];
  readonly opened?: Archive;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const patterns = workerData as Patterns;
const open = desks(patterns);

/** Runs in a thread of the pool (`pool.ts`). */
export default function work(task: Task): Answer {
  const desk = open(task.purse, task.salt);
  const tell = teller(task.purse);
  if (task.do === 'entries') {
    const { bytes, entries, file } = task;
    const read = entries.map((entry, i) => readEntry(bytes, entry, '', 0, desk, (n) => tell(n, file + i)));
    return given({ read, bytes });
  }
  const { upload, file } = task;
  const { bytes } = upload;
  const opened = openUpload(upload, desk);
  if (opened.is === 'archive') return given({ read: [], opened, bytes });
  const whole = () => readWhole(upload, desk, (n) => tell(n, file));
  return given({ read: [opened.is === 'refused' ? [skipped(upload.name, opened.reason)] : whole()], bytes });
}

/** An answer whose memory goes over to the other thread. */
function given(answer: Answer): Answer {
  const movable: unknown = {
    [Piscina.transferableSymbol]: [answer.bytes.buffer],
    [Piscina.valueSymbol]: answer,
  };
  return move(movable as Parameters<typeof move>[0]) as unknown as Answer;
}
