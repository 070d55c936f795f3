import { attributes } from './attributes';
import { loose, type Origin } from './loose';
import { type LogRecord, record } from './record';
import { stamp } from './stamp';

const OPEN = '<![LOG[';
const CLOSE = ']LOG]!>';
/** One lost closer must not eat the file, nor one line without an end the memory. */
const MAX_LINES = 5000;
const MAX_CHARS = 1024 * 1024;
/** Attributes this long are not wrapped, they are lost. */
const MAX_ATTRIBUTES = 600;

/** Cuts decoded text into records as it comes, each family by itself, wherever they stand in one file. A line that
 *  begins with an opener begins anew: nothing before it bears on what follows. */
export interface Cutter {
  push(text: string): LogRecord[];
  end(): LogRecord[];
  lines(): number;
}

function ccm(text: string, line: number, values: Readonly<Record<string, string>>): LogRecord {
  const type = /^\s*([0-9]{1,9})\s*$/.exec(values.type ?? '')?.[1];
  const time = stamp(values.date ?? '', values.time ?? '');
  return record('ccm', text, line, time, type === undefined ? undefined : Number(type));
}

/** A new cutter for one file or message (log-formats: CCM, simple, clipboard and the families with a time in front). */
export function cutter(origin: Origin = 'file'): Cutter {
  let out: LogRecord[] = [];
  const emit = (made: LogRecord): void => {
    out.push(made);
  };
  let between = loose(emit, origin);
  let used = false;
  let carry = '';
  /** The carry begins in the middle of a line too long to hold. */
  let torso = false;
  let count = 0;
  let open: { text: string; line: number; lines: number } | null = null;
  let tail: { text: string; line: number; attrs: string } | null = null;
  let opener = -1;

  function partial(): void {
    if (open) emit(record('ccm', open.text, open.line));
    open = null;
  }

  function loosely(text: string): void {
    used = true;
    between.add(text, count);
  }

  /** What waited outside the records has ended, and so has the file or section it stood in. */
  function settle(): void {
    if (!used) return;
    between.finish();
    between = loose(emit, origin);
    used = false;
  }

  function finish(text: string, at: number, line: string, from: number): number {
    const attrs = attributes(line, from);
    const wrapped = origin === 'message' && attrs.to === from && !line.slice(from).trim();
    if (!attrs.whole || wrapped) {
      tail = { text, line: at, attrs: line.slice(from) };
      return line.length;
    }
    emit(ccm(text, at, attrs.values));
    return attrs.to;
  }

  /** A paste may wrap inside the attributes: they go on in the next line. */
  function rejoin(line: string): string {
    const was = tail;
    tail = null;
    if (!was) return line;
    const whole = `${was.attrs} ${line}`;
    const joined = attributes(whole, 0);
    const lost = line.trimStart().startsWith('<![') || !joined.whole || was.attrs.length > MAX_ATTRIBUTES;
    emit(ccm(was.text, was.line, (lost ? attributes(was.attrs, 0) : joined).values));
    return lost || joined.to === 0 ? line : whole.slice(joined.to);
  }

  function inside(line: string, from: number): number {
    if (!open) return from;
    const close = line.indexOf(CLOSE, from);
    const text = line.slice(from, close < 0 ? line.length : close);
    open.text = open.lines === 0 || torso ? open.text + text : `${open.text}\n${text}`;
    open.lines++;
    if (close >= 0) {
      const done = open;
      open = null;
      return finish(done.text, done.line, line, close + CLOSE.length);
    }
    if (open.lines > MAX_LINES || open.text.length > MAX_CHARS) partial();
    return line.length;
  }

  function nextOpener(line: string, from: number): number {
    if (opener < from) opener = line.indexOf(OPEN, from);
    if (opener < 0) opener = Number.POSITIVE_INFINITY;
    return opener;
  }

  function outside(line: string, from: number): number {
    const start = nextOpener(line, from);
    const closer = start === from ? -1 : line.indexOf(CLOSE, from);
    if (closer >= 0 && closer < start) {
      const torn = between.take(line.slice(from, closer), count);
      return finish(torn.text, torn.line, line, closer + CLOSE.length);
    }
    if (start === Number.POSITIVE_INFINITY) {
      loosely(line.slice(from));
      return line.length;
    }
    if (start > from) {
      const before = line.slice(from, start).replace(/\[$/, '');
      if (before.trim()) loosely(before);
    }
    settle();
    open = { text: '', line: count, lines: 0 };
    return start + OPEN.length;
  }

  function feed(raw: string): void {
    if (!torso) count++;
    const line = rejoin(raw);
    opener = -1;
    if (open && !torso && line.trimStart().replace(/^\[/, '').startsWith(OPEN)) partial();
    let at = 0;
    do at = open ? inside(line, at) : outside(line, at);
    while (at < line.length || (open && open.lines === 0));
  }

  /** A line longer than the limit goes on in pieces; a record that has begun in it stays whole. */
  function piece(): void {
    const last = carry.lastIndexOf(OPEN);
    const to = last > 0 ? last : carry.length;
    feed(carry.slice(0, to));
    carry = carry.slice(to);
    torso = true;
  }

  function drain(): LogRecord[] {
    const done = out;
    out = [];
    return done;
  }

  return {
    lines: () => count,
    push(text) {
      let from = 0;
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
        const line = carry ? carry + text.slice(from, at) : text.slice(from, at);
        if (line || !torso) feed(line.endsWith('\r') ? line.slice(0, -1) : line);
        carry = '';
        torso = false;
        from = at + 1;
      }
      carry += text.slice(from);
      if (carry.length > MAX_CHARS) piece();
      return drain();
    },
    end() {
      if (carry) feed(carry);
      carry = '';
      torso = false;
      if (tail) emit(ccm(tail.text, tail.line, attributes(tail.attrs, 0).values));
      tail = null;
      partial();
      settle();
      return drain();
    },
  };
}
