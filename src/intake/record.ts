import type { LogFormat } from '../domain';
import type { Code } from './codes';

/** One log record, or a line that belongs to none. */
export interface LogRecord {
  readonly format: LogFormat;
  readonly text: string;
  /** Where `text` begins, counted from 1. */
  readonly line: number;
  readonly time?: string;
  /** Severity as written (0 verbose, 1 information, 2 warning, 3 error); absent where the record has none. */
  readonly type?: number;
  /** Error codes that stand in columns of their own, beside those the text shows. */
  readonly codes?: readonly Code[];
}

/** A record with only what is known of it. */
export function record(
  format: LogFormat,
  text: string,
  line: number,
  time?: string,
  type?: number,
): LogRecord {
  // A lone CR ends no line of the file: as white space it keeps the lines' numbers right.
  const clean = text.includes('\r') ? text.replace(/\r\n/g, '\n').replace(/\r/g, ' ') : text;
  if (time === undefined)
    return type === undefined ? { format, text: clean, line } : { format, text: clean, line, type };
  return type === undefined ? { format, text: clean, line, time } : { format, text: clean, line, time, type };
}
