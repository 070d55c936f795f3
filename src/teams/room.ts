import type { ConversationReference } from 'botbuilder';
import type { Case, Lang } from '../domain';
import type { Conversation } from '../store/port';
import type { Scope, Speaker } from './activity';
import type { House } from './house';
import { languageOf, speaksJapanese } from './language';

/** Who speaks, and where to answer. */
export interface Place {
  readonly speaker: Speaker;
  readonly reference: Partial<ConversationReference>;
}

/** A conversation as a turn finds it. */
export interface Room extends Place {
  readonly key: string;
  readonly record: Conversation | null;
  /** The language this person asked for, in any conversation. */
  readonly chosen: Lang | null;
}

/** Looks up what is kept about a conversation and the person who speaks. */
export async function enter(house: House, { speaker, reference }: Place): Promise<Room> {
  const [record, chosen] = await Promise.all([
    house.store.loadConversation(speaker.conversation, house.now()),
    house.store.language(speaker.person, house.now()),
  ]);
  return { speaker, reference, key: speaker.conversation, record, chosen };
}

/** The language to answer in: the person's choice, that of their words, the one last written here, the client's, Japanese. */
export function languageIn(room: Room, written: Lang | null): Lang {
  return room.chosen ?? written ?? room.record?.spoken ?? room.speaker.locale ?? 'ja';
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
    await house.store.setLanguage(room.speaker.person, after.lang, house.now());
}
