import type { Notice } from '../domain';
import type { Voice } from './say';
import { type Block, text } from './sheet';

/** What is said above the reply proper, each with the way to hand in the file it speaks of. */
export function notices(list: readonly Notice[], v: Voice): readonly Block[] {
  return list.flatMap(({ phrase, values, link }) => [
    text(v.say(phrase, values), { tone: 'accent' }),
    ...(link === undefined ? [] : [{ kind: 'open', title: v.say('button.upload'), url: link } as const]),
  ]);
}
