import type { LogLevel } from '../config';

const ORDER: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Writes one JSON line per event. Ids, counts and states only: never a person's words, a token or what a file holds. */
export type Log = (
  level: LogLevel,
  msg: string,
  more?: Readonly<Record<string, string | number | boolean | null>>,
) => void;

/** A log to standard output from `least` upwards. */
export function openLog(
  least: LogLevel,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  return (level, msg, more = {}) => {
    if (ORDER.indexOf(level) < ORDER.indexOf(least)) return;
    write(`${JSON.stringify({ at: new Date().toISOString(), level, msg, ...more })}\n`);
  };
}
