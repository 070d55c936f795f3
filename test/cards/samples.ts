import { analysing } from '../../src/cards/analysing';
import { failure } from '../../src/cards/failure';
import { type AdaptiveCard, render, welcome } from '../../src/cards/render';
import type { Lang } from '../../src/domain';
import { phrases } from './phrases';
import { replies } from './replies';

const LANGS: readonly Lang[] = ['ja', 'en'];

/** A card of every kind in both languages, by name. */
export function samples(): readonly (readonly [string, AdaptiveCard])[] {
  return LANGS.flatMap((lang) => [
    ...Object.entries(replies(lang)).map(
      ([name, reply]) => [`${name}.${lang}`, render(reply, phrases)] as const,
    ),
    [`welcome.${lang}`, welcome(lang, phrases)] as const,
    [`analysing.${lang}`, analysing(lang, phrases, ['logs.zip'])] as const,
    [`failure.${lang}`, failure(lang, phrases, 'teams.error', { id: '7f3a' })] as const,
  ]);
}
