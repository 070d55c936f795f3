import { randomUUID } from 'node:crypto';
import { type Activity, TurnContext } from 'botbuilder';
import { welcome } from '../cards/render';
import { speakerOf } from './activity';
import type { Desk } from './desk';
import { dialogsOf } from './extension/draft';
import { takeOn } from './hear';
import type { House } from './house';
import { plain } from './letter';
import { languageIn, leave } from './room';
import type { Ending } from './work';

/** The bot is added somewhere, or taken away: an errand of the whole place, whichever thread it was heard in. */
export async function arrive({ activity }: TurnContext, house: House): Promise<void> {
  const kind = isRemoved(activity) ? 'farewell' : isAdded(activity) ? 'welcome' : null;
  if (kind === null) return;
  const conversation = activity.conversation.id.replace(/;messageid=.*$/, '');
  const speaker = { ...speakerOf(activity), conversation };
  if (kind === 'farewell') house.work.abandon(conversation);
  const reference = TurnContext.getConversationReference(activity);
  await takeOn(`${conversation}|${activity.id ?? randomUUID()}`, { kind, speaker, reference }, house);
}

/** Greets once, until the bot is taken away again. */
export async function greet({ room, outbox, house }: Desk): Promise<Ending> {
  if (room.record?.welcomed) return 'done';
  const scope = room.speaker.scope === 'personal' ? 'personal' : 'shared';
  const card = welcome(languageIn(room, null), house.knowledge.phrases, scope);
  const id = await outbox.post(plain(card));
  await leave(house, room, { card: id, welcomed: true });
  return 'done';
}

/** Deletes what is kept about a place; in personal chat also the person's choices and dialogs. */
export async function farewell({ room, house }: Desk): Promise<Ending> {
  const { conversation, scope, person } = room.speaker;
  await house.store.forget(conversation);
  if (scope !== 'personal') return 'done';
  await house.store.forget(dialogsOf(person));
  await house.store.forgetPerson(person);
  return 'done';
}

function isAdded(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'add';
  return (activity.membersAdded ?? []).some((member) => member?.id === activity.recipient.id);
}

function isRemoved(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'remove';
  return (activity.membersRemoved ?? []).some((member) => member?.id === activity.recipient.id);
}
