import type { Phrases, Reason } from '../domain';
import type { Voice } from './say';
import { type Block, item } from './sheet';
import { hitText, reasonText } from './words';

/** Enough to judge by; the export has them all. */
const MOST = 12;

/** The reasons as a list, each log line in full below its place. */
export function reasons(list: readonly Reason[], phrases: Phrases, v: Voice): readonly Block[] {
  const shown = list.slice(0, MOST).flatMap((reason) => one(reason, phrases, v));
  return list.length > MOST ? [...shown, item(v.say('text.more', { count: list.length - MOST }))] : shown;
}

function one(reason: Reason, phrases: Phrases, v: Voice): readonly Block[] {
  if (reason.kind !== 'hit') return [item(reasonText(reason, phrases, v.lang))];
  return [item(hitText(reason.hit, phrases, v.lang)), { kind: 'quote', text: reason.hit.quote }];
}
