import type { Notice } from '../domain';
import type { Voice } from './say';
import { type Block, text } from './sheet';

/** What is said above the reply proper. */
export function notices(list: readonly Notice[], v: Voice): readonly Block[] {
  return list.map(({ phrase, values }) => text(v.say(phrase, values), { tone: 'accent' }));
}
