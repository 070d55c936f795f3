import type { LogFormat } from '../domain';

/** One log record, or a line that belongs to none. */
export interface LogRecord {
  readonly format: LogFormat;
  readonly text: string;
  /** Where `text` begins, counted from 1. */
  readonly line: number;
  readonly time?: string;
  /** Severity as written; absent where the family has none. */
  readonly type?: number;
}

/** A record with only what is known of it. */
export function record(
  format: LogFormat,
  text: string,
  line: number,
  time?: string,
  type?: number,
): LogRecord {
  const clean = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return {
    format,
    text: clean,
    line,
    ...(time === undefined ? {} : { time }),
    ...(type === undefined ? {} : { type }),
  };
}
