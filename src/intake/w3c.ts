import { type Code, codeOf } from './codes';
import { type LogRecord, record } from './record';
import { stamp } from './stamp';

const HEADER = /^#(Software|Version|Date|Start-Date|End-Date|Fields|Remark): /;
const MOST_FIELDS = 100;

interface Columns {
  readonly count: number;
  readonly date: number;
  readonly time: number;
  readonly status: number;
  readonly sub: number;
  readonly win32: number;
}

function columns(line: string): Columns | null {
  const names = line.slice('#Fields: '.length).trim().split(' ', MOST_FIELDS);
  const of = (name: string): number => names.indexOf(name);
  if (names.length < 3) return null;
  return {
    count: names.length,
    date: of('date'),
    time: of('time'),
    status: of('sc-status'),
    sub: of('sc-substatus'),
    win32: of('sc-win32-status'),
  };
}

function codesOf(text: string, cells: readonly string[], { status, sub, win32 }: Columns): Code[] {
  const all: Code[] = [];
  const placeOf = (column: number): number => cells.slice(0, column).join(' ').length + 1;
  const http = Number(cells[status] ?? 0);
  if (http >= 400 && http < 600) {
    const more = Number(cells[sub] ?? 0) > 0 ? `.${cells[sub]}` : '';
    all.push({ code: codeOf(0x80190000 + http), written: `${http}${more}`, at: placeOf(status) });
  }
  const value = Number(cells[win32] ?? 0);
  if (value > 0 && value <= 0xffffffff)
    all.push({ code: codeOf(value), written: `${value}`, at: placeOf(win32) });
  return all.filter(({ at }) => at <= text.length);
}

/** A refused certificate (403) and a failing server are errors; what a handshake (401) or a missing file answers is a warning. */
const severity = (status: number): number => (status >= 500 || status === 403 ? 3 : status >= 400 ? 2 : 1);

/** Reads the lines of a W3C log (IIS, HTTPERR): the last `#Fields:` names the columns. Times stay UTC, as written. */
export interface W3c {
  /** The line's record; null where it is none. */
  line(text: string, at: number): LogRecord | null;
}

export function w3c(): W3c {
  let known: Columns | null = null;
  let day = '';
  function header(text: string, name: string, at: number): LogRecord {
    if (name === 'Fields') known = columns(text);
    if (name === 'Date') day = text.slice(7, 17);
    return record('iis', text, at);
  }
  return {
    line(text, at) {
      const found = text.startsWith('#') ? HEADER.exec(text) : null;
      if (found) return header(text, found[1] ?? '', at);
      if (!known) return null;
      const cells = text.trimEnd().split(' ', known.count + 1);
      if (cells.length !== known.count) return null;
      const cell = (index: number): string => cells[index] ?? '';
      const time = stamp(cell(known.date) || day, cell(known.time));
      const status = cell(known.status);
      const type = /^[1-5][0-9]{2}$/.test(status) ? severity(Number(status)) : undefined;
      const codes = codesOf(text, cells, known);
      return { ...record('iis', text, at, time, type), codes };
    },
  };
}
