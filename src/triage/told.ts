import type { Knowledge } from '../domain';
import { type Field, find } from '../search/find';

/** What a person may describe: a line that looks like one of an issue's is no description of it. */
const TOLD_OF: readonly Field[] = ['title', 'words', 'shows', 'names', 'cause'];
/** Below this much of what was said, or this much said at all (nats), words are about something else. */
const LEAST = 0.34;
const LEAST_SAID = 7;
/** Behind the best by more than this part, an issue is not what was meant. */
const BEHIND = 0.6;
const MOST = 10;
/** Log-odds of an issue that has all of what was said; words are never as telling as a line. */
const WHOLE = 4.2;
const LONGEST = 2000;

/** The issues that a person's own words describe: what that says for each, in log-odds. */
export function told(words: string, k: Knowledge): ReadonlyMap<string, number> {
  if (words === '') return NONE;
  const last = LAST.get(k);
  if (last?.words === words) return last.told;
  const found = find(words, k, TOLD_OF).filter((one) => one.relevance >= LEAST && one.said >= LEAST_SAID);
  const best = found[0]?.relevance ?? 0;
  const near = found.filter((one) => one.relevance >= BEHIND * best).slice(0, MOST);
  const made = new Map(near.map(({ issue, relevance }) => [issue.id, WHOLE * relevance]));
  LAST.set(k, { words, told: made });
  return made;
}

/** What was told before and what is told now, as one text. */
export function joined(before: string, now: string): string {
  const text = now.trim();
  return (before.includes(text) ? before : `${before}\n${text}`.trim()).slice(-LONGEST);
}

const NONE: ReadonlyMap<string, number> = new Map();
/** The same words are weighed many times within a turn. */
const LAST = new WeakMap<Knowledge, { words: string; told: ReadonlyMap<string, number> }>();
