import { type LogRecord, record } from './record';
import { stamp } from './stamp';

const DATE = '[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}';
const TIME = '[0-9]{1,2}[:.][0-9]{2}[:.][0-9]{2}(?:\\.[0-9]{1,7})?(?: ?[AP]M)?';
/** What CMTrace copies: `message component date time thread (0xHEX)`, the component also behind the time. */
const CLIP = new RegExp(
  `[\\t ](?:(\\S+)[\\t ]+)?(${DATE})[\\t ]+(${TIME})[\\t ]+(?:([^\\s(]*[^\\s(0-9][^\\s(]*)[\\t ]+)?[0-9]+[\\t ]\\(0x[0-9a-f]+\\)\\s*$`,
  'i',
);
/** The end of a record that is followed by another on the same line. */
const CLIP_END = new RegExp(
  `(${DATE}[\\t ]+${TIME}[\\t ]+(?:[^\\s(]{1,100}[\\t ]+)?[0-9]{1,10}[\\t ]\\(0x[0-9a-f]{1,8}\\))[\\t ]+(?=\\S)`,
  'gi',
);
const CLIP_TAIL = 240;

function tabbed(line: string, at: number): LogRecord | null {
  const cells = line.split('\t');
  if (cells.length < 4 || !/^[0-9]+ \(0x/i.test(cells.at(-1) ?? '')) return null;
  const when = (cells.at(-2) ?? '').trim();
  const space = when.indexOf(' ');
  if (space < 0) return null;
  const text = cells.slice(0, -3).join('\t');
  return record('clipboard', text, at, stamp(when.slice(0, space), when.slice(space + 1), 'reader'));
}

/** Whether a line may hold what CMTrace copies. */
const thread = (line: string): boolean => line.includes('(0x') || line.includes('(0X');

/** The records of a line that were run together, each on a line of its own. */
export function apart(line: string): string[] {
  return thread(line) ? line.replace(CLIP_END, '$1\n').split('\n') : [line];
}

/** A record as CMTrace puts it on the clipboard, with its tabs or with them lost; null when the line is none. */
export function clipboard(line: string, at: number): LogRecord | null {
  if (!thread(line)) return null;
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
