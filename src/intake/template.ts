import { fold } from '../fold';
import { forgiving, similarAt } from './similar';

const NAME = /\{([A-Za-z][A-Za-z0-9_-]{0,31})\}/g;
const HOLE = '\ue000';
/** A literal this long still tells where it stands without the space beside its placeholder. */
const STURDY = 5;

/** A text with placeholders, ready for matching: `literals[i]`, then the value `names[i]`, then `literals[i + 1]`. */
export interface Template {
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** Where a template stands in a folded text, the value of each placeholder by its bounds. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly values: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

function edges(literal: string): string {
  const trimmed = literal.trim();
  return trimmed.length >= STURDY || trimmed.length === 0 ? trimmed : literal;
}

/** Reads the grammar of knowledge texts: literal text in which `{name}` stands for whatever varies. */
export function template(text: string): Template {
  const names = [...text.matchAll(NAME)].map((found) => found[1] ?? '');
  const literals = fold(text.replace(NAME, HOLE)).split(HOLE).map(edges);
  return { literals, names };
}

/** The literal by which a template is found first: its longest. */
export function anchor(of: Template): string {
  return of.literals.reduce((a, b) => (b.length > a.length ? b : a), '');
}

const DIGIT = /[0-9]/;
const HEX = /[0-9a-f]/;

/** A number at the edge of a text must end there: `error 5` is not `error 50`. */
function wholeNumber(text: string, at: number, literal: string): boolean {
  const end = at + literal.length;
  const before = DIGIT.test(literal[0] ?? '') && DIGIT.test(text[at - 1] ?? '');
  const after = DIGIT.test(literal.at(-1) ?? '') && HEX.test(text[end] ?? '');
  return !before && !after;
}

function locate(text: string, literal: string, from: number, fuzzy: boolean): number {
  let at = text.indexOf(literal, from);
  while (at >= 0 && !wholeNumber(text, at, literal)) at = text.indexOf(literal, at + 1);
  if (at >= 0 || !fuzzy || !forgiving(literal)) return at;
  return similarAt(text, literal, from);
}

/** Each literal as far right as the next one allows, so that every value is the shortest. */
function tighten(text: string, literals: readonly string[], at: number[]): void {
  for (let i = literals.length - 2; i >= 0; i--) {
    const literal = literals[i] ?? '';
    const next = at[i + 1] ?? 0;
    if (!literal || !literals[i + 1]) continue;
    const last = text.lastIndexOf(literal, next - literal.length);
    if (last > (at[i] ?? 0) && wholeNumber(text, last, literal)) at[i] = last;
  }
}

function places(of: Template, text: string, fuzzy: boolean): number[] | null {
  const at: number[] = [];
  let from = 0;
  for (const literal of of.literals) {
    const found = literal ? locate(text, literal, from, fuzzy) : from;
    if (found < 0) return null;
    at.push(found);
    from = found + literal.length;
  }
  tighten(text, of.literals, at);
  return at;
}

/** Finds a template in a folded text, values as short as can be; `fuzzy` forgives a misprint in a long Japanese literal. */
export function find(of: Template, text: string, fuzzy: boolean): Span | null {
  const at = places(of, text, fuzzy);
  if (!at) return null;
  const last = of.literals.length - 1;
  const values = of.names.map((name, i) => {
    const from = (at[i] ?? 0) + (of.literals[i]?.length ?? 0);
    const to = i + 1 === last && !of.literals[last] ? text.length : (at[i + 1] ?? text.length);
    return { name, from, to };
  });
  const first = of.literals[0] ? 0 : 1;
  const end = of.literals[last]
    ? (at[last] ?? 0) + (of.literals[last]?.length ?? 0)
    : (values.at(-1)?.from ?? 0);
  return { from: at[Math.min(first, last)] ?? 0, to: end, values };
}
