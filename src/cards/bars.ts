import type { Timeline } from '../domain';

/** Errors of a stretch of hours that begins at `label`; `tick` is the same for the axis of a chart, where three characters find room. `marked`: a line of the evidence was written in them. */
export interface Bar {
  readonly label: string;
  readonly tick: string;
  readonly count: number;
  readonly marked: boolean;
}

/** Bars of equal width, in the order of time. */
export interface Plot {
  readonly hours: number;
  readonly bars: readonly Bar[];
}

const HOUR = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2})/;
const MS = 3_600_000;
/** Widths a person thinks in: hours, parts of a day, days. */
const WIDTHS = [1, 2, 3, 4, 6, 12, 24, 48, 72, 96];
const DAY = 24;
/** A space of no width. */
const UNSEEN = '\u200b';

/** The hour in which a written time stands, counted from one fixed hour; undefined where it is no time. */
export function hourOf(time: string): number | undefined {
  const found = HOUR.exec(time);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0] = found.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour) / MS;
}

/** The hour as it is written in a log: `2022-06-01 09:00`. */
export function written(hour: number): string {
  return `${new Date(hour * MS).toISOString().slice(0, 13).replace('T', ' ')}:00`;
}

/** The timeline in at most `most` bars, each as many hours wide as that takes and starting where such a stretch starts on the clock. `times` are those of the evidence. */
export function plot({ from, errorsPerHour }: Timeline, times: readonly string[], most: number): Plot {
  const start = hourOf(from) ?? 0;
  const end = start + errorsPerHour.length;
  const count = (hours: number) => Math.ceil(end / hours) - Math.floor(start / hours);
  const hours = WIDTHS.find((width) => count(width) <= most) ?? DAY * 32;
  const first = Math.floor(start / hours);
  const marked = new Set(times.map((time) => Math.floor((hourOf(time) ?? -1) / hours)));
  const label = labels(start, end, hours);
  const bars = Array.from({ length: count(hours) }, (_, i) => {
    const at = (first + i) * hours;
    return {
      label: label(at),
      tick: tick(at, i > 0 ? at - hours : null, hours),
      count: sum(errorsPerHour.slice(Math.max(0, at - start), Math.max(0, at - start + hours))),
      marked: marked.has(first + i),
    };
  });
  return { hours, bars };
}

/** What tells the bars apart and no more: days, hours, or both. */
function labels(start: number, end: number, hours: number): (hour: number) => string {
  if (hours >= DAY) return (hour) => written(hour).slice(5, 10);
  const oneDay = Math.floor(start / DAY) === Math.floor((end - 1) / DAY);
  return (hour) => written(hour).slice(oneDay ? 11 : 5);
}

/** The day of the month where bars are days, else the hour, or month and day where a new day begins. Ticks that read alike differ in what cannot be seen: a chart adds up what has the same name. */
function tick(hour: number, before: number | null, hours: number): string {
  const [, month = 0, day, clock] = /-(\d\d)-(\d\d) (\d\d)/.exec(written(hour))?.map(Number) ?? [];
  if (hours >= DAY) return `${day}${UNSEEN.repeat(month % 2)}`;
  const isNewDay = before !== null && Math.floor(before / DAY) < Math.floor(hour / DAY);
  return `${isNewDay ? `${month}/${day}` : clock}${UNSEEN.repeat(Math.floor(hour / DAY) % 16)}`;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
