import { type LogRecord, record } from './record';
import { stamp } from './stamp';

/** `=== Verbose logging started: 2/4/2020  15:10:40  Build type: ...`, in the language and date order of that Windows. */
const LOGGING =
  /^=== [^=]{1,80}?[:：] ?([0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}) +([0-9]{1,2}[:.][0-9]{2}[:.][0-9]{2})/;
const SERVICE =
  /^MSI \([a-z]\) \([0-9A-F]{2,4}[:!][0-9A-F]{2,4}\) \[([0-9]{2}:[0-9]{2}:[0-9]{2}:[0-9]{3})\]/i;
const ACTION =
  /^(?:Action|アクション|操作)[^:：]{0,20} ([0-9]{1,2}:[0-9]{2}:[0-9]{2})[:：]|^[^\s:=[\]]{2,20}(?: [^\s:=[\]]{1,12}){0,2} ([0-9]{1,2}:[0-9]{2}:[0-9]{2}): /;
const RETURN = /(?:Return value|戻り値) ?[:：]? ?([0-9])(?![0-9])/;
const VALUES: Readonly<Record<string, number>> = { '1': 1, '2': 2, '3': 3 };
const DAY = 86_400;
const ISO = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

const seconds = (clock: string): number => {
  const [h = '', m = '', s = ''] = clock.split(':');
  return Number(h) * 3600 + Number(m) * 60 + Number(s);
};

function next(day: string): string | undefined {
  if (!ISO.test(day)) return undefined;
  return new Date(Date.parse(day) + DAY * 1000).toISOString().slice(0, 10);
}

/** Reads the lines of a Windows Installer log. They carry a clock only: the day is that of the line that opened the log,
 *  one more past midnight; a day that could be read two ways stays as it was written. */
export interface Msi {
  /** The line's record; null where it is none. */
  line(text: string, at: number): LogRecord | null;
}

export function msi(): Msi {
  let began = false;
  let day: string | undefined;
  let last = 0;

  function timeOf(clock: string): string | undefined {
    const now = seconds(clock);
    if (day && now < last - DAY / 2) day = next(day);
    last = now;
    if (!day) return undefined;
    return ISO.test(day) ? stamp(day, clock) : `${day} ${clock.replace(/:([0-9]{3})$/, '.$1')}`;
  }

  function logging(text: string, at: number, date: string, clock: string): LogRecord {
    const time = stamp(date, clock, 'reader');
    began = true;
    day = time?.split(' ')[0];
    last = seconds(clock.replaceAll('.', ':'));
    return record('msi', text, at, time, 1);
  }

  function action(text: string, at: number): LogRecord | null {
    const found = ACTION.exec(text);
    if (!found || (!found[1] && !began)) return null;
    const clock = found[1] ?? found[2] ?? '';
    const value = RETURN.exec(text)?.[1];
    const type = value === undefined ? 1 : VALUES[value];
    return record('msi', text, at, timeOf(clock.padStart(8, '0')), type);
  }

  return {
    line(text, at) {
      if (text.startsWith('MSI (')) {
        const found = SERVICE.exec(text);
        return found ? record('msi', text, at, timeOf(found[1] ?? '')) : null;
      }
      if (text.startsWith('=== ')) {
        const found = LOGGING.exec(text);
        return found ? logging(text, at, found[1] ?? '', found[2] ?? '') : null;
      }
      return began || /^(?:Action|アクション|操作)/.test(text) ? action(text, at) : null;
    },
  };
}
