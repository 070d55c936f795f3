import { clean } from './escape';
import type { Voice } from './say';
import { type Block, item } from './sheet';

const MOST_NAMES = 10;
/** Characters of a file's name on a card that shows nothing else of it. */
const LONGEST_NAME = 80;

/** The names of files on their way. */
export function nameList(names: readonly string[], v: Voice): readonly Block[] {
  const shown = names.slice(0, MOST_NAMES).map((name) => item(shortName(name)));
  const more = names.length - MOST_NAMES;
  return more > 0 ? [...shown, item(v.say('text.more', { count: more }), 'subtle')] : shown;
}

/** The end of a long path tells more than its beginning. */
export function shortName(name: string, longest = LONGEST_NAME): string {
  const shown = clean(name, Number.POSITIVE_INFINITY);
  return shown.length > longest ? `…${shown.slice(1 - longest)}` : shown;
}
