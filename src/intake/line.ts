import { type LogRecord, record } from './record';
import { stamp } from './stamp';

const META = /\$\$<([^<>]*)(?:>(?:<([^<>]*)(?:>(?:<thread=[^<>]*>?)?)?)?)?/g;
const DATE = '[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}';
const TIME = '[0-9]{1,2}[:.][0-9]{2}[:.][0-9]{2}(?:\\.[0-9]{1,7})?(?: ?[AP]M)?';
/** What CMTrace copies: `message component date time thread (0xHEX)`, the component also behind the time. */
const CLIP = new RegExp(
  `[\\t ](?:(\\S+)[\\t ]+)?(${DATE})[\\t ]+(${TIME})[\\t ]+(?:([^\\s(]*[^\\s(0-9][^\\s(]*)[\\t ]+)?[0-9]+[\\t ]\\(0x[0-9a-f]+\\)\\s*$`,
  'i',
);
const CLIP_TAIL = 240;
const PLAIN_TIME =
  /^.{0,60}?(?<![0-9])(?:([0-9]{4}[-/][0-9]{2}[-/][0-9]{2})[ \tT]+([0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.:,][0-9]{1,7})?)|\[([0-9]{2}[-/][0-9]{2}[-/][0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)\])/;

/** `~` marks the start of a message and its line breaks; inside a path (`CONFIG~1`) it stays. */
function untilde(message: string): string {
  const text = message.startsWith('~') ? message.replace(/^~+/, '') : message;
  return text.includes('~') ? text.replace(/~~/g, ' ').replace(/ ?~\s*$/, '') : text;
}

/** The server records of a line (`message $$<component><date time><thread>`), with what stands behind the last. */
export function simple(line: string, at: number): { records: LogRecord[]; rest: string } {
  const records: LogRecord[] = [];
  let from = 0;
  for (const found of line.matchAll(META)) {
    const text = untilde(line.slice(from, found.index).trim());
    records.push(record('simple', text, at, stamp(found[2] ?? '', (found[2] ?? '').replace(/^\S*/, ''))));
    from = found.index + found[0].length;
  }
  return { records, rest: line.slice(from) };
}

function tabbed(line: string, at: number): LogRecord | null {
  const cells = line.split('\t');
  if (cells.length < 4 || !/^[0-9]+ \(0x/i.test(cells.at(-1) ?? '')) return null;
  const when = (cells.at(-2) ?? '').trim();
  const space = when.indexOf(' ');
  if (space < 0) return null;
  const text = cells.slice(0, -3).join('\t');
  return record('clipboard', text, at, stamp(when.slice(0, space), when.slice(space + 1), 'reader'));
}

/** A record as CMTrace puts it on the clipboard, with its tabs or with them lost; null when the line is none. */
export function clipboard(line: string, at: number): LogRecord | null {
  if (!line.includes('(0x') && !line.includes('(0X')) return null;
  const whole = line.includes('\t') ? tabbed(line.trimEnd(), at) : null;
  if (whole) return whole;
  const start = Math.max(0, line.length - CLIP_TAIL);
  const found = CLIP.exec(line.slice(start));
  if (!found) return null;
  const [, before, date, time, behind] = found;
  const head = line.slice(0, start + found.index);
  const text = behind && before ? `${head} ${before}` : head;
  return record('clipboard', text.trim(), at, stamp(date ?? '', time ?? '', 'reader'));
}

/** The time at the head of a line of some other family (CBS, WindowsUpdate, setupact, PSADT, IIS); undefined without one. */
export function timeOf(line: string): string | undefined {
  const found = PLAIN_TIME.exec(line.length > 120 ? line.slice(0, 120) : line);
  if (!found) return undefined;
  return found[1] ? stamp(found[1], found[2] ?? '') : stamp(found[3] ?? '', found[4] ?? '');
}
