import { workerData } from 'node:worker_threads';
import Piscina, { move } from 'piscina';
import type { Patterns, Upload } from '../domain';
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
      readonly upload: Upload;
      /** Its number, for the progress. */
      readonly file: number;
    }
  | {
      readonly do: 'entries';
      /** The packed bytes of these entries, `from` and `to` in them. */
      readonly bytes: Uint8Array;
      readonly entries: readonly Entry[];
      /** The number of the first of them. */
      readonly file: number;
    }
);

/** An archive and its directory; or what was read, file by file. */
export type Answer =
  | { readonly archive: Uint8Array<ArrayBuffer>; readonly opened: Archive }
  | readonly (readonly Outcome[])[];

const patterns = workerData as Patterns;
const open = desks(patterns);

/** Runs in a thread of the pool (`pool.ts`). */
export default function work(task: Task): Answer {
  const desk = open(task.purse, task.salt);
  const tell = teller(task.purse);
  if (task.do === 'entries')
    return task.entries.map((entry, i) =>
      readEntry(task.bytes, entry, '', 0, desk, (bytes) => tell(bytes, task.file + i)),
    );
  const { upload } = task;
  const opened = openUpload(upload, desk);
  if (opened.is === 'refused') return [[skipped(upload.name, opened.reason)]];
  if (opened.is === 'whole') return [readWhole(upload, desk, (bytes) => tell(bytes, task.file))];
  return given({ archive: upload.bytes as Uint8Array<ArrayBuffer>, opened });
}

/** An answer whose archive's memory goes over to the other thread. */
function given(answer: Extract<Answer, { archive: Uint8Array }>): Answer {
  const movable: unknown = {
    [Piscina.transferableSymbol]: [answer.archive.buffer],
    [Piscina.valueSymbol]: answer,
  };
  return move(movable as Parameters<typeof move>[0]) as unknown as Answer;
}
