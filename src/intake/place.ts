import type { Place } from '../domain';
import type { Mask } from './mask';
import type { LogRecord } from './record';

/** Characters of a value, and of a quotation. */
export const VALUE = 200;
export const QUOTE = 400;
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

/** A stretch of a record, masked as what stands around it tells, on one line. */
export function masked(text: string, from: number, to: number, mask: Mask): string {
  const base = Math.max(0, from - AROUND);
  const clean = mask(text.slice(base, to + AROUND), from - base, to - base);
  return clean.replace(/\s+/g, ' ').trim();
}

/** A stretch of a record with what is around it, 400 characters at most once it is unmasked. */
export function quote(text: string, from: number, to: number, mask: Mask): string {
  const room = Math.max(0, QUOTE - (to - from));
  const start = Math.max(0, Math.min(from - Math.floor(room / 2), text.length - QUOTE));
  return masked(text, start, Math.min(text.length, start + QUOTE), mask);
}
