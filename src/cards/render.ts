import type { Lang, Phrases, Reply } from '../domain';
import type { AdaptiveCard } from './draw';
import { fit } from './fit';
import { welcome as welcomeSheet } from './help';
import { sheetOf } from './sheet-of';

export type { AdaptiveCard } from './draw';

/** The reply as an Adaptive Card 1.5, plain JSON, in the reply's language; 25 KB where it can be, never over 80 KB. */
export function render(reply: Reply, phrases: Phrases): AdaptiveCard {
  return fit(sheetOf(reply, phrases), reply.lang, phrases);
}

/** The card that greets someone new. */
export function welcome(lang: Lang, phrases: Phrases): AdaptiveCard {
  return fit(welcomeSheet(lang, phrases), lang, phrases);
}
