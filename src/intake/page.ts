import type { BuildSeen, CodeSeen, Hit, Place, Reading } from '../domain';
import { codeOf } from './codes';
import { addHour, type Hours, hourOf } from './timeline';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An error code of one file; `record` tells the record it was counted in last, since a record counts once: its line, or its number below zero. */
export interface CodeTally extends Mutable<CodeSeen> {
  record: number;
}

/** What the records of one file say, as plain data. Quotes and values are masked (`mask.ts`). */
export interface Page {
  readonly hits: Map<string, Mutable<Hit>>;
  readonly readings: Map<string, Reading>;
  readonly builds: Map<string, BuildSeen>;
  /** By value. */
  readonly codes: Map<number, CodeTally>;
  readonly hours: Hours;
  records: number;
  /** The times of the first and the last record that has one, and the lines they stand in. */
  from?: string;
  to?: string;
  fromLine: number;
  toLine: number;
}

export function page(): Page {
  return {
    hits: new Map(),
    readings: new Map(),
    builds: new Map(),
    codes: new Map(),
    hours: new Map(),
    records: 0,
    fromLine: Number.POSITIVE_INFINITY,
    toLine: 0,
  };
}

/** Stretches the file's period to a record's time. */
export function reach(page: Page, time: string, line: number): void {
  if (line < page.fromLine) {
    page.from = time;
    page.fromLine = line;
  }
  if (line >= page.toLine) {
    page.to = time;
    page.toLine = line;
  }
}

/** Counts a record in its hour. */
export function clock(page: Page, time: string, error: boolean): void {
  const hour = hourOf(time);
  if (hour !== undefined) addHour(page.hours, hour, 1, error ? 1 : 0);
}

/** Beyond these a noisy file says nothing more. */
const MOST_CODES = 200;

/** Counts a code in a record; `where` and `written` are asked for only where they are needed. Returns whether it counted. */
export function tally(
  page: Page,
  value: number,
  record: number,
  written: () => string,
  where: () => Place,
): boolean {
  const known = page.codes.get(value);
  if (known) {
    if (known.record === record) return false;
    known.count++;
    known.record = record;
    return true;
  }
  if (page.codes.size >= MOST_CODES) return false;
  const place = where();
  page.codes.set(value, {
    code: codeOf(value),
    written: written(),
    count: 1,
    first: place,
    last: place,
    record,
  });
  return false;
}
