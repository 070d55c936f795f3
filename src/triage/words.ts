import { fold } from '../fold';

/** Where a word stands in a folded sentence. */
export interface Found {
  readonly word: string;
  readonly at: number;
  readonly end: number;
}

const LATIN = /[a-z0-9]/;

/** Every place where `word` stands in `sentence` (both folded); a Latin word only as a whole word, so that `2203` is not found in `12203` or `5.2203.1`. */
export function findWord(sentence: string, word: string): readonly Found[] {
  const found: Found[] = [];
  for (let at = sentence.indexOf(word); word !== '' && at >= 0; at = sentence.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (isWhole(sentence, at, end)) found.push({ word, at, end });
  }
  return found;
}

function isWhole(sentence: string, at: number, end: number): boolean {
  const inside = (a: string, b: string) => LATIN.test(a) && LATIN.test(b);
  const [before, first] = [sentence[at - 1] ?? '', sentence[at] ?? ''];
  const [last, after] = [sentence[end - 1] ?? '', sentence[end] ?? ''];
  if (inside(before, first) || inside(last, after)) return false;
  const digit = /[0-9]/;
  const dotted = digit.test(first) && before === '.' && digit.test(sentence[at - 2] ?? '');
  return !dotted && !(digit.test(last) && after === '.' && digit.test(sentence[end + 1] ?? ''));
}

/** Whether any of `words` stands in the sentence. */
export function says(sentence: string, words: readonly string[]): boolean {
  return words.some((word) => findWord(sentence, fold(word)).length > 0);
}

/** The sentence cut at its commas and full stops, where a "not" ends: folded clauses, each with its place. */
export function clauses(sentence: string): readonly { readonly text: string; readonly at: number }[] {
  const parts: { text: string; at: number }[] = [];
  let at = 0;
  for (const text of sentence.split(/([、。,;!?！？]|\.(?=\s|$)|\bbut\b|\band\b|ですが|けど)/)) {
    parts.push({ text, at });
    at += text.length;
  }
  return parts;
}
