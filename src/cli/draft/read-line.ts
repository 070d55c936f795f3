import { readFileSync } from 'node:fs';
import { decoder } from '../../intake/decode';
import { cutter } from '../../intake/records';
import { redactor } from '../../intake/redact';
import { BadUsage } from '../args';

const AROUND = 2;

/** A record of a log: its message, and the file's lines of it with a few before and behind; personal identities are masked. */
export interface Line {
  readonly message: string;
  readonly own: readonly string[];
  readonly before: readonly string[];
  readonly behind: readonly string[];
}

/** The record that stands at line `line` (from 1) of a log file of any encoding. Throws `BadUsage` where there is none. */
export function readLine(file: string, line: number): Line {
  const text = textOf(file);
  const cut = cutter();
  const records = [...cut.push(text), ...cut.end()];
  const at = records.findLastIndex((record) => record.line <= line);
  const record = records[at];
  const lines = text.split(/\r?\n/);
  if (!record || line > lines.length) throw new BadUsage(`${file}: it has no line ${line}`);
  const end = (records[at + 1]?.line ?? lines.length + 1) - 1;
  const redact = redactor();
  const part = (from: number, to: number) =>
    lines
      .slice(Math.max(0, from), Math.max(0, to))
      .filter((one) => one.trim() !== '')
      .map((one) => redact.text(one));
  return {
    message: redact.text(record.text.trim().split('\n')[0] ?? ''),
    own: part(record.line - 1, end),
    before: part(record.line - 1 - AROUND, record.line - 1),
    behind: part(end, end + AROUND),
  };
}

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    const decode = decoder();
    return decode.push(bytes) + decode.end();
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : String(error));
  }
}
