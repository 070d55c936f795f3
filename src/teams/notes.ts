import { failure } from '../cards/failure';
import type { Case, Lang, Notice, Reply } from '../domain';
import type { House } from './house';
import type { Card } from './outbox';

/** A reply that says this and leaves the case as it is. */
export function noteReply(c: Case, lang: Lang, ...notices: readonly (string | Notice)[]): Reply {
  const said = notices.map((one) => (typeof one === 'string' ? { phrase: one, values: {} } : one));
  return { kind: 'note', lang: c.lang ?? lang, revision: c.revision, notices: said };
}

/** The card for what should not have happened; `id` finds it in the log. */
export function sorry(house: House, lang: Lang, id: string): Card {
  return failure(lang, house.knowledge.phrases, 'teams.error', { id });
}
