import { dialog } from '../../cards/dialog';
import type { Lang, Reply } from '../../domain';
import { say } from '../../say';
import type { House } from '../house';
import { sorry } from '../notes';
import type { Card } from '../outbox';

/** A dialog that shows a reply; its buttons come back with `session`. */
export function showing(reply: Reply, session: string, mayPost: boolean, house: House): object {
  return holding(dialog(reply, house.knowledge.phrases, session, { post: mayPost }), reply.lang, house);
}

/** A dialog that says one sentence and is done. */
export function closing(lang: Lang, phrase: string, house: House): object {
  return { task: { type: 'message', value: say(house.knowledge.phrases, lang, phrase) } };
}

/** What went wrong, as a dialog. */
export function failed(lang: Lang, id: string, house: House): object {
  return holding(sorry(house, lang, id), lang, house);
}

/** What went wrong with a search. */
export function notFound(lang: Lang, id: string, house: House): object {
  const text = say(house.knowledge.phrases, lang, 'teams.error', { id });
  return { composeExtension: { type: 'message', text } };
}

function holding(content: Card, lang: Lang, house: House): object {
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content };
  const title = say(house.knowledge.phrases, lang, 'extension.title');
  return { task: { type: 'continue', value: { title, height: 'large', width: 'large', card } } };
}
