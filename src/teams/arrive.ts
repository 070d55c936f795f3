import { type Activity, TurnContext } from 'botbuilder';
import { welcome } from '../cards/render';
import { scopeOf, speakerOf } from './activity';
import type { House } from './house';
import { plain } from './letter';
import { once } from './once';
import { isGone, openOutbox } from './outbox';
import { report } from './report';
import { enter, languageIn, leave } from './room';

/** The bot is added somewhere (welcomes once) or taken away (deletes what it keeps about the place). */
export async function arrive(context: TurnContext, house: House): Promise<void> {
  const { activity } = context;
  const key = activity.conversation.id.replace(/;messageid=.*$/, '');
  await once(house, key, activity.id ?? null, async () => {
    if (isRemoved(activity)) await house.queue(key, () => forget(activity, key, house));
    else if (isAdded(activity)) await house.queue(key, () => greet(context, key, house));
  });
}

async function greet(context: TurnContext, key: string, house: House): Promise<void> {
  const { activity } = context;
  try {
    const speaker = { ...speakerOf(activity), conversation: key };
    const reference = TurnContext.getConversationReference(activity);
    const room = await enter(house, { speaker, reference });
    if (room.record?.welcomed) return;
    const scope = speaker.scope === 'personal' ? 'personal' : 'shared';
    const card = welcome(languageIn(room, null), house.knowledge.phrases, scope);
    const id = await openOutbox(context, house).post(plain(card));
    await leave(house, room, { card: id, welcomed: true });
  } catch (failure) {
    if (isGone(failure)) house.log('warn', 'conversation.gone', { kind: 'welcome' });
    else report(house, failure);
  }
}

async function forget(activity: Activity, key: string, house: House): Promise<void> {
  house.work.abandon(key);
  await house.store.forget(key);
  if (scopeOf(activity) === 'personal') await house.store.forgetPerson(speakerOf(activity).person);
}

function isAdded(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'add';
  return (activity.membersAdded ?? []).some((member) => member?.id === activity.recipient.id);
}

function isRemoved(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'remove';
  return (activity.membersRemoved ?? []).some((member) => member?.id === activity.recipient.id);
}
