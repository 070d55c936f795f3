const ATTRIBUTE = /\s*([A-Za-z]+)\s*=\s*(?:["“”]([^"“”\n]*)["“”]|([^\s"“”<>=]+)(?=[\s>]))/y;
/** Where an attribute may begin again behind one that is odd. */
const AGAIN = /[\s"“”][A-Za-z]{1,20}\s?=\s?["“”]/g;
/** All of them as the product writes them. */
const NATIVE =
  /<time="([^"“”\n]*)" date="([^"“”\n]*)" component="[^"“”\n]*" context="[^"“”\n]*" type="([^"“”\n]*)" thread="[^"“”\n]*" file="[^"“”\n]*">/y;
/** How many characters an odd value may have. */
const ODD = 400;
const OPEN = '<![LOG[';

export interface Attributes {
  readonly values: Readonly<Record<string, string>>;
  /** Index behind the closing `>`, or the end of what could be read. */
  readonly to: number;
  readonly whole: boolean;
}

/** The next attribute before the record's `>`: one odd value must not cost those behind it. */
function resume(text: string, at: number): number {
  const [rest = ''] = text.slice(at, at + ODD).split('>', 1);
  AGAIN.lastIndex = 0;
  const found = rest.includes(OPEN) ? null : AGAIN.exec(rest);
  return found ? at + found.index + 1 : -1;
}

/** The attributes behind a record's `]LOG]!>`, by name in lower case, in any order, any of them missing, odd or cut off. */
export function attributes(text: string, from: number): Attributes {
  NATIVE.lastIndex = from;
  const native = NATIVE.exec(text);
  if (native) {
    const [whole, time = '', date = '', type = ''] = native;
    return { values: { time, date, type }, to: from + whole.length, whole: true };
  }
  const values: Record<string, string> = {};
  let start = from;
  while (text[start] === ' ' || text[start] === '\t') start++;
  if (text[start] !== '<' || text.startsWith(OPEN, start)) return { values, to: from, whole: true };
  let at = start + 1;
  while (at > 0) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(text);
    if (found) {
      values[(found[1] ?? '').toLowerCase()] ??= found[2] ?? found[3] ?? '';
      at = ATTRIBUTE.lastIndex;
      continue;
    }
    const next = resume(text, at);
    if (next < 0) break;
    at = next;
  }
  const close = text.indexOf('>', at);
  const end = close < 0 ? text.length : close;
  const next = close === at ? -1 : text.slice(at, end).indexOf(OPEN);
  if (next >= 0) return { values, to: at + next, whole: true };
  return close < 0 ? { values, to: text.length, whole: false } : { values, to: close + 1, whole: true };
}
