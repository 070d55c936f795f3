import { fold } from '../fold';
import { forgiving, similarAt } from './similar';

const NAME = /\{([A-Za-z][A-Za-z0-9_-]{0,31})\}/g;
const HOLE = '\ue000';
/** A literal this long still tells where it stands without the space beside its placeholder. */
const STURDY = 5;

export interface Literal {
  readonly text: string;
  /** The space between it and its placeholder counts. */
  readonly spaceBefore: boolean;
  readonly spaceBehind: boolean;
}

/** A text with placeholders, ready for matching: `literals[i]`, then the value `names[i]`, then `literals[i + 1]`. */
export interface Template {
  readonly literals: readonly Literal[];
  readonly names: readonly string[];
}

/** Where a template stands in a folded text, the value of each placeholder by its bounds. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly values: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

function literal(text: string): Literal {
  const core = text.trim();
  const strict = core.length > 0 && core.length < STURDY;
  return {
    text: core,
    spaceBefore: strict && text.startsWith(' '),
    spaceBehind: strict && text.endsWith(' '),
  };
}

/** Reads the grammar of knowledge texts: literal text in which `{name}` stands for whatever varies. */
export function template(text: string): Template {
  const names = [...text.matchAll(NAME)].map((found) => found[1] ?? '');
  return { literals: fold(text.replace(NAME, HOLE)).split(HOLE).map(literal), names };
}

/** The literal by which a template is found first: its longest. */
export function anchor(of: Template): string {
  return of.literals.reduce((a, { text }) => (text.length > a.length ? text : a), '');
}

const DIGIT = /[0-9]/;
const HEX = /[0-9a-f]/;
/** A space, or a place where folding took it away. */
const GAP = /[ \u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/** A number at the edge of a text must end there (`error 5` is not `error 50`), a short word must stand by itself. */
function fits(text: string, at: number, { text: core, spaceBefore, spaceBehind }: Literal): boolean {
  const before = text[at - 1] ?? '';
  const behind = text[at + core.length] ?? '';
  if (DIGIT.test(core[0] ?? '') && DIGIT.test(before)) return false;
  if (DIGIT.test(core.at(-1) ?? '') && HEX.test(behind)) return false;
  if (spaceBefore && !GAP.test(before) && !GAP.test(core[0] ?? '')) return false;
  return !spaceBehind || behind === '' || GAP.test(behind) || GAP.test(core.at(-1) ?? '');
}

function locate(text: string, wanted: Literal, from: number, fuzzy: boolean): number {
  let at = text.indexOf(wanted.text, from);
  while (at >= 0 && !fits(text, at, wanted)) at = text.indexOf(wanted.text, at + 1);
  if (at >= 0 || !fuzzy || !forgiving(wanted.text)) return at;
  return similarAt(text, wanted.text, from);
}

/** Each literal as far right as the next one allows, so that every value is the shortest. */
function tighten(text: string, literals: readonly Literal[], at: number[]): void {
  for (let i = literals.length - 2; i >= 0; i--) {
    const here = literals[i];
    if (!here?.text || !literals[i + 1]?.text) continue;
    const last = text.lastIndexOf(here.text, (at[i + 1] ?? 0) - here.text.length);
    if (last > (at[i] ?? 0) && fits(text, last, here)) at[i] = last;
  }
}

function places(of: Template, text: string, fuzzy: boolean): number[] | null {
  const at: number[] = [];
  let from = 0;
  for (const wanted of of.literals) {
    const found = wanted.text ? locate(text, wanted, from, fuzzy) : from;
    if (found < 0) return null;
    at.push(found);
    from = found + wanted.text.length;
  }
  tighten(text, of.literals, at);
  return at;
}

/** Finds a template in a folded text, values as short as can be; `fuzzy` forgives a misprint in a long Japanese literal. */
export function find(of: Template, text: string, fuzzy: boolean): Span | null {
  const at = places(of, text, fuzzy);
  if (!at) return null;
  const last = of.literals.length - 1;
  const size = (i: number): number => of.literals[i]?.text.length ?? 0;
  const values = of.names.map((name, i) => {
    const from = (at[i] ?? 0) + size(i);
    return { name, from, to: i + 1 === last && size(last) === 0 ? text.length : (at[i + 1] ?? text.length) };
  });
  const first = size(0) > 0 ? 0 : Math.min(1, last);
  const to = size(last) > 0 ? (at[last] ?? 0) + size(last) : (values.at(-1)?.from ?? 0);
  return { from: at[first] ?? 0, to, values };
}
