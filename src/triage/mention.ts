import type { Knowledge, Option } from '../domain';
import { fold } from '../fold';
import { wordList } from './text';
import { clauses, type Found, findWord, says } from './words';

/** An option's word in a sentence, and how it is meant. */
export interface Mention {
  readonly fact: string;
  readonly option: Option;
  readonly word: string;
  readonly at: number;
  readonly end: number;
  readonly negated: boolean;
  /** The clause says that something was done (installed, applied), not wished, planned or tried. */
  readonly done: boolean;
}

/** How far a "not" reaches, in characters: behind a word in Japanese, behind it in English, before it in Japanese. */
const REACH = { after: 24, afterLatin: 10, before: 8 } as const;
const NUMBER = /^[a-z]*\d{4,}$/;

/** Every option's words in a folded sentence, but for questions, doubts, and numbers that stand for something else; a longer word hides the shorter ones inside it, whichever fact they belong to. */
export function mentionsIn(sentence: string, k: Knowledge): readonly Mention[] {
  const undone = says(sentence, wordList(k, 'hear.undone'));
  const all = clauses(sentence).flatMap((clause, i, parts) => {
    if (says(parts[i + 1]?.text ?? '', ['?']) || clause.text.endsWith('か')) return [];
    const done = isDone(clause.text, k) && !undone;
    return [...k.facts.values()].flatMap((fact) =>
      fact.options.flatMap((option) =>
        mentionsOf(clause, option, k).map((m) => ({ ...m, fact: fact.id, option, done })),
      ),
    );
  });
  return all.filter((m) => !all.some((other) => other.word.length > m.word.length && covers(other, m)));
}

/** Whether a folded clause says that an update was installed: finished, and neither wished, planned, failed nor denied. */
function isDone(clause: string, k: Knowledge): boolean {
  return says(clause, wordList(k, 'hear.done')) && !says(clause, wordList(k, 'hear.not-done'));
}

/** How a whole folded sentence is meant: said outright, denied, or neither (a question, a doubt, "2203 or later"). */
export function toneOf(sentence: string, k: Knowledge): 'plain' | 'denied' | 'unclear' {
  const has = (...ids: readonly string[]) => ids.some((id) => says(sentence, wordList(k, id)));
  if (sentence.includes('?') || sentence.endsWith('か')) return 'unclear';
  if (has('hear.unsure', 'hear.unsure-before')) return 'unclear';
  if (/\d{4}/.test(sentence) && has('hear.range-after', 'hear.range-before')) return 'unclear';
  return has('hear.not-before', 'hear.not-after', 'hear.none-after') ? 'denied' : 'plain';
}

function covers(a: Mention, b: Mention): boolean {
  return a.at <= b.at && a.end >= b.end;
}

function mentionsOf(clause: { text: string; at: number }, option: Option, k: Knowledge) {
  if (says(clause.text, option.unless)) return [];
  return wordsOf(option).flatMap((word) =>
    findWord(clause.text, word)
      .filter((found) => isMeant(clause.text, found, k))
      .map((found) => ({
        word,
        at: clause.at + found.at,
        end: clause.at + found.end,
        negated: isDenied(clause.text, found, k),
      })),
  );
}

/** The number of an update names its option by itself; other values are too common to be words, a year above all. */
function wordsOf(option: Option): readonly string[] {
  const known = WORDS.get(option);
  if (known) return known;
  const own = /^KB\d+$/i.test(option.value) ? [option.value] : [];
  const made = [...new Set([...option.words, ...own].map(fold))];
  WORDS.set(option, made);
  return made;
}

const WORDS = new WeakMap<Option, readonly string[]>();

/** Neither doubted, nor part of a path, nor a number of something else (a year, a port, "2203 or later"). */
function isMeant(clause: string, { word, at, end }: Found, k: Knowledge): boolean {
  const [before, after] = [clause.slice(0, at), clause.slice(end)];
  if (/[\\/]$/.test(before) || /^[\\/]/.test(after)) return false;
  if (says(after, wordList(k, 'hear.unsure')) || says(before, wordList(k, 'hear.unsure-before')))
    return false;
  if (!NUMBER.test(word)) return true;
  const starts = wordList(k, 'hear.range-after').some((range) => after.trimStart().startsWith(fold(range)));
  return !starts && !wordList(k, 'hear.range-before').some((range) => endsWith(before, fold(range)));
}

function endsWith(before: string, word: string): boolean {
  const found = findWord(before.trimEnd(), word).at(-1);
  return found !== undefined && found.end === before.trimEnd().length;
}

function isDenied(clause: string, { at, end }: Found, k: Knowledge): boolean {
  const before = clause.slice(0, at);
  const after = reach(clause.slice(end), k);
  if (wordList(k, 'hear.none-after').some((none) => isNone(after, fold(none)))) return true;
  if (deniedBefore(before, k)) return true;
  return wordList(k, 'hear.not-after').some((not) => {
    const found = findWord(after, fold(not))[0];
    return found !== undefined && (!/^[a-z]/.test(found.word) || found.at <= REACH.afterLatin);
  });
}

/** 「PKIは無し」: nothing but a particle between the word and the "none". */
function isNone(after: string, none: string): boolean {
  const at = after.indexOf(none);
  return at >= 0 && /^ ?[はがも]? ?$/.test(after.slice(0, at));
}

/** What a "not" behind a word still speaks of: up to the next "but", "so" or 「ので」. */
function reach(after: string, k: Knowledge): string {
  const ends = wordList(k, 'hear.connective').flatMap((word) => findWord(after, fold(word))[0]?.at ?? []);
  return after.slice(0, Math.min(REACH.after, ...ends));
}

/** "not on the early ring": a "not" with nothing but small words between it and what it denies. */
export function deniedBefore(before: string, k: Knowledge): boolean {
  const small = new Set(wordList(k, 'hear.small').map(fold));
  const words = before.trim().split(' ');
  while (words.length > 0 && small.has(words.at(-1) ?? '')) words.pop();
  const rest = words.join(' ');
  const not = wordList(k, 'hear.not-before').map(fold);
  return not.some((word) =>
    /^[a-z]/.test(word) ? endsWith(rest, word) : before.slice(-REACH.before).includes(word),
  );
}
