import { attributes } from './attributes';
import { clipboard, simple, timeOf } from './line';
import { type LogRecord, record } from './record';
import { stamp } from './stamp';

const OPEN = '<![LOG[';
const CLOSE = ']LOG]!>';
/** One lost closer must not eat the file, nor one line without an end the memory. */
const MAX_LINES = 5000;
const MAX_CHARS = 1024 * 1024;
/** How many lines without metadata may belong to the record whose metadata comes behind them. */
const MAX_HELD = 100;

interface Part {
  text: string;
  line: number;
  size: number;
  lines: number;
}

/** Cuts decoded text into records as it comes, each family by itself, wherever they stand in one file. */
export interface Cutter {
  push(text: string): LogRecord[];
  end(): LogRecord[];
  lines(): number;
}

function severity(type: string | undefined): number | undefined {
  return type !== undefined && /^[0-9]$/.test(type) ? Number(type) : undefined;
}

function ccm(text: string, line: number, values: Readonly<Record<string, string>>): LogRecord {
  return record('ccm', text, line, stamp(values.date ?? '', values.time ?? ''), severity(values.type));
}

/** A new cutter for one file (log-formats: CCM, simple, clipboard, plain). */
export function cutter(): Cutter {
  let out: LogRecord[] = [];
  let carry = '';
  let count = 0;
  let open: Part | null = null;
  let tail: { text: string; line: number; attrs: string } | null = null;
  let held: string[] = [];
  let heldSize = 0;

  function flush(): void {
    const from = count - held.length;
    held.forEach((text, i) => {
      if (text.trim()) out.push(record('plain', text, from + i));
    });
    held = [];
    heldSize = 0;
  }

  function take(text: string): { text: string; line: number } {
    const whole = held.length > 0 ? `${held.join('\n')}\n${text}` : text;
    const line = count - held.length;
    held = [];
    heldSize = 0;
    return { text: whole, line };
  }

  function partial(): void {
    if (open) out.push(record('ccm', open.text, open.line));
    open = null;
  }

  function finish(text: string, line: number, rest: string): string {
    const attrs = attributes(rest, 0);
    if (!attrs.whole) {
      tail = { text, line, attrs: rest };
      return '';
    }
    out.push(ccm(text, line, attrs.values));
    return rest.slice(attrs.to);
  }

  /** A paste may wrap inside the attributes: they go on in the next line. */
  function rejoin(line: string): string {
    const was = tail;
    tail = null;
    if (!was) return line;
    const joined = attributes(`${was.attrs} ${line}`, 0);
    const known = attributes(was.attrs, 0);
    if (line.trimStart().startsWith('<![') || !joined.whole || was.attrs.length > 600) {
      out.push(ccm(was.text, was.line, known.values));
      return line;
    }
    out.push(ccm(was.text, was.line, joined.values));
    return `${was.attrs} ${line}`.slice(joined.to);
  }

  function plain(line: string): void {
    if (line.includes('$$<')) {
      const whole = take(line);
      const { records, rest } = simple(whole.text, whole.line);
      out.push(...records);
      if (rest.trim()) out.push(record('plain', rest, count));
      return;
    }
    const clip = clipboard(line, count);
    const time = clip ? undefined : timeOf(line);
    if (clip || time || line.trim() === 'ROLLOVER' || !line.trim()) {
      flush();
      if (clip) out.push(clip);
      else if (time) out.push(record('plain', line, count, time));
      return;
    }
    held.push(line);
    heldSize += line.length;
    if (held.length > MAX_HELD || heldSize > MAX_CHARS) {
      count++;
      flush();
      count--;
    }
  }

  function inside(line: string, start: boolean): string | null {
    if (!open) return line;
    if (start && line.trimStart().replace(/^\[/, '').startsWith(OPEN)) {
      partial();
      return line;
    }
    const close = line.indexOf(CLOSE);
    const text = close < 0 ? line : line.slice(0, close);
    open.size += text.length + 1;
    open.lines++;
    open.text += open.lines === 1 ? text : `\n${text}`;
    if (close < 0) {
      if (open.lines > MAX_LINES || open.size > MAX_CHARS) partial();
      return null;
    }
    const done = open;
    open = null;
    return finish(done.text, done.line, line.slice(close + CLOSE.length));
  }

  function outside(line: string): string | null {
    const opener = line.indexOf(OPEN);
    const closer = line.indexOf(CLOSE);
    if (closer >= 0 && (opener < 0 || closer < opener)) {
      const torn = take(line.slice(0, closer));
      return finish(torn.text, torn.line, line.slice(closer + CLOSE.length));
    }
    if (opener < 0) {
      plain(line);
      return null;
    }
    const before = line.slice(0, opener).replace(/\[$/, '');
    if (before.trim()) plain(before);
    else flush();
    if (held.length > 0) {
      count++;
      flush();
      count--;
    }
    open = { text: '', line: count, size: 0, lines: 0 };
    return line.slice(opener + OPEN.length);
  }

  function feed(line: string): void {
    count++;
    let rest = rejoin(line) as string | null;
    let start = true;
    do {
      rest = open ? inside(rest ?? '', start) : outside(rest ?? '');
      start = false;
    } while (rest !== null && (open !== null || rest.length > 0));
  }

  function drain(): LogRecord[] {
    const done = out;
    out = [];
    return done;
  }

  return {
    lines: () => count,
    push(text) {
      const all = carry + text;
      let from = 0;
      for (let at = all.indexOf('\n', from); at >= 0; at = all.indexOf('\n', from)) {
        feed(all.slice(from, at > from && all.charCodeAt(at - 1) === 13 ? at - 1 : at));
        from = at + 1;
      }
      carry = all.slice(from);
      if (carry.length > MAX_CHARS) {
        feed(carry);
        carry = '';
      }
      return drain();
    },
    end() {
      if (carry) feed(carry);
      carry = '';
      if (tail) out.push(ccm(tail.text, tail.line, attributes(tail.attrs, 0).values));
      partial();
      count++;
      flush();
      count--;
      return drain();
    },
  };
}
