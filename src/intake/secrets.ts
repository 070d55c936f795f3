import { BEHIND_KEYS, FORMS, KEY, KEY_WORDS, SERIAL } from './secret-forms';

/** A stretch of a text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const WORDS = [...new Set([...KEY_WORDS, ...FORMS.flatMap(({ near }) => near)])].filter(
  (word) => word !== SERIAL,
);
const WORD = new RegExp(
  `(?=(${WORDS.map((word) => word.replace(/[?*+.|()[\]{}]/g, '\\$&')).join('|')}))`,
  'g',
);
const GROUP = /-[0-9a-z]{5,6}-/;
/** What stands there where no secret does. */
const NOTHING = /^["']?(?:\*+|\(?null\)?|true|false|<secret>|\(?none\)?|\(?empty\)?)["']?$/i;
const CLOSING = /<\/[\w:-]{0,60}$/;

/** The words of a text that announce secrets: most lines have none, and cost no more than this. */
function announced(lower: string): Set<string> {
  const words = new Set<string>();
  WORD.lastIndex = 0;
  for (let match = WORD.exec(lower); match; match = WORD.exec(lower)) {
    words.add(match[1] ?? '');
    WORD.lastIndex = match.index + 1;
  }
  if (GROUP.test(lower)) words.add(SERIAL);
  return words;
}

function spanOf(match: RegExpExecArray): Span | null {
  const value = match.at(-1) ?? '';
  const to = match.index + match[0].length;
  return value === '' || NOTHING.test(value) ? null : { from: to - value.length, to };
}

/** A name within a value is part of it. */
function behindKeys(text: string): Span[] {
  const found: Span[] = [];
  let past = 0;
  for (const { 0: key, index } of text.matchAll(KEY)) {
    const end = index + key.length;
    if (index < past || (text[end] === '>' && CLOSING.test(text.slice(Math.max(0, end - 64), end)))) continue;
    for (const form of BEHIND_KEYS) {
      form.lastIndex = end;
      const match = form.exec(text);
      const value = match && spanOf(match);
      if (!value) continue;
      found.push(value);
      past = Math.max(past, value.to);
    }
  }
  return found;
}

const BULK = 60;

function isBase64(code: number): boolean {
  return (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 46 && code < 58) || code === 43;
}

function isMixed(run: string): boolean {
  const count = (one: RegExp) => run.match(one)?.length ?? 0;
  return count(/[0-9]/g) > 4 && count(/[A-Z]/g) > 9 && count(/[a-z]/g) > 9;
}

/** Keys and certificates as they are written in bulk: long runs of base64. Hashes in hex and paths are none. */
function bulk(text: string): Span[] {
  const found: Span[] = [];
  for (let at = BULK - 1; at < text.length; at += BULK) {
    if (!isBase64(text.charCodeAt(at))) continue;
    let from = at;
    let to = at + 1;
    while (from > 0 && at - from < BULK && isBase64(text.charCodeAt(from - 1))) from--;
    while (isBase64(text.charCodeAt(to))) to++;
    if (to - from >= BULK && isMixed(text.slice(from, to))) found.push({ from, to });
    at = Math.max(at, to - BULK);
  }
  return found;
}

/** Where secrets stand in a text; `lower` is the same text in lower case. Takes time linear in the text. */
export function secrets(text: string, lower: string): Span[] {
  const found = bulk(text);
  const words = announced(lower);
  if (words.size === 0) return found;
  if (KEY_WORDS.some((word) => words.has(word))) found.push(...behindKeys(text));
  for (const { near, form } of FORMS)
    if (near.some((word) => words.has(word)))
      for (const match of text.matchAll(form)) {
        const value = spanOf(match);
        if (value) found.push(value);
      }
  return found;
}
