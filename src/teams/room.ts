import { type Activity, type ConversationReference, TurnContext } from 'botbuilder';
import type { Case, Lang } from '../domain';
import type { Conversation } from '../store/port';
import type { Scope } from './activity';
import type { House } from './house';
import { languageOf, speaksJapanese } from './language';

/** A conversation as a turn finds it. */
export interface Room {
  readonly key: string;
  readonly person: string;
  readonly reference: Partial<ConversationReference>;
  readonly record: Conversation | null;
  /** The language this person asked for, in any conversation. */
  readonly chosen: Lang | null;
  readonly locale: Lang | null;
}

/** Looks up what is kept about the conversation and the person of an activity. */
export async function enter(
  house: House,
  activity: Activity,
  key: string,
  person: string,
  locale: Lang | null,
): Promise<Room> {
  const [record, chosen] = await Promise.all([
    house.store.loadConversation(key, house.now()),
    house.store.language(person, house.now()),
  ]);
  return { key, person, record, chosen, locale, reference: TurnContext.getConversationReference(activity) };
}

/** The language to answer in: the person's choice, that of their words, the one last written here, the client's, Japanese. */
export function languageIn(room: Room, written: Lang | null): Lang {
  return room.chosen ?? written ?? room.record?.spoken ?? room.locale ?? 'ja';
}

/** The language of a message: of the person's own words; where there are none, Japanese when what they pasted is. */
export function written(said: string, text: string): Lang | null {
  return languageOf(said) ?? (speaksJapanese(text) ? 'ja' : null);
}

/** A shared card keeps its language, whoever presses it. */
export function pressLang(card: Lang, scope: Scope, room: Room): Lang {
  return scope === 'personal' ? (room.chosen ?? card) : card;
}

/** Keeps what the turn changed: the newest card, the language written, and the language chosen. */
export async function leave(
  house: House,
  room: Room,
  change: { card?: string | null; spoken?: Lang | null; welcomed?: boolean },
): Promise<void> {
  const before = room.record;
  const record: Conversation = {
    reference: room.reference,
    card: change.card ?? before?.card ?? null,
    welcomed: change.welcomed ?? before?.welcomed ?? false,
    spoken: change.spoken ?? before?.spoken ?? null,
  };
  await house.store.saveConversation(room.key, record, house.now());
}

/** Keeps the language a person has just asked for. */
export async function keepChoice(house: House, room: Room, before: Case, after: Case): Promise<void> {
  if (after.lang !== null && after.lang !== before.lang)
    await house.store.setLanguage(room.person, after.lang, house.now());
}
