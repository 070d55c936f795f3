import type { Lang, Phrases, Reply } from '../domain';
import type { AdaptiveCard } from './draw';
import { type Scope, welcome as welcomeSheet } from './help';
import { sheetOf } from './sheet-of';
import { shrink } from './shrink';
import { SMALL } from './size';

export type { AdaptiveCard } from './draw';

/** The reply as an Adaptive Card 1.5, plain JSON, in the reply's language; 25 KB where it can be, never over 80 KB. */
export function render(reply: Reply, phrases: Phrases): AdaptiveCard {
  return shrink(sheetOf(reply, phrases), reply.lang, phrases);
}

/** The same reply in 10 KB, with less detail: for when Teams finds the card too big. */
export function smaller(reply: Reply, phrases: Phrases): AdaptiveCard {
  return shrink(sheetOf(reply, phrases), reply.lang, phrases, { target: SMALL, limit: SMALL });
}

/** The card that greets someone new. */
export function welcome(lang: Lang, phrases: Phrases, scope: Scope = 'personal'): AdaptiveCard {
  return shrink(welcomeSheet(lang, phrases, scope), lang, phrases);
}
