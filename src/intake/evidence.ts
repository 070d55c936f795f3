import type { CodeSeen, Evidence, FileRead, Place } from '../domain';
import type { Message } from './message';
import { unique } from './name';
import type { Page } from './page';
import { QUOTE } from './place';
import type { Batch } from './read';
import type { Tokens } from './redact';
import { addHour, type Hours, timeline } from './timeline';

/** Beyond these a noisy archive says nothing more. */
const MOST_CODES = 500;

function counted(pages: readonly Page[]): CodeSeen[] {
  const all = new Map<string, CodeSeen>();
  for (const { codes } of pages) {
    for (const { record: _, ...seen } of codes.values()) {
      const known = all.get(seen.code);
      all.set(seen.code, known ? { ...known, count: known.count + seen.count, last: seen.last } : seen);
    }
  }
  return [...all.values()].slice(0, MOST_CODES);
}

function merged(pages: readonly Page[]): Hours {
  const all: Hours = new Map();
  for (const { hours } of pages)
    for (const [hour, { records, errors }] of hours) addHour(all, hour, records, errors);
  return all;
}

/** Files with the names they go by, each used once: two archives may hold a `Logs/DDM.log` each, one archive the same name twice. */
function named(batches: readonly Batch[]): { files: FileRead[]; pages: Page[] } {
  const taken = new Map<string, number>();
  const files: FileRead[] = [];
  const pages: Page[] = [];
  for (const { upload, outcomes } of batches) {
    for (const { file, page } of outcomes) {
      const name = unique(taken, file.name, file.name === upload ? '' : upload);
      files.push({ ...file, name });
      if (page) pages.push(name === file.name ? page : renamed(page, name));
    }
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

/** Puts people's tokens in the place of their marks, in quotes, values and names of files (`Users/taro/…`, `taro@contoso.com.zip`). */
function shown({ unmask }: Tokens, mask: (text: string) => string) {
  const known = new Map<string, string>();
  const file = (name: string): string => {
    const seen = known.get(name) ?? unmask(mask(name));
    known.set(name, seen);
    return seen;
  };
  return {
    file,
    place: <P extends Place>(place: P): P => ({ ...place, file: file(place.file) }),
    quoted: <P extends Place & { readonly quote: string }>(place: P): P => ({
      ...place,
      file: file(place.file),
      quote: unmask(place.quote).slice(0, QUOTE),
    }),
  };
}

/** What a message and its files say, without secrets and people's names. */
export function evidence(
  message: Message & { readonly page: Page },
  before: readonly FileRead[],
  batches: readonly Batch[],
  { tokens, mask }: { readonly tokens: Tokens; readonly mask: (text: string) => string },
): Evidence {
  const { files, pages: read } = named(batches);
  const pages = [message.page, ...read];
  const show = shown(tokens, mask);
  return {
    said: message.said,
    hits: pages.flatMap(({ hits }) =>
      [...hits.values()].map((hit) => ({
        ...show.quoted(hit),
        captured: Object.fromEntries(Object.entries(hit.captured).map(([k, v]) => [k, tokens.unmask(v)])),
      })),
    ),
    readings: pages.flatMap(({ readings }) =>
      [...readings.values()].map((each) => ({ ...show.quoted(each), value: tokens.unmask(each.value) })),
    ),
    builds: pages.flatMap(({ builds }) => [...builds.values()].map(show.quoted)),
    codes: counted(pages).map((code) => ({
      ...code,
      first: show.place(code.first),
      last: show.place(code.last),
    })),
    files: [...before, ...files].map((file) => ({ ...file, name: show.file(file.name) })),
    timeline: timeline(merged(pages)),
    pasted: message.pasted,
    names: tokens.names(),
  };
}
