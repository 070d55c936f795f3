import { fold } from '../../src/fold';
import { find, type Span, template } from '../../src/intake/template';

/** What the obvious reader takes for a known text. */

const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff]/g;
const long = (text: string): boolean => (text.match(JAPANESE) ?? []).length >= 16;
const pairs = (text: string): string[] => [
  ...new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2))),
];

/** A long Japanese literal may have misprints: four fifths of its pairs of characters are there. */
function nearly(literal: string, text: string): boolean {
  if (!long(literal) || !long(text)) return false;
  const own = pairs(literal);
  return own.filter((pair) => text.includes(pair)).length >= 0.8 * own.length;
}

export interface Wanted {
  readonly logs: readonly string[];
  readonly onlyThere: boolean;
  readonly texts: readonly string[];
}

/** Where one of the texts stands in a folded text, exactly if it can be. */
export function spanOf({ texts }: Wanted, text: string): Span | null {
  const templates = texts.map(template).filter(({ literals }) => literals.some((each) => each.text));
  for (const each of templates) {
    const exact = find(each, text, false);
    if (exact) return exact;
  }
  for (const each of templates) {
    const anchor = each.literals.reduce((a, b) => (b.text.length > a.length ? b.text : a), '');
    const close = nearly(anchor, text) ? find(each, text, true) : null;
    if (close) return close;
  }
  return null;
}

/** A fact's value by the word read. */
export function mapped(map: Readonly<Record<string, string>>, raw: string): string | undefined {
  const first = raw.split(/\s/)[0] ?? '';
  const keys = [raw, first, first.replace(/[.,;:)\]'"]+$/, '')].map(fold);
  return keys
    .map((key) => Object.entries(map).find(([each]) => fold(each) === key)?.[1])
    .find((value) => value !== undefined);
}

/** The same, asked once for each text: logs repeat themselves. */
export function once<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const made = known.has(text) ? (known.get(text) as T) : of(text);
    known.set(text, made);
    return made;
  };
}
