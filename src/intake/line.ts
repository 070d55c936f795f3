import { levelOf, severityOf } from './level';
import { type LogRecord, record } from './record';
import { stamp } from './stamp';

const META = /\$\$<((?:(?!\$\$<)[^<>])*)(?:>(?:<([^<>]*)(?:>(?:<thread=[^<>]*>?)?)?)?)?/g;
/** The time at the head of a line (CBS, WindowsUpdate, setupact, WSUS), or in brackets (PSADT, console). */
const HEAD_TIME =
  /^.{0,60}?(?<![0-9])(?:([0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})[ \tT]+([0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:[.:,][0-9]{1,7})?)|\[([0-9]{2}[-/][0-9]{2}[-/][0-9]{4}) ([0-9]{1,2}[:.][0-9]{2}[:.][0-9]{2}(?:\.[0-9]+)?)(?=\]))/;
const MAYBE_TIME = /[0-9][:.][0-9]{2}[:.][0-9]{2}/;
const HEAD = 120;

/** `~` marks the start of a message and its line breaks; inside a path (`CONFIG~1`) it stays. */
function untilde(message: string): string {
  const text = message.startsWith('~') ? message.replace(/^~+/, '') : message;
  return text.includes('~') ? text.replace(/~~/g, ' ').replace(/ ?~$/, '') : text;
}

/** The server records of a line (`message $$<component><date time><thread>`), with what stands behind the last. The
 *  mark alone is text, except where the line was cut behind it. `whole` puts before the first what came in lines above. */
export function simple(
  line: string,
  at: number,
  whole: (text: string) => { text: string; line: number },
): { records: LogRecord[]; rest: string } {
  const records: LogRecord[] = [];
  const end = line.trimEnd().length;
  let from = 0;
  for (const found of line.matchAll(META)) {
    const to = found.index + found[0].length;
    const when = found[2] ?? '';
    if (!when && to < end) continue;
    const own = line.slice(from, found.index);
    const { text, line: begins } = from === 0 ? whole(own) : { text: own, line: at };
    const message = untilde(text.trim());
    const time = stamp(when.slice(0, 10), when.slice(11)) ?? stamp(when, when.replace(/^\S*/, ''));
    records.push(record('simple', message, begins, time, severityOf(message)));
    from = to;
  }
  return { records, rest: line.slice(from) };
}

/** A line of another family that carries a time in its head; `joins` where the time is its first word, so that
 *  lines without one go on with it. Null without a time. */
export function timed(line: string, at: number): { made: LogRecord; joins: boolean } | null {
  const head = line.length > HEAD ? line.slice(0, HEAD) : line;
  if (!MAYBE_TIME.test(head)) return null;
  const found = HEAD_TIME.exec(head);
  if (!found) return null;
  const [whole, date, time, boxed, clock] = found;
  const when = date ? stamp(date, time ?? '') : stamp(boxed ?? '', clock ?? '');
  if (!when) return null;
  const { type, setup } = levelOf(line.slice(whole.length, whole.length + 2 * HEAD));
  const first = whole.length - (date ?? boxed ?? '').length - (time ?? clock ?? '').length < 4;
  const joins = first || line.startsWith('[');
  return { made: record(setup && joins ? 'cbs' : 'plain', line, at, when, type), joins };
}
