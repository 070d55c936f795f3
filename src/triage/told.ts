import type { Knowledge } from '../domain';
import { fold } from '../fold';
import { contentWords, type Field, type Found, find } from '../search/find';
import { wordList } from './text';
import { says } from './words';

/** What a person may describe: a line that looks like one of an issue's is no description of it. */
const TOLD_OF: readonly Field[] = ['title', 'words', 'shows', 'names', 'cause'];
/** A message is about an issue when it says this much for it (nats), in so many words, however long it is. Measured: unrelated messages stay below. */
const LEAST = { said: 8.6, words: 3, strength: 1.05 };
/** A short one, when it says nearly nothing else. */
const SHORT = { said: 5.5, words: 3, relevance: 0.72 };
/** Behind the best by more than this part, an issue is not what was meant. */
const BEHIND = 0.6;
const MOST = 10;
/** Log-odds for each nat said, up to a whole description; words are never as telling as a line. */
const EACH = 0.28;
const WHOLE = 4.2;
/** Characters of a message, and messages of a case, that are weighed. */
const LONGEST = 1000;
const MESSAGES = 4;
/** A code is evidence of its own. */
const CODE = /\b0x[0-9a-f]{4,8}\b|\b8[0-9a-f]{7}\b|-2\d{9}\b/gi;

/** The issues that a person's own words describe: what that says for each, in log-odds. */
export function told(words: string, k: Knowledge): ReadonlyMap<string, number> {
  if (words === '') return NONE;
  const last = LAST.get(k);
  if (last?.words === words) return last.told;
  const found = find(standing(words, k), k, TOLD_OF).filter(isMeant);
  const best = found[0]?.said ?? 0;
  const near = found.filter((one) => one.said >= BEHIND * best).slice(0, MOST);
  const made = new Map(near.map(({ issue, said }) => [issue.id, Math.min(WHOLE, EACH * said)]));
  LAST.set(k, { words, told: made });
  return made;
}

/** The sentences that tell of a problem which is still there, without the codes. */
function standing(words: string, k: Knowledge): string {
  const over = wordList(k, 'hear.over');
  return words
    .normalize('NFKC')
    .slice(0, LONGEST * MESSAGES)
    .split(/(?<=[。!?！？])|(?<=\.)\s|\n/)
    .filter((sentence) => !says(fold(sentence), over))
    .join(' ')
    .replace(CODE, ' ');
}

function isMeant({ said, words, strength, relevance }: Found): boolean {
  const enough = said >= LEAST.said && words >= LEAST.words && strength >= LEAST.strength;
  return enough || (said >= SHORT.said && words >= SHORT.words && relevance >= SHORT.relevance);
}

/** Whether words say something beside a code and a question about it. */
export function tells(words: string, k: Knowledge): boolean {
  return contentWords(words.normalize('NFKC').replace(CODE, ' '), k) >= LEAST.words;
}

/** What was told before and what is told now: the beginning of each message, the last of them. */
export function joined(before: string, now: string): string {
  const text = now
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .slice(0, LONGEST);
  if (text === '' || before.includes(text)) return before;
  return [...before.split('\n'), text]
    .filter((line) => line !== '')
    .slice(-MESSAGES)
    .join('\n');
}

const NONE: ReadonlyMap<string, number> = new Map();
/** The same words are weighed many times within a turn. */
const LAST = new WeakMap<Knowledge, { words: string; told: ReadonlyMap<string, number> }>();
