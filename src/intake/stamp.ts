const DATE =
  /(?<![0-9])(?:([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})|([0-9]{1,2})([-/.])([0-9]{1,2})[-/.]([0-9]{4}))(?![0-9])/;
const TIME =
  /(?<![0-9])([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.:,]([0-9]{1,12}))?)?(?![0-9:])(?:\s*(AM|PM))?/i;
/** SMS 2.0: `Fri Mar 26 10:43:41.547 1999`. */
const OLD = /([A-Z][a-z]{2}) +([0-9]{1,2}) +([0-9:.]+) +([0-9]{4})/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** As the product writes them: `06-01-2022`, `08:52:46.657-540`. */
const NATIVE_DATE = /^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])-(199[0-9]|20[0-9]{2})$/;
const NATIVE_TIME = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}(?=[-+][0-9]{2,3}$)/;
/** As most others write them: `2022-06-01`, `08:52:46.6571234`. */
const ISO_DATE = /^(199[0-9]|20[0-9]{2})[-/](0[1-9]|1[0-2])[-/](0[1-9]|[12][0-9]|3[01])$/;
const ISO_TIME = /^((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])(?:[.:,]([0-9]{3})[0-9]{0,4})?$/;
const MARKS = /[\u200b-\u200f\u202a-\u202e\ufeff]/g;

/** Who wrote the date: the product (month first) or a reader's Windows (any order). */
export type Writer = 'product' | 'reader';

const two = (digits: string | number): string => String(digits).padStart(2, '0');

function calendar(year: string, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || Number(year) < 1980) return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

/** With the year last, a product's date has the month first; a reader's only where the numbers leave one reading. */
function yearLast(
  first: number,
  second: number,
  mark: string,
  year: string,
  writer: Writer,
): string | undefined {
  if (writer === 'product' && mark !== '.')
    return calendar(year, first, second) ?? calendar(year, second, first);
  if (mark === '.' || first > 12) return calendar(year, second, first);
  return second > 12 || first === second ? calendar(year, first, second) : undefined;
}

function dateOf(text: string, writer: Writer): string | undefined {
  const found = DATE.exec(text);
  if (!found) return undefined;
  const [, y, m, d, first, mark, second, year] = found;
  if (y) return calendar(y, Number(m), Number(d));
  return yearLast(Number(first), Number(second), mark ?? '', year ?? '', writer);
}

/** Three digits as written: a longer fraction is cut (its tail may be a bias that lost its sign), a shorter one is unpadded milliseconds. */
function clockOf(text: string): string | undefined {
  const found = TIME.exec(text);
  if (!found) return undefined;
  const [, h, minute, second, fraction, half] = found;
  let hour = Number(h);
  if (half && hour <= 12) hour = (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  if (hour > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return undefined;
  const tail = fraction ? `.${fraction.slice(0, 3).padStart(3, '0')}` : '';
  return `${two(hour)}:${minute}${second ? `:${second}` : ''}${tail}`;
}

function old(date: string): string | undefined {
  const found = OLD.exec(date);
  if (!found) return undefined;
  const [, month, day, time, year] = found;
  const on = calendar(year ?? '', MONTHS.indexOf(month ?? '') + 1, Number(day));
  const at = clockOf(time ?? '');
  return on && at ? `${on} ${at}` : undefined;
}

function native(date: string, time: string): string | undefined {
  const day = NATIVE_DATE.exec(date);
  const clock = day && NATIVE_TIME.exec(time);
  return clock ? `${day[3]}-${day[1]}-${day[2]} ${clock[0]}` : undefined;
}

function iso(date: string, time: string): string | undefined {
  const day = ISO_DATE.exec(date);
  const clock = day && ISO_TIME.exec(time);
  return clock ? `${day[1]}-${day[2]}-${day[3]} ${clock[1]}${clock[2] ? `.${clock[2]}` : ''}` : undefined;
}

/** Local time as written, `yyyy-MM-dd HH:mm:ss.fff` as far as the source goes; the bias is never applied.
 *  A reader's date that could be read two ways stays as it was written; what is no time at all gives undefined. */
export function stamp(date: string, time: string, writer: Writer = 'product'): string | undefined {
  const usual = writer === 'product' ? (native(date, time) ?? iso(date, time)) : undefined;
  if (usual) return usual;
  const plain = date.replace(MARKS, '').replace(/[–—]/g, '-');
  const on = dateOf(plain, writer);
  const at = clockOf(time.replace(MARKS, ''));
  if (on && at) return `${on} ${at}`;
  if (writer === 'reader' && at && DATE.test(plain) && !plain.includes('1601'))
    return `${plain} ${time}`.trim();
  return old(plain);
}
