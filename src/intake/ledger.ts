import type { BuildSeen, Reading } from '../domain';
import { fold } from '../fold';
import { align } from './align';
import { builds } from './builds';
import { type Code, codes } from './codes';
import type { Mask } from './mask';
import { clock, type Page, reach, tally } from './page';
import { place, quote, type Source } from './place';
import type { LogRecord } from './record';
import { type Compiled, folded, type Match } from './scan';
import { isError } from './timeline';

const VALUE = 200;
/** In text without records a value that runs on this long stands between two messages, not in one. */
const BRIDGE = 300;

/** Japanese wraps anywhere, also within a Latin word: `CM` / `Gサービス`. */
const JAPANESE_BREAK =
  /(?<=[\u3041-\u30ff\u3400-\u9fff][^\n]{0,20})\n(?=[^\n]{0,20}[\u3041-\u30ff\u3400-\u9fff])/g;

/** A stretch of a record's text that a signature or detector recognised. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

function applies(of: { logs: readonly string[]; onlyThere: boolean }, source: Source): boolean {
  if (!of.onlyThere) return true;
  const log = source.log?.toLowerCase();
  if (log === undefined) return source.pasted;
  return of.logs.some((name) => name.toLowerCase() === log);
}

function mapped(map: Readonly<Record<string, string>>, raw: string): string | undefined {
  const first = raw.split(/\s/)[0] ?? '';
  for (const key of [raw, first, first.replace(/[.,;:)\]'"]+$/, '')]) {
    const known = map[key] ?? Object.entries(map).find(([each]) => fold(each) === fold(key))?.[1];
    if (known !== undefined) return known;
  }
  return undefined;
}

const NOTHING: Stretch[] = [];

/** Writes records into a file's page. */
export interface Ledger {
  take(page: Page, record: LogRecord, source: Source): Stretch[];
  /** Only what stands across the lines of a text without records, and only what `page` does not have yet. */
  across(page: Page, record: LogRecord, source: Source): Stretch[];
}

export function ledger({ scan, glance }: Pick<Compiled, 'scan' | 'glance'>, mask: Mask): Ledger {
  function hit(
    page: Page,
    record: LogRecord,
    source: Source,
    match: Match,
    at: readonly number[],
    from: number,
    to: number,
  ): void {
    const id = match.signature?.id ?? '';
    const known = page.hits.get(id);
    if (known) {
      known.count++;
      if (record.time !== undefined) known.last = record.time;
      if (record.time !== undefined && known.first === undefined) known.first = record.time;
      return;
    }
    const captured = Object.fromEntries(
      values(record, match, at).map(([name, value]) => [name, mask(value)]),
    );
    const times = record.time === undefined ? {} : { first: record.time, last: record.time };
    const where = place(source, record, from);
    page.hits.set(id, {
      ...where,
      signature: id,
      quote: quote(record.text, from, to, mask),
      captured,
      count: 1,
      ...times,
    });
  }

  function values(record: LogRecord, match: Match, at: readonly number[]): [string, string][] {
    return match.values.map(({ name, from, to }) => {
      const raw = record.text.slice(at[from] ?? 0, at[to] ?? record.text.length);
      return [name, raw.replace(/\s+/g, ' ').trim().slice(0, VALUE)];
    });
  }

  function reading(
    page: Page,
    record: LogRecord,
    source: Source,
    match: Match,
    at: readonly number[],
    from: number,
    to: number,
  ): void {
    const { detector } = match;
    if (!detector) return;
    const raw = detector.value ?? values(record, match, at).find(([name]) => name === 'value')?.[1];
    if (raw === undefined || raw === '') return;
    const value = detector.value ?? (detector.map ? mapped(detector.map, raw) : mask(raw));
    if (value === undefined) return;
    const key = `${detector.fact}\n${value}`;
    const known = page.readings.get(key);
    page.readings.delete(key);
    const made = (): Reading => ({
      ...place(source, record, from),
      fact: detector.fact,
      value,
      quote: quote(record.text, from, to, mask),
    });
    page.readings.set(key, known ?? made());
  }

  function write(
    page: Page,
    record: LogRecord,
    source: Source,
    matches: readonly Match[],
    text: string,
  ): Stretch[] {
    if (matches.length === 0) return [];
    const at = align(record.text, text);
    const stretches: Stretch[] = [];
    for (const match of matches) {
      const of = match.signature ?? match.detector;
      if (!of || !applies(of, source)) continue;
      const from = at[match.from] ?? 0;
      const to = at[match.to] ?? record.text.length;
      if (match.signature) hit(page, record, source, match, at, from, to);
      else reading(page, record, source, match, at, from, to);
      stretches.push({ from, to });
    }
    return stretches;
  }

  function number(page: Page, record: LogRecord, source: Source, found: readonly Code[]): void {
    for (const { code, written, at } of found) {
      const where = () => place(source, record, at);
      const value = Number(code);
      const again = tally(page, value, -page.records, () => written, where);
      const seen = page.codes.get(value);
      if (again && seen) seen.last = where();
    }
  }

  function build(page: Page, record: LogRecord, source: Source): void {
    for (const { build, of, from, to } of builds(record.text, source.log)) {
      const key = `${build} ${of}`;
      const known = page.builds.get(key);
      page.builds.delete(key);
      const made = (): BuildSeen => ({
        ...place(source, record, from),
        build,
        of,
        quote: quote(record.text, from, to, mask),
      });
      page.builds.set(key, known ?? made());
    }
  }

  return {
    take(page, record, source) {
      page.records++;
      if (record.time !== undefined) {
        reach(page, record.time, record.line);
        clock(page, record.time, isError(record));
      }
      const seen = glance(record.text);
      if (seen.codes) number(page, record, source, codes(record.text));
      if (record.codes) number(page, record, source, record.codes);
      if (!seen.telling) return NOTHING;
      build(page, record, source);
      const text = folded(record.text);
      return write(page, record, source, scan(text), text);
    },
    across(page, record, source) {
      const text = folded(record.text.replace(JAPANESE_BREAK, ''));
      const fresh = scan(text).filter(
        (match) =>
          !(match.signature && page.hits.has(match.signature.id)) &&
          match.values.every(({ to, from }) => to - from < BRIDGE || to === text.length),
      );
      return write(page, record, source, fresh, text);
    },
  };
}
