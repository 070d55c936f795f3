import type { CodeSeen, Evidence, FileRead, Names, Patterns, Place, Upload } from '../domain';
import { files } from './files';
import type { Budget } from './inflate';
import { ledger, type Page, page } from './ledger';
import { LIMITS, type Limits } from './limits';
import { logNamer } from './log-name';
import { MESSAGE, readMessage } from './message';
import { type Redactor, redactor } from './redact';
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
  /** Is told often how many of the uploads' bytes were read, and of which file. */
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
  const text = within(input.text, limits.message);
  const { said, pasted } = readMessage(text, first, book, logOf);
  const read: FileRead[] = [...(input.skipped ?? [])];
  if (text.length < input.text.length) read.push({ name: MESSAGE, read: false, reason: 'too-large' });
  const pages: Page[] = [first];
  const total = input.uploads.reduce((sum, upload) => sum + upload.bytes.length, 0);
  const progress = (file: string, done: number): void => options.onProgress?.({ file, done, total });
  for await (const { file, page } of files(input.uploads, { book, logOf, budget, progress })) {
    read.push(file);
    if (page) pages.push(page);
  }

  const timeline = hours();
  for (const each of pages) timeline.merge(each.hours);
  const named = nameless(redact);
  return {
    said: redact.text(said),
    hits: pages.flatMap((each) => [...each.hits.values()].map(named.place)),
    readings: pages.flatMap((each) => [...each.readings.values()].map(named.place)),
    builds: pages.flatMap((each) => [...each.builds.values()].map(named.place)),
    codes: counted(pages).map((code) => ({
      ...code,
      first: named.place(code.first),
      last: named.place(code.last),
    })),
    files: read.map((file) => ({ ...file, name: redact.text(file.name) })),
    timeline: timeline.timeline(),
    pasted,
    names: redact.names(),
  };
}

/** People stand in the names of files, too (`Users/taro/…`, `taro@contoso.com.zip`). */
function nameless(redact: Redactor) {
  const known = new Map<string, string>();
  const name = (file: string): string => {
    const shown = known.get(file) ?? redact.text(file);
    known.set(file, shown);
    return shown;
  };
  return { place: <P extends Place>(place: P): P => ({ ...place, file: name(place.file) }) };
}

/** The text up to the last line that ends within `most` characters. */
function within(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf('\n', most);
  return text.slice(0, end > 0 ? end : most);
}
