import type { Detector, Patterns, Signature } from '../domain';
import { fold } from '../fold';
import { filter } from './grams';
import { forgiving, pairs } from './similar';
import { anchor, find, type Span, type Template, template } from './template';

/** What a pattern is of, and where its text stands in the folded record. */
export interface Match extends Span {
  readonly signature?: Signature;
  readonly detector?: Detector;
}

/** Finds every pattern in a folded text; each signature and detector at most once. */
export type Scan = (folded: string) => Match[];

interface Entry {
  readonly owner: Signature | Detector;
  readonly detects: boolean;
  readonly template: Template;
}

function entries(patterns: Patterns): Entry[] {
  const of = (owner: Signature | Detector, detects: boolean): Entry[] =>
    owner.texts.map((text) => ({ owner, detects, template: template(text) }));
  return [
    ...patterns.signatures.flatMap((signature) => of(signature, false)),
    ...patterns.detectors.flatMap((detector) => of(detector, true)),
  ].filter((entry) => anchor(entry.template).length > 0);
}

/** The folded literal by which each pattern is found first. */
export const anchors = (patterns: Patterns): string[] => [
  ...new Set(entries(patterns).map((entry) => anchor(entry.template))),
];

const NOT_ASCII = /[\u0080-\uffff]/;

/** Same as `fold`, quicker where there is nothing but ASCII. */
export function folded(text: string): string {
  if (NOT_ASCII.test(text)) return fold(text);
  const lower = text.toLowerCase();
  return (/\s\s|[^\S ]/.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}

/** Long Japanese literals that may stand in a text with misprints: those with most of their character pairs in it. */
function nearly(literals: readonly string[]): (text: string) => number[] {
  const sizes = literals.map((literal) => (forgiving(literal) ? pairs(literal).size : 0));
  const by = new Map<string, number[]>();
  literals.forEach((literal, index) => {
    if (!sizes[index]) return;
    for (const pair of pairs(literal).keys()) by.set(pair, [...(by.get(pair) ?? []), index]);
  });
  return (text) => {
    if (by.size === 0 || !forgiving(text)) return [];
    const common = new Map<number, number>();
    for (const pair of pairs(text).keys())
      for (const index of by.get(pair) ?? []) common.set(index, (common.get(index) ?? 0) + 1);
    return [...common].filter(([index, n]) => n >= 0.8 * (sizes[index] ?? 0)).map(([index]) => index);
  };
}

function compile(patterns: Patterns): Scan {
  const all = entries(patterns);
  const anchors = all.map((entry) => anchor(entry.template));
  const exact = filter(anchors);
  const near = nearly(anchors);
  return (text) => {
    const seen = new Map<Signature | Detector, Match>();
    const test = (index: number, fuzzy: boolean): void => {
      const entry = all[index];
      if (!entry || seen.has(entry.owner)) return;
      const span = find(entry.template, text, fuzzy);
      if (!span) return;
      const owner = entry.detects
        ? { detector: entry.owner as Detector }
        : { signature: entry.owner as Signature };
      seen.set(entry.owner, { ...span, ...owner });
    };
    const tried = new Set<number>();
    exact.run(text, (index) => {
      if (!tried.has(index)) test(index, false);
      tried.add(index);
    });
    if (NOT_ASCII.test(text)) for (const index of near(text)) test(index, true);
    return [...seen.values()];
  };
}

const compiled = new WeakMap<Patterns, Scan>();

/** The scanner for these patterns, compiled once. */
export function scanner(patterns: Patterns): Scan {
  const known = compiled.get(patterns);
  if (known) return known;
  const made = compile(patterns);
  compiled.set(patterns, made);
  return made;
}
