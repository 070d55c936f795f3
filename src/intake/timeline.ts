import type { Timeline } from '../domain';
import type { LogRecord } from './record';

const HOUR = /^([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2})/;
const TEXT = /error|fail(?!over)/i;
/** A month: longer spans keep the month with most records. */
const LONGEST = 31 * 24;

/** An error by its type, or by its words where the family writes no type (the rule of CMTrace). */
export function isError(of: LogRecord): boolean {
  return of.type === undefined ? TEXT.test(of.text) : of.type === 3;
}

/** Records and errors by the hour, counted from 1970 in local time as written. */
export type Hours = Map<number, { records: number; errors: number }>;

/** Adds records of one hour. */
export function addHour(hours: Hours, hour: number, records: number, errors: number): void {
  const at = hours.get(hour);
  if (!at) hours.set(hour, { records, errors });
  else {
    at.records += records;
    at.errors += errors;
  }
}

let prefix = '';
let lastHour = 0;

/** The hour of a time as the records carry it; undefined where it is none. */
export function hourOf(time: string): number | undefined {
  if (prefix && time.startsWith(prefix)) return lastHour;
  const found = HOUR.exec(time);
  if (!found) return undefined;
  prefix = found[0];
  lastHour = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]), Number(found[4])) / 3_600_000;
  return lastHour;
}

const written = (hour: number): string =>
  new Date(hour * 3_600_000).toISOString().slice(0, 13).replace('T', ' ');

function busiest(hours: readonly number[], records: (hour: number) => number): { from: number; to: number } {
  let best = { from: hours[0] ?? 0, to: hours[0] ?? 0, sum: -1 };
  let first = 0;
  let sum = 0;
  for (const hour of hours) {
    sum += records(hour);
    while (hour - (hours[first] ?? hour) >= LONGEST) sum -= records(hours[first++] ?? hour);
    if (sum >= best.sum) best = { from: hours[first] ?? hour, to: hour, sum };
  }
  return best;
}

/** Errors per hour over the month with most records; null where no record has a time. */
export function timeline(hours: Hours): Timeline | null {
  if (hours.size === 0) return null;
  const sorted = [...hours.keys()].sort((a, b) => a - b);
  const { from, to } = busiest(sorted, (at) => hours.get(at)?.records ?? 0);
  const errorsPerHour = Array.from({ length: to - from + 1 }, (_, i) => hours.get(from + i)?.errors ?? 0);
  return { from: `${written(from)}:00`, to: `${written(to)}:00`, errorsPerHour };
}
