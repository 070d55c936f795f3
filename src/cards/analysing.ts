import type { Lang, Phrases } from '../domain';
import { type AdaptiveCard, draw } from './draw';
import { voice } from './say';
import { item, text } from './sheet';

const MOST = 10;

/** The card that stands while files are read; `files` are their names, none for pasted text. */
export function analysing(lang: Lang, phrases: Phrases, files: readonly string[]): AdaptiveCard {
  const v = voice(phrases, lang);
  const shown = files.slice(0, MOST).map((name) => item(name));
  const more = files.length > MOST ? [item(v.say('text.more', { count: files.length - MOST }))] : [];
  const blocks = [
    { kind: 'title', text: v.say('title.analysing') } as const,
    text(v.say('teams.analysing')),
    ...shown,
    ...more,
  ];
  return draw({ blocks, buttons: [] }, lang);
}
