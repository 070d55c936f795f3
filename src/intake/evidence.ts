import type { BuildSeen, CodeSeen, Evidence, FileRead, Hit, Place, Reading } from '../domain';
import { breather } from './breathe';
import { fair } from './fair';
import type { Message } from './message';
import { unique } from './name';
import type { Page } from './page';
import { QUOTE, VALUE } from './place';
import type { Batch } from './read';
import type { Tokens } from './redact';
import { addHour, type Hours, timeline } from './timeline';

/** Beyond these a noisy archive says nothing more. */
const MOST_CODES = 500;
const MOST_HITS = 2000;
const MOST_READINGS = 1000;
const MOST_BUILDS = 1000;

/** Does something to each of a list, with pauses for others. */
async function inPieces<T>(list: Iterable<T>, work: (each: T) => void): Promise<void> {
  const breathe = breather();
  for (const each of list) {
    work(each);
    const pause = breathe();
    if (pause) await pause;
  }
}

/** The codes of all pages, each once. */
async function counted(pages: readonly Page[]): Promise<CodeSeen[]> {
  const all = new Map<string, CodeSeen>();
  await inPieces(pages, ({ codes }) => {
    for (const { record: _, ...seen } of codes.values()) {
      const known = all.get(seen.code);
      all.set(seen.code, known ? { ...known, count: known.count + seen.count, last: seen.last } : seen);
    }
  });
  return [...all.values()].slice(0, MOST_CODES);
}

async function merged(pages: readonly Page[]): Promise<Hours> {
  const all: Hours = new Map();
  await inPieces(pages, ({ hours }) => {
    for (const [hour, { records, errors }] of hours) addHour(all, hour, records, errors);
  });
  return all;
}

/** Files with the names they go by, each used once: two archives may hold a `Logs/DDM.log` each, one archive the same name twice. */
async function named(batches: readonly Batch[]): Promise<{ files: FileRead[]; pages: Page[] }> {
  const taken = new Map<string, number>();
  const files: FileRead[] = [];
  const pages: Page[] = [];
  for (const { upload, outcomes } of batches) {
    await inPieces(outcomes, ({ file, page }) => {
      const name = unique(taken, file.name, file.name === upload ? '' : upload);
      files.push({ ...file, name });
      if (page) pages.push(name === file.name ? page : renamed(page, name));
    });
  }
  return { files, pages };
}

function renamed(page: Page, file: string): Page {
  const here = <P extends Place>(place: P): P => ({ ...place, file });
  const each = <K, P extends Place>(places: ReadonlyMap<K, P>) =>
    new Map([...places].map(([key, place]): [K, P] => [key, here(place)]));
  const codes = new Map(
    [...page.codes].map(
      ([value, seen]) => [value, { ...seen, first: here(seen.first), last: here(seen.last) }] as const,
    ),
  );
  return { ...page, hits: each(page.hits), readings: each(page.readings), builds: each(page.builds), codes };
}

/** What all pages tell. Over the limits different things go before the same from many files, and no kind takes the room of another. */
function told(pages: readonly Page[]) {
  const readings = pages.flatMap((page) => [...page.readings.values()]);
  const builds = pages.flatMap((page) => [...page.builds.values()]);
  const differing = {
    readings: fair(readings, MOST_READINGS, ({ fact, value }) => `${fact}\n${value}`),
    builds: fair(builds, MOST_BUILDS, ({ build, of }) => `${build} ${of}`),
  };
  return {
    hits: fair(
      pages.flatMap((page) => [...page.hits.values()]),
      MOST_HITS,
      ({ signature }) => signature,
    ),
    readings: fair(differing.readings, MOST_READINGS, ({ fact }) => fact),
    builds: fair(differing.builds, MOST_BUILDS, ({ of }) => of),
  };
}

/** Puts people's tokens in the place of their marks, in quotes, values and names of files (`Users/taro/…`, `taro@contoso.com.zip`). */
function shown({ unmask }: Tokens, mask: (text: string) => string) {
  const known = new Map<string, string>();
  const file = (name: string): string => {
    const seen = known.get(name) ?? unmask(mask(name));
    known.set(name, seen);
    return seen;
  };
  const value = (masked: string) => unmask(masked).slice(0, VALUE);
  return {
    file,
    value,
    values: (masked: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(masked).map(([name, each]) => [name, value(each)])),
    place: <P extends Place>(place: P): P => ({ ...place, file: file(place.file) }),
    quoted: <P extends Place & { readonly quote: string }>(place: P): P => ({
      ...place,
      file: file(place.file),
      quote: unmask(place.quote).slice(0, QUOTE),
    }),
  };
}

/** What a message and its files say, without secrets and people's names. Gives way to others as it goes. */
export async function evidence(
  message: Message & { readonly page: Page },
  before: readonly FileRead[],
  batches: readonly Batch[],
  { tokens, mask }: { readonly tokens: Tokens; readonly mask: (text: string) => string },
): Promise<Evidence> {
  const { files, pages: read } = await named(batches);
  const pages = [message.page, ...read];
  const show = shown(tokens, mask);
  const hits: Hit[] = [];
  const readings: Reading[] = [];
  const builds: BuildSeen[] = [];
  const shownFiles: FileRead[] = [];
  const most = told(pages);
  await inPieces(most.hits, (hit) => hits.push({ ...show.quoted(hit), captured: show.values(hit.captured) }));
  await inPieces(most.readings, (each) =>
    readings.push({ ...show.quoted(each), value: show.value(each.value) }),
  );
  await inPieces(most.builds, (each) => builds.push(show.quoted(each)));
  const codes = await counted(pages);
  await inPieces([...before, ...files], (file) => shownFiles.push({ ...file, name: show.file(file.name) }));
  return {
    said: message.said,
    hits,
    readings,
    builds,
    codes: codes.map((code) => ({ ...code, first: show.place(code.first), last: show.place(code.last) })),
    files: shownFiles,
    timeline: timeline(await merged(pages)),
    pasted: message.pasted,
    names: tokens.names(),
  };
}
