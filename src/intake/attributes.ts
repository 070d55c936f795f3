const ATTRIBUTE = /\s*([A-Za-z]+)\s*=\s*["“”]([^"“”\n]*)["“”]/y;

export interface Attributes {
  readonly values: Readonly<Record<string, string>>;
  /** Index behind the closing `>`, or the end of what could be read. */
  readonly to: number;
  readonly whole: boolean;
}

/** The attributes behind a record's `]LOG]!>`, by name in lower case, in any order, any of them missing or cut off. */
export function attributes(text: string, from: number): Attributes {
  const values: Record<string, string> = {};
  if (text[from] !== '<' || text.startsWith('<![LOG[', from)) return { values, to: from, whole: true };
  let at = from + 1;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(text);
    if (!found) break;
    values[(found[1] ?? '').toLowerCase()] = found[2] ?? '';
    at = ATTRIBUTE.lastIndex;
  }
  const close = text.indexOf('>', at);
  const next = text.indexOf('<![LOG[', at);
  if (next >= 0 && (close < 0 || next < close)) return { values, to: next, whole: true };
  return close < 0 ? { values, to: text.length, whole: false } : { values, to: close + 1, whole: true };
}
