import MiniSearch from 'minisearch';
import type { Knowledge, KnownIssue } from '../domain';
import { tokens } from './tokens';

/** An issue that words describe. `said`: how much they say for it (nats, common words left out); `words`: how many of them it has; `relevance`: what part of all that they say this is, 0 to 1; `strength`: `said` beside the length of the message, so that a long story does not hit by chance. */
export interface Found {
  readonly issue: KnownIssue;
  readonly said: number;
  readonly words: number;
  readonly relevance: number;
  readonly strength: number;
}

const FIELDS = ['title', 'words', 'shows', 'names', 'cause', 'lines'] as const;
export type Field = (typeof FIELDS)[number];

const BOOST: Readonly<Record<Field, number>> = {
  title: 3,
  words: 3,
  shows: 2,
  names: 3,
  cause: 1,
  lines: 0.5,
};
/** How much a word found there says about the issue. */
const WORTH: Readonly<Record<Field, number>> = {
  title: 1,
  words: 1,
  names: 1,
  shows: 0.9,
  cause: 0.8,
  lines: 0.5,
};
/** A word that stands in every fifth entry says nothing (nats). */
const COMMON = 1.5;
/** A word that stands in no entry may be chatter as well as another subject. */
const STRANGE = 0.4;
const MOST = 40;

interface Index {
  readonly mini: MiniSearch;
  /** By word: in how many entries it stands. */
  readonly frequency: ReadonlyMap<string, number>;
  readonly size: number;
  readonly ignored: ReadonlySet<string>;
  readonly same: ReadonlyMap<string, string>;
  readonly phrases: readonly (readonly [string, string])[];
}

/** Known issues that words in either language describe, best first; ties by id. Of a word's forms, half width and kana, see `tokens`. */
export function find(query: string, k: Knowledge, fields: readonly Field[] = FIELDS): readonly Found[] {
  const index = indexOf(k);
  const wanted = [...new Set(wordsOf(query, index))];
  const weight = (word: string) => {
    const has = index.frequency.get(word) ?? 0;
    return Math.max(0, Math.log((index.size + 1) / (has + 1)) - COMMON) * (has === 0 ? STRANGE : 1);
  };
  const total = wanted.reduce((sum, word) => sum + weight(word), 0);
  if (total === 0) return [];
  return index.mini
    .search(wanted.join(' '), { boost: BOOST, fields: [...fields] })
    .flatMap(({ id, match, score }) => {
      const issue = k.issues.get(id as string);
      const hits = Object.entries(match).map(([word, where]) => weight(word) * worth(where));
      const said = hits.reduce((sum, one) => sum + one, 0);
      const words = hits.filter((one) => one > 0).length;
      return issue
        ? [{ issue, said, words, relevance: said / total, strength: said / Math.sqrt(total), score }]
        : [];
    })
    .sort((a, b) => b.said - a.said || b.score - a.score || (a.issue.id < b.issue.id ? -1 : 1))
    .slice(0, MOST);
}

/** How many different words of a text say something, known here or not. */
export function contentWords(text: string, k: Knowledge): number {
  return new Set(wordsOf(text, indexOf(k))).size;
}

function worth(fields: readonly string[]): number {
  return Math.max(...fields.map((field) => WORTH[field as Field] ?? 0));
}

/** Builds the index beforehand (about half a second), so that nobody waits for it in a conversation. */
export function prepare(k: Knowledge): void {
  indexOf(k);
}

const INDEXES = new WeakMap<Knowledge, Index>();

function indexOf(k: Knowledge): Index {
  const known = INDEXES.get(k);
  if (known) return known;
  const made = build(k);
  INDEXES.set(k, made);
  return made;
}

function build(k: Knowledge): Index {
  const frequency = new Map<string, number>();
  const index: Index = { mini: mini(), frequency, size: k.issues.size, ignored: ignored(k), ...same(k) };
  for (const issue of k.issues.values()) {
    const entry = entryOf(issue);
    const words = FIELDS.map((field) => wordsOf(entry[field], index));
    for (const word of new Set(words.flat())) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    index.mini.add({
      id: issue.id,
      ...Object.fromEntries(FIELDS.map((field, i) => [field, words[i]?.join(' ')])),
    });
  }
  return index;
}

/** Texts reach it as words parted by spaces: they are cut once, on the way in. */
function mini(): MiniSearch {
  return new MiniSearch({
    fields: [...FIELDS],
    tokenize: (text) => text.split(' ').filter((word) => word !== ''),
    processTerm: (word) => word,
  });
}

function entryOf(issue: KnownIssue): Readonly<Record<Field, string>> {
  const both = (...texts: readonly ({ ja: string; en: string } | undefined)[]) =>
    texts.flatMap((text) => (text ? [text.ja, text.en] : [])).join('\n');
  return {
    title: both(issue.title),
    words: issue.words.join('\n'),
    shows: both(issue.shows),
    names: [issue.id, ...issue.aliases, ...issue.codes, ...issue.fixedBy].join('\n'),
    cause: both(issue.cause, issue.decides),
    lines: issue.signatures.flatMap((s) => [...s.texts, ...s.logs]).join('\n'),
  };
}

function wordsOf(text: string, { ignored, same, phrases }: Index): string[] {
  const plain = phrases.reduce((told, [phrase, meant]) => told.replaceAll(phrase, meant), text);
  return tokens(plain).flatMap((word) => {
    const meant = same.get(word) ?? word;
    return ignored.has(meant) ? [] : [meant];
  });
}

const list = (k: Knowledge, id: string): string[] =>
  [k.phrases.ja[id], k.phrases.en[id]].flatMap((words) => (words ?? '').split('|'));

/** Words that say nothing of a problem. */
const ignored = (k: Knowledge): Set<string> => new Set(list(k, 'hear.chatter').flatMap(tokens));

/** Words for one thing: the left one counts as the right one. What the tokenizer drops or cuts (つながらない) is exchanged in the text. */
function same(k: Knowledge) {
  const pairs = list(k, 'hear.same').flatMap((pair): [string, string][] => {
    const [word, meant] = pair.split('=').map((side) => side.trim());
    return word && meant ? [[word, meant]] : [];
  });
  const isWord = (side: string) => tokens(side).length === 1;
  return {
    same: new Map(
      pairs
        .filter(([word]) => isWord(word))
        .map(([word, meant]): [string, string] => [tokens(word)[0] ?? word, tokens(meant)[0] ?? meant]),
    ),
    phrases: pairs.filter(([word]) => !isWord(word)),
  };
}
