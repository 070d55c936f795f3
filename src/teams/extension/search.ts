import type { TurnContext } from 'botbuilder';
import { issue, preview } from '../../cards/issue';
import type { KnownIssue, Lang } from '../../domain';
import { say } from '../../say';
import { search } from '../../triage/search';
import { speakerOf } from '../activity';
import type { House } from '../house';
import { languageOf } from '../language';
import { enter } from '../room';

const MOST = 25;
/** Characters of a query that are read. */
const LONGEST = 400;

interface Query {
  readonly parameters?: unknown;
  readonly queryOptions?: { readonly skip?: unknown; readonly count?: unknown } | null;
}

/** *Search known issues*: the issues that fit the words, best first, each as a card with a preview; all of them before a word is typed. */
export async function searchKnownIssues({ activity }: TurnContext, house: House): Promise<object> {
  const { parameters, queryOptions } = (activity.value ?? {}) as Query;
  const q = wordsIn(parameters);
  const place = { speaker: speakerOf(activity), reference: {} };
  const { chosen } = await enter(house, place);
  const lang = chosen ?? languageOf(q) ?? place.speaker.locale ?? 'ja';
  const skip = whole(queryOptions?.skip) ?? 0;
  const count = Math.min(MOST, whole(queryOptions?.count) || MOST);
  const found = q === '' ? [...house.knowledge.issues.values()] : search(q, house.knowledge);
  if (found.length === 0) return { composeExtension: { type: 'message', text: none(q, lang, house) } };
  const attachments = found.slice(skip, skip + count).map((one) => attachment(one, lang, house));
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

function attachment(known: KnownIssue, lang: Lang, { knowledge }: House): object {
  const { title, text } = preview(known, knowledge.phrases, lang);
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: issue(known, knowledge.phrases, lang),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: inHtml(title), text: inHtml(text) },
    },
  };
}

function none(query: string, lang: Lang, { knowledge }: House): string {
  return say(knowledge.phrases, lang, 'search.none', { query });
}

/** A thumbnail card reads HTML. */
function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function wordsIn(parameters: unknown): string {
  const list: readonly ({ readonly name?: unknown; readonly value?: unknown } | null)[] = Array.isArray(
    parameters,
  )
    ? parameters
    : [];
  const value = list.find((one) => one?.name === 'q')?.value;
  return typeof value === 'string' ? value.trim().slice(0, LONGEST) : '';
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}
