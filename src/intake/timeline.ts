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

/** Errors per hour, gathered record by record. */
export interface Hours {
  add(time: string, error: boolean): void;
  merge(other: Hours): void;
  all(): ReadonlyMap<number, { records: number; errors: number }>;
  timeline(): Timeline | null;
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

/** An empty gathering. Hours are of local time as written. */
export function hours(): Hours {
  const seen = new Map<number, { records: number; errors: number }>();
  let prefix = '';
  let hour = 0;
  return {
    all: () => seen,
    add(time, error) {
      if (!prefix || !time.startsWith(prefix)) {
        const found = HOUR.exec(time);
        if (!found) return;
        prefix = found[0];
        hour =
          Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]), Number(found[4])) / 3_600_000;
      }
      const at = seen.get(hour) ?? { records: 0, errors: 0 };
      at.records++;
      if (error) at.errors++;
      seen.set(hour, at);
    },
    merge(other) {
      for (const [at, { records, errors }] of other.all()) {
        const mine = seen.get(at) ?? { records: 0, errors: 0 };
        seen.set(at, { records: mine.records + records, errors: mine.errors + errors });
      }
    },
    timeline() {
      if (seen.size === 0) return null;
      const sorted = [...seen.keys()].sort((a, b) => a - b);
      const { from, to } = busiest(sorted, (at) => seen.get(at)?.records ?? 0);
      const errorsPerHour = Array.from({ length: to - from + 1 }, (_, i) => seen.get(from + i)?.errors ?? 0);
      return { from: `${written(from)}:00`, to: `${written(to)}:00`, errorsPerHour };
    },
  };
}
