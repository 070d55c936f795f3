import type { CodeSeen, Evidence, FileRead, Names, Patterns, Upload } from '../domain';
import { files } from './files';
import type { Budget } from './inflate';
import { ledger, type Page, page } from './ledger';
import { LIMITS, type Limits } from './limits';
import { logNamer } from './log-name';
import { readMessage } from './message';
import { redactor } from './redact';
import { scanner } from './scan';
import { hours } from './timeline';

export interface Input {
  readonly text: string;
  readonly uploads: readonly Upload[];
  /** The case's names so far, so that a person keeps their token. */
  readonly names?: Names;
  /** Files that were never fetched, and why. */
  readonly skipped?: readonly FileRead[];
}

export interface Options {
  readonly limits?: Partial<Limits>;
  readonly onProgress?: (progress: { file: string; done: number; total: number }) => void;
  /** Once aborted, what is left is skipped for want of time. */
  readonly signal?: AbortSignal;
}

/** Beyond these a noisy archive says nothing more. */
const MOST_CODES = 500;

function counted(pages: readonly Page[]): CodeSeen[] {
  const all = new Map<string, CodeSeen>();
  for (const { codes } of pages) {
    for (const [code, seen] of codes) {
      const known = all.get(code);
      all.set(code, known ? { ...known, count: known.count + seen.count, last: seen.last } : seen);
    }
  }
  return [...all.values()].slice(0, MOST_CODES);
}

/** Reads a message and its files as one piece of evidence. Bad input never throws: it ends as a file that was not read, with the
 *  reason. Gives way to the event loop as it goes and holds no more than a block of any log in memory. */
export async function read(input: Input, patterns: Patterns, options: Options = {}): Promise<Evidence> {
  const limits = { ...LIMITS, ...options.limits };
  const redact = redactor(input.names);
  const book = ledger(scanner(patterns), redact);
  const logOf = logNamer(patterns.logs);
  const budget: Budget = {
    limits,
    left: limits.inflated,
    until: Date.now() + limits.time,
    signal: options.signal,
  };

  const first = page();
  const { said, pasted } = readMessage(input.text.slice(0, limits.message), first, book, logOf);
  const read: FileRead[] = [...(input.skipped ?? [])];
  const pages: Page[] = [first];
  const total = input.uploads.reduce((sum, upload) => sum + upload.bytes.length, 0);
  const progress = (file: string, done: number): void => options.onProgress?.({ file, done, total });
  for await (const { file, page } of files(input.uploads, { book, logOf, budget, progress })) {
    read.push(file);
    if (page) pages.push(page);
  }

  const timeline = hours();
  for (const each of pages) timeline.merge(each.hours);
  return {
    said: redact.text(said),
    hits: pages.flatMap((each) => [...each.hits.values()]),
    readings: pages.flatMap((each) => [...each.readings.values()]),
    builds: pages.flatMap((each) => [...each.builds.values()]),
    codes: counted(pages),
    files: read,
    timeline: timeline.timeline(),
    pasted,
    names: redact.names(),
  };
}
