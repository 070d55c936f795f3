import type { Place } from '../domain';
import type { LogRecord } from './record';
import type { Redactor } from './redact';

const QUOTE = 400;
/** Enough around a quote that a secret cut by its edge is still seen as one. */
const AROUND = 2000;
/** Where the records come from: `log` is the product's name of the log, `pasted` text has no file to tell it. */
export interface Source {
  readonly file: string;
  readonly log?: string;
  readonly pasted: boolean;
}

function lineAt(record: LogRecord, at: number): number {
  let line = record.line;
  for (let i = record.text.indexOf('\n'); i >= 0 && i < at; i = record.text.indexOf('\n', i + 1)) line++;
  return line;
}

/** Where the character `at` of a record stands. */
export function place(source: Source, record: LogRecord, at: number): Place {
  const where = { file: source.file, line: lineAt(record, at) };
  return record.time === undefined ? where : { ...where, time: record.time };
}

/** At most 400 characters with the stretch in them, redacted, on one line. */
export function quote(text: string, from: number, to: number, redact: Redactor): string {
  const room = Math.max(0, QUOTE - (to - from));
  const start = Math.max(0, Math.min(from - Math.floor(room / 2), text.length - QUOTE));
  const end = Math.min(text.length, start + QUOTE);
  const base = Math.max(0, start - AROUND);
  const clean = redact.text(text.slice(base, end + AROUND), start - base, end - base);
  const line = clean.replace(/\s+/g, ' ').trim();
  return line.length > QUOTE ? line.slice(0, QUOTE) : line;
}
