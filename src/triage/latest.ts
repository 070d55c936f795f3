import type { FileRead, Place, Reading } from '../domain';

/** Seconds. */
const MINUTE = 60;
/** What rolling over puts behind a log's name: `CMUpdate.lo_`, `ccmsetup-20220601-091233.log`. */
const ROLLED = /(?:-\d{8}-\d{6})?\.(?:log|lo_)$/i;

/** The log a file is a part of: its path without the marks of rolling over. Logs of one name from two machines differ by the rest of it. */
export const wholeLog = (file: string): string => file.toLowerCase().replace(ROLLED, '.log');

/** Of each log only what it says last, so that an upgrade or a changed setting inside a log contradicts nothing. What it says within a minute of that, or without a time, stands beside it; so does all that was pasted, which may come from several logs. */
export function latest(readings: readonly Reading[], files: readonly FileRead[]): readonly Reading[] {
  const names = namesOf(files);
  return byLog(readings, files).flatMap((said) => {
    const last = said.at(-1);
    if (!last || !names.has(last.file)) return said;
    return [last, ...said.filter((one) => one !== last && !apart(one, last))];
  });
}

/** What each log says last; of a pasted text, all. */
export function lastOfEach<P extends Place>(seen: readonly P[], files: readonly FileRead[]): readonly P[] {
  const names = namesOf(files);
  return byLog(seen, files).flatMap((said) => {
    const last = said.at(-1);
    return last && names.has(last.file) ? [last] : said;
  });
}

/** The same log, sent again or in parts, says `now` when what it said `before` lies behind. */
export function goesOn(before: Place, now: Place, files: readonly FileRead[]): boolean {
  return namesOf(files).has(now.file) && wholeLog(before.file) === wholeLog(now.file) && apart(before, now);
}

/** Places by log, those of its older parts first; within a part as they stand. */
function byLog<P extends Place>(seen: readonly P[], files: readonly FileRead[]): readonly P[][] {
  const start = new Map(files.map((file) => [file.name, (file.read && file.from) || '']));
  const begins = (place: P): string => start.get(place.file) ?? '';
  const logs = new Map<string, P[]>();
  for (const place of [...seen].sort((a, b) => begins(a).localeCompare(begins(b)))) {
    const log = wholeLog(place.file);
    const said = logs.get(log);
    if (said) said.push(place);
    else logs.set(log, [place]);
  }
  return [...logs.values()];
}

const namesOf = (files: readonly FileRead[]): ReadonlySet<string> => new Set(files.map((file) => file.name));

function apart(a: Place, b: Place): boolean {
  if (a.time === undefined || b.time === undefined) return false;
  const sameDay = a.time.slice(0, 10) === b.time.slice(0, 10);
  return !sameDay || Math.abs(seconds(a.time) - seconds(b.time)) > MINUTE;
}

/** Seconds into the day of `2022-06-01 09:12:33.120`. */
function seconds(time: string): number {
  const [hours = 0, minutes = 0, rest = 0] = time.slice(11).split(':').map(Number);
  return hours * 3600 + minutes * 60 + rest;
}
