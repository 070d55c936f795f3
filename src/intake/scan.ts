import type { Detector, Patterns, Signature } from '../domain';
import { fold } from '../fold';
import { type Kernel, openKernel } from './kernel';
import { useLiterals } from './literals';
import { COMMON, forgiving, pairs, rarePairs } from './similar';
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

const NOT_ASCII = /[\u0080-\uffff]/;

/** Same as `fold`, quicker where there is nothing but ASCII. */
export function folded(text: string): string {
  if (NOT_ASCII.test(text)) return fold(text);
  const lower = text.toLowerCase();
  return (/\s\s|[^\S ]/.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}

/** Long Japanese literals that may stand in a text with misprints: those with most of their character pairs in it. */
function nearly(literals: readonly string[]): (text: string) => number[] {
  const rare = rarePairs(literals) ?? new Map<string, number[]>();
  const own = new Map<number, string[]>();
  for (const index of [...rare.values()].flat())
    if (!own.has(index)) own.set(index, [...pairs(literals[index] ?? '').keys()]);
  return (text) => {
    if (rare.size === 0 || !forgiving(text)) return [];
    const there = pairs(text);
    const met = new Set<number>();
    for (const pair of there.keys()) for (const index of rare.get(pair) ?? []) met.add(index);
    return [...met].filter((index) => {
      const all = own.get(index) ?? [];
      return all.filter((pair) => there.has(pair)).length >= COMMON * all.length;
    });
  };
}

/** Below so many bytes the kernel notes no literal. */
const NOTED = 4;
/** What is behind a text in the kernel's memory. */
const MARGIN = 64;
/** Characters of a text that is glanced at. */
const GLANCED = 16 * 1024;

/** Characters that are looked at together. */
const SLICE = 64 * 1024;

/** The literals that stand in a text, by number; some of them may differ in their case only. */
function exactly(kernel: Kernel, literals: readonly string[]): (text: string) => ReadonlySet<number> {
  const tiny = literals.flatMap((literal, i) => (Buffer.byteLength(literal) < NOTED ? [i] : []));
  const longest = literals.reduce((most, { length }) => Math.max(most, length), 0);
  const at = kernel.room((SLICE + longest) * 3 + MARGIN);
  const slice = (text: string, found: Set<number>): void => {
    const bytes = kernel.bytes();
    const length = bytes.write(text, at, 'utf8');
    bytes.fill(0, at + length, at + length + MARGIN);
    kernel.run.literalsIn(at, at + length);
    for (let i = 0; i < kernel.run.foundCount.value; i++)
      found.add(kernel.word(kernel.run.found.value + 4 * i));
  };
  return (text) => {
    const found = new Set(tiny.filter((i) => text.includes(literals[i] ?? '')));
    if (text.length <= SLICE) slice(text, found);
    else
      for (let from = 0; from < text.length; from += SLICE)
        slice(text.slice(from, from + SLICE + longest), found);
    return found;
  };
}

/** What a first look at a text tells. */
export interface Glance {
  /** A pattern or a build may stand in it. */
  readonly telling: boolean;
  readonly codes: boolean;
}

const GLANCES: readonly Glance[] = [
  { telling: false, codes: false },
  { telling: true, codes: false },
  { telling: false, codes: true },
  { telling: true, codes: true },
];
const UNSURE: Glance = { telling: true, codes: true };

/** A first look at short texts, most of which say nothing; longer ones are unsure. */
function glancer(kernel: Kernel): (text: string) => Glance {
  const at = kernel.room(GLANCED * 3 + 2 * MARGIN);
  return (text) => {
    if (text.length > GLANCED) return UNSURE;
    const size = kernel.bytes().write(text, at, 'utf8');
    kernel.bytes().fill(0, at + size, at + size + 2 * MARGIN);
    return GLANCES[kernel.run.glance(at, at + size)] ?? UNSURE;
  };
}

export interface Compiled {
  readonly scan: Scan;
  readonly glance: (text: string) => Glance;
  /** Looks for the same literals in bytes. */
  readonly kernel: Kernel;
}

function compile(patterns: Patterns): Compiled {
  const all = entries(patterns);
  const members = new Map<string, number[]>();
  all.forEach((entry, i) => {
    const literal = anchor(entry.template);
    members.set(literal, [...(members.get(literal) ?? []), i]);
  });
  const literals = [...members.keys()];
  const kernel = openKernel();
  useLiterals(kernel, literals);
  const exact = exactly(kernel, literals);
  const near = nearly(literals);
  const test = (
    literal: number,
    fuzzy: boolean,
    text: string,
    seen: Map<Signature | Detector, Match>,
  ): void => {
    for (const index of members.get(literals[literal] ?? '') ?? []) {
      const entry = all[index];
      if (!entry || seen.has(entry.owner)) continue;
      const span = find(entry.template, text, fuzzy);
      if (!span) continue;
      const owner = entry.detects
        ? { detector: entry.owner as Detector }
        : { signature: entry.owner as Signature };
      seen.set(entry.owner, { ...span, ...owner });
    }
  };
  const scan: Scan = (text) => {
    const seen = new Map<Signature | Detector, Match>();
    for (const literal of exact(text)) test(literal, false, text, seen);
    if (NOT_ASCII.test(text)) for (const literal of near(text)) test(literal, true, text, seen);
    return seen.size === 0 ? NONE : [...seen.values()];
  };
  return { scan, glance: glancer(kernel), kernel };
}

const NONE: Match[] = [];

const made = new WeakMap<Patterns, Compiled>();

/** The scanner for these patterns and the kernel that looks for them, compiled once. */
export function compiled(patterns: Patterns): Compiled {
  const known = made.get(patterns) ?? compile(patterns);
  made.set(patterns, known);
  return known;
}
