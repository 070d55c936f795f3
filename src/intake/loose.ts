import { apart, clipboard } from './clipboard';
import { simple, timed } from './line';
import { msi } from './msi';
import { type LogRecord, record } from './record';
import { w3c } from './w3c';

/** A log's lines belong together as its family has it; a chat's may wrap, and a person's words may follow. */
export type Origin = 'file' | 'message';

/** How many lines without metadata may belong to the record whose metadata comes before or behind them. */
const MAX_HELD = 100;
const MAX_CHARS = 1024 * 1024;

/** Lines that stand in no CCM record, told apart line by line. */
export interface Loose {
  add(line: string, at: number): void;
  /** The lines that still wait, with `text` behind them: they are the front of the record that ends there. */
  take(text: string, at: number): { text: string; line: number };
  /** Gives out what waits: nothing more belongs to it. */
  finish(): void;
}

export function loose(emit: (record: LogRecord) => void, origin: Origin): Loose {
  const installer = msi();
  const web = w3c();
  /** A record whose message may go on in the lines that wait. */
  let begun: LogRecord | null = null;
  let held: string[] = [];
  let heldFrom = 0;
  let heldSize = 0;

  const drop = (): void => {
    held = [];
    heldSize = 0;
  };

  function finish(): void {
    if (begun) {
      emit(held.length > 0 ? { ...begun, text: `${begun.text}\n${held.join('\n')}`.trimEnd() } : begun);
      begun = null;
    } else
      held.forEach((text, i) => {
        if (text.trim()) emit(record('plain', text, heldFrom + i));
      });
    drop();
  }

  function take(text: string, at: number): { text: string; line: number } {
    if (begun) emit(begun);
    begun = null;
    if (held.length === 0) return { text, line: at };
    const whole = `${held.join('\n')}\n${text}`;
    const line = heldFrom;
    drop();
    return { text: whole, line };
  }

  function hold(line: string, at: number): void {
    if (held.length === 0) heldFrom = at;
    held.push(line);
    heldSize += line.length;
    if (held.length > MAX_HELD || heldSize > MAX_CHARS) finish();
  }

  function server(line: string, at: number): boolean {
    const { records, rest } = simple(line, at, (text) => take(text, at));
    for (const each of records) emit(each);
    if (records.length > 0 && rest.trim()) emit(record('plain', rest, at));
    return records.length > 0;
  }

  function copied(line: string, at: number): boolean {
    const parts = line.includes('(0') ? apart(line).map((part) => clipboard(part, at) ?? part) : [];
    if (!parts.some((part) => typeof part !== 'string')) return false;
    const [first] = parts;
    if (first === undefined || typeof first === 'string' || origin === 'message') finish();
    else parts[0] = { ...first, ...take(first.text, at) };
    for (const part of parts) emit(typeof part === 'string' ? record('plain', part, at) : part);
    return true;
  }

  function lone(made: LogRecord): void {
    finish();
    emit(origin === 'message' ? { ...made, format: 'plain' } : made);
  }

  return {
    take,
    finish,
    add(line, at) {
      const blank = line.trim() === '';
      if (blank && origin === 'file' && held.length > 0 && !begun) return hold('', at);
      if (blank || line.trimEnd() === 'ROLLOVER') return finish();
      if (line.includes('$$<') && server(line, at)) return;
      const own = web.line(line, at) ?? installer.line(line, at);
      if (own) return lone(own);
      if (copied(line, at)) return;
      const found = timed(line, at);
      if (!found) return hold(line, at);
      if (!found.joins || origin === 'message') return lone(found.made);
      finish();
      begun = found.made;
    },
  };
}
