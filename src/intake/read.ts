import type { Evidence, FileRead, Names, Patterns, Upload } from '../domain';
import { openPurse, type Purse } from './budget';
import { desks } from './desk';
import { evidence } from './evidence';
import { aboutArchive, openUpload, readEntry, readWhole } from './files';
import { ledger } from './ledger';
import { LIMITS, type Limits } from './limits';
import { type Outcome, skipped } from './log';
import { logNamer } from './log-name';
import { masker } from './mask';
import { MESSAGE, type Message, readMessage } from './message';
import { type Page, page } from './page';
import { type Tokens, tokens } from './redact';
import { compiled } from './scan';

export interface Input {
  readonly text: string;
  readonly uploads: readonly Upload[];
  /** The case's names so far, so that a person keeps their token. */
  readonly names?: Names;
  /** Files that were never fetched, and why. */
  readonly skipped?: readonly FileRead[];
}

export interface Progress {
  readonly file: string;
  /** Bytes of the uploads. */
  readonly done: number;
  readonly total: number;
}

export interface Options {
  readonly limits?: Partial<Limits>;
  /** Is told often how many of the uploads' bytes were read, and of which file. */
  readonly onProgress?: (progress: Progress) => void;
  /** Once aborted, what is left is skipped for want of time. */
  readonly signal?: AbortSignal;
}

/** All that reading needs beside the files. */
export interface Job {
  readonly input: Input;
  readonly tokens: Tokens;
  readonly purse: Purse;
  readonly message: Message & { readonly page: Page; readonly cut: boolean };
}

/** Reads the message's text; the files are next. */
export function begin(input: Input, patterns: Patterns, options: Options): Job {
  const limits = { ...LIMITS, ...options.limits };
  const names = tokens(input.names);
  const first = page();
  const text = within(input.text, limits.message);
  const mask = masker(names.salt);
  const redact = {
    names: names.names,
    text: (of: string, from?: number, to?: number) => names.unmask(mask(of, from, to)),
  };
  const book = ledger(compiled(patterns), mask);
  const message = readMessage(text, first, book, logNamer(patterns.logs), redact);
  return {
    input,
    tokens: names,
    purse: openPurse(limits),
    message: { ...message, page: first, cut: text.length < input.text.length },
  };
}

/** Files of one upload that were read, in the order they stand in it. */
export interface Batch {
  readonly upload: string;
  readonly outcomes: readonly Outcome[];
}

/** Puts together what was read, with pauses for others. */
export async function finish(
  { input, tokens: names, message }: Job,
  batches: readonly Batch[],
): Promise<Evidence> {
  const before: FileRead[] = [...(input.skipped ?? [])];
  if (message.cut) before.push({ name: MESSAGE, read: false, reason: 'too-large' });
  return evidence(message, before, batches, { tokens: names, mask: masker(names.salt) });
}

/** Reads a message and its files as one piece of evidence, in this thread and without a pause. Bad input never throws: it ends as a file that
 *  was not read, with the reason. Holds no more than a block of any log in memory. */
export async function read(input: Input, patterns: Patterns, options: Options = {}): Promise<Evidence> {
  const job = begin(input, patterns, options);
  const desk = desks(patterns)(job.purse, job.tokens.salt);
  const total = input.uploads.reduce((sum, { bytes }) => sum + bytes.length, 0);
  let done = 0;
  const told = (file: string) => (bytes: number) => {
    done += bytes;
    options.onProgress?.({ file, done: Math.min(done, total), total });
  };
  const batches: Batch[] = [];
  for (const upload of input.uploads) {
    const outcomes: Outcome[] = [];
    const opened = openUpload(upload, desk);
    if (options.signal?.aborted) outcomes.push(skipped(upload.name, 'time'));
    else if (opened.is === 'refused') outcomes.push(skipped(upload.name, opened.reason));
    else if (opened.is === 'whole') outcomes.push(...readWhole(upload, desk, told(upload.name)));
    else {
      outcomes.push(...aboutArchive(upload.name, opened));
      for (const entry of opened.entries)
        outcomes.push(...readEntry(upload.bytes, entry, '', 0, desk, told(entry.name)));
    }
    batches.push({ upload: upload.name, outcomes });
  }
  if (total > 0) options.onProgress?.({ file: input.uploads.at(-1)?.name ?? '', done: total, total });
  return finish(job, batches);
}

/** The text up to the last line that ends within `most` characters. */
function within(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf('\n', most);
  return text.slice(0, end > 0 ? end : most);
}
