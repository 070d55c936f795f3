import { failure } from '../cards/failure';
import type { Case, Lang, Reply } from '../domain';
import type { House } from './house';
import type { Card } from './outbox';
import { report } from './report';

/** A reply that says one thing and leaves the case as it is. */
export function noteReply(c: Case, lang: Lang, phrase: string): Reply {
  return { kind: 'note', lang: c.lang ?? lang, revision: c.revision, notices: [{ phrase, values: {} }] };
}

/** The card for what should not have happened; `id` finds it in the log. */
export function sorry(house: House, lang: Lang, id: string): Card {
  return failure(lang, house.knowledge.phrases, 'teams.error', { id });
}

/** The card in place of one that Teams finds too big. */
export function tooBig(house: House, lang: Lang): Card {
  return sorry(house, lang, report(house, new RangeError('card too big')));
}
