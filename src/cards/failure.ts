import type { Lang, Phrases } from '../domain';
import { type AdaptiveCard, draw } from './draw';
import { type Values, voice } from './say';
import { text } from './sheet';

/** One honest sentence about what did not work: phrase `id`. */
export function failure(lang: Lang, phrases: Phrases, id: string, values: Values = {}): AdaptiveCard {
  const v = voice(phrases, lang);
  return draw(
    { blocks: [text(v.say('title.failure'), { tone: 'warning' }), text(v.say(id, values))], buttons: [] },
    lang,
  );
}
