import type { Lang, Phrases, Text } from '../domain';
import { say, type Values } from '../say';

export { say, type Values } from '../say';

/** One language of the bot: says phrases by id, and picks its own side of a text in two languages. */
export interface Voice {
  readonly lang: Lang;
  readonly say: (id: string, values?: Values) => string;
  readonly of: (text: Text) => string;
}

/** The voice that speaks `lang`. */
export function voice(phrases: Phrases, lang: Lang): Voice {
  return { lang, say: (id, values) => say(phrases, lang, id, values), of: (text) => text[lang] };
}
