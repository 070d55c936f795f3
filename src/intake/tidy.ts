import { apart } from './clipboard';

/** A line of a person's message, cleaned for matching. `line` is where it stood; `log` the file a search tool put before it. */
export interface Line {
  readonly text: string;
  readonly line: number;
  readonly log?: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
};
const ENTITY = new RegExp(`&(?:(${Object.keys(ENTITIES).join('|')})|#([0-9]{1,6})|#x([0-9a-f]{1,5}));`, 'gi');
const BREAK = /<br\s*\/?>|<\/(?:p|div|li|pre|blockquote|tr|h[1-6])>/gi;
const TAG =
  /<\/?(?:p|div|li|ul|ol|pre|code|span|blockquote|b|i|em|strong|u|table|tbody|tr|td|font|h[1-6]|at|a)(?:\s[^<>]{0,500})?>/gi;
const FENCE = /^\s*(?:```|~~~)[\w-]*\s*$/;
const QUOTED = /^\s{0,3}(?:>\s?)+/;
const GREP = /^(?:[^\s:"'<>|]*[\\/])?([\w .()@-]{1,80}\.lo[g_])[:(]([0-9]{1,9})[):]\s?/i;

function entity(whole: string, name?: string, decimal?: string, hex?: string): string {
  if (name) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code > 8 && code < 0x110000 ? String.fromCodePoint(code) : whole;
}

/** Twice, as a quoted record may have been escaped twice on its way. */
function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, entity).replace(ENTITY, entity);
}

function typed(line: string): string {
  return line
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u200b\u200e\u200f\u2060\ufeff\0]/g, '')
    .replace(/(?<=[0-9])[–—](?=[0-9])/g, '-')
    .replace(/\\(?=[_*[\]<>`~#$])/g, '')
    .replace(/＜！\[LOG\[|&lt;!\[LOG\[/gi, '<![LOG[');
}

function one(raw: string, line: number): Line[] {
  const plain = typed(raw.replace(QUOTED, ''));
  const found = GREP.exec(plain);
  const text = found ? plain.slice(found[0].length) : plain;
  return apart(text).map((part) => ({ text: part, line, ...(found?.[1] ? { log: found[1] } : {}) }));
}

/** Undoes what chats and mails do to pasted text: HTML, entities, fences, quote marks, escapes, typographic characters, records run together. */
export function tidy(text: string): Line[] {
  const html = /<(?:p|div|br|pre|blockquote|span|li)\b[^<>]{0,500}>/i.test(text);
  const lines = unescaped(html ? text.replace(BREAK, '\n').replace(TAG, '') : text).split(/\r\n|\n|\r/);
  return lines.flatMap((raw, i) => (FENCE.test(raw) ? [{ text: '', line: i + 1 }] : one(raw, i + 1)));
}
