import type { BuildSeen, Reading } from '../domain';
import { fold } from '../fold';
import { again } from './again';
import { align } from './align';
import { builds } from './builds';
import { type Code, codes } from './codes';
import type { Mask } from './mask';
import { clock, type Page, reach, tally } from './page';
import { masked, place, quote, type Source, VALUE } from './place';
import type { LogRecord } from './record';
import { type Compiled, folded, type Match } from './scan';
import { isError } from './timeline';

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
    const captured = Object.fromEntries(match.values.map((value) => [value.name, shown(record, value, at)]));
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

  /** Where a value stands in a record, as much of it as can matter. */
  function bounds(
    { from, to }: Match['values'][number],
    at: readonly number[],
    end: number,
  ): [number, number] {
    const start = at[from] ?? 0;
    return [start, Math.min(at[to] ?? end, start + 5 * VALUE)];
  }

  function shown(record: LogRecord, value: Match['values'][number], at: readonly number[]): string {
    const [from, to] = bounds(value, at, record.text.length);
    return masked(record.text, from, to, mask);
  }

  function raw(record: LogRecord, value: Match['values'][number], at: readonly number[]): string {
    const [from, to] = bounds(value, at, record.text.length);
    return record.text.slice(from, to).replace(/\s+/g, ' ').trim().slice(0, VALUE);
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
    const read = match.values.find(({ name }) => name === 'value');
    const written = detector.value ?? (read ? raw(record, read, at) : '');
    if (written === '') return;
    const free = detector.value === undefined && !detector.map && read !== undefined;
    const value = free ? shown(record, read, at) : (detector.value ?? mapped(detector.map ?? {}, written));
    if (value === undefined) return;
    const key = `${detector.fact}\n${value}`;
    const made = (): Reading => ({
      ...place(source, record, from),
      fact: detector.fact,
      value,
      quote: quote(record.text, from, to, mask),
    });
    again(page.readings, key, made, (each) => each.fact);
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
      const repeated = tally(page, value, -page.records, () => written, where);
      const seen = page.codes.get(value);
      if (repeated && seen) seen.last = where();
    }
  }

  function build(page: Page, record: LogRecord, source: Source): void {
    for (const { build, of, from, to } of builds(record.text, source.log)) {
      const key = `${build} ${of}`;
      const made = (): BuildSeen => ({
        ...place(source, record, from),
        build,
        of,
        quote: quote(record.text, from, to, mask),
      });
      again(page.builds, key, made, (each) => each.of);
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
