import type { Fact, Knowledge, Option } from '../domain';
import { fold } from '../fold';
import { deniedBefore, type Mention, mentionsIn, toneOf } from './mention';
import { wordList } from './text';
import { tells } from './told';
import { findWord, says } from './words';

/** What a person's own words answer, fact by fact. `unknown`: they say they do not know. */
export type Heard = Readonly<Record<string, string>>;

/** Characters of a message in which facts are heard; more is a paste. */
const LONGEST = 4000;

/** The facts a sentence states, in either language; 「早期リングではない」 states the opposite, a question states nothing. A fact whose words contradict each other is left to be asked. */
export function hearFacts(said: string, k: Knowledge): Heard {
  const mentions = mentionsIn(fold(said.slice(0, LONGEST)), k);
  const heard: Record<string, string> = {};
  for (const fact of k.facts.values()) {
    const value = stated(mentions, fact);
    if (value !== null) heard[fact.id] = value;
  }
  return heard;
}

/** The value the words stand for. Installed updates need to be said to be installed, unless they were asked for. */
function stated(mentions: readonly Mention[], fact: Fact, asked = false): string | null {
  const own = mentions.filter((m) => m.fact === fact.id && (asked || m.done || m.negated || !fact.several));
  const distinct = [...new Set(own.flatMap((m) => (m.negated ? (m.option.opposite ?? []) : m.option.value)))];
  if (fact.several) return distinct.length > 0 ? distinct.join(',') : null;
  if (distinct.length > 1) return fact.options.some((option) => option.value === 'mixed') ? 'mixed' : null;
  return distinct[0] ?? null;
}

/** The answer a short sentence gives to the question at hand: an option by word, label or value, yes or no, or "I don't know". */
export function hearAnswer(said: string, fact: Fact | undefined, k: Knowledge): string | null {
  const sentence = fold(said).replace(/[。.!！]+$/, '');
  if (fact) {
    const heard =
      labelled(sentence, fact) ??
      stated(mentionsIn(sentence, k), fact, true) ??
      yesNo(sentence, fact, k) ??
      picked(sentence, fact, k);
    if (heard !== null) return heard;
  }
  return isUnknown(said, k) ? 'unknown' : null;
}

/** The option whose label is all that is said: the words of a button are always heard as that button. */
function labelled(sentence: string, fact: Fact): string | null {
  const is = (label: string) => fold(label).replace(/[。.!！]+$/, '') === sentence;
  return fact.options.find(({ label }) => is(label.ja) || is(label.en))?.value ?? null;
}

/** Whether a sentence says no more than "I don't know", "skip" or "I don't have it". */
export function isUnknown(said: string, k: Knowledge): boolean {
  const sentence = fold(said).replace(/[。.!！()（）「」]+/g, '');
  if (wordList(k, 'command.unknown').some((word) => fold(word) === sentence)) return true;
  return sentence.length <= 40 && says(sentence, wordList(k, 'hear.dont-know')) && !tells(said, k);
}

/** The option named outright, or the opposite of the one denied. */
function picked(sentence: string, fact: Fact, k: Knowledge): string | null {
  const tone = toneOf(sentence, k);
  const named = tone === 'unclear' ? null : chosen(sentence, fact);
  if (named === null || tone === 'plain') return named;
  return fact.options.find((option) => option.value === named)?.opposite ?? null;
}

/** The one option the sentence names by label or value, or whose name it begins to say (`Entra`). */
function chosen(sentence: string, fact: Fact): string | null {
  const names = (option: Option) => [option.value, option.label.ja, option.label.en].map(fold);
  const only = (test: (option: Option) => boolean) => {
    const found = fact.options.filter(test);
    return found.length === 1 ? (found[0]?.value ?? null) : null;
  };
  const named = only((option) =>
    names(option).some(
      (name) => name === sentence || (name.length >= 3 && findWord(sentence, name).length > 0),
    ),
  );
  if (named !== null || sentence.length < SHORTEST_START) return named;
  return only(
    (option) =>
      option.value !== 'mixed' &&
      [...names(option), ...option.words.map(fold)].some((name) => name.startsWith(sentence)),
  );
}

/** Letters it takes to begin an option's name. */
const SHORTEST_START = 4;
const POSITIVE = ['yes', 'on'];
const NEGATIVE = ['no', 'off'];

function yesNo(sentence: string, fact: Fact, k: Knowledge): string | null {
  const pick = (values: readonly string[]) =>
    fact.options.find((option) => values.includes(option.value))?.value ?? null;
  const starts = (id: string) =>
    wordList(k, id).some(
      (word) =>
        sentence === fold(word) ||
        sentence.startsWith(`${fold(word)}、`) ||
        sentence.startsWith(`${fold(word)}, `),
    );
  if (starts('command.yes')) return pick(POSITIVE);
  return starts('command.no') ? pick(NEGATIVE) : null;
}

/** The symptoms a sentence describes: one line of `says` with a word from each of its groups. */
export function hearSymptoms(said: string, k: Knowledge): readonly string[] {
  const sentence = fold(said);
  if (sentence === '') return [];
  return [...k.symptoms.values()]
    .filter((symptom) =>
      symptom.says.some(
        (groups) => groups.length > 0 && groups.every((words) => contains(sentence, words, k)),
      ),
    )
    .map((symptom) => symptom.id);
}

function contains(sentence: string, words: readonly string[], k: Knowledge): boolean {
  return words.some((word) =>
    findWord(sentence, fold(word)).some((found) => !deniedBefore(sentence.slice(0, found.at), k)),
  );
}
