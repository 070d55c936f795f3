import type { Activity, TurnContext } from 'botbuilder';
import { welcome } from '../cards/render';
import { localeOf, scopeOf } from './activity';
import type { House } from './house';
import { tooBig } from './notes';
import { once } from './once';
import { openOutbox } from './outbox';
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
    const room = await enter(house, activity, key, personOf(activity), localeOf(activity));
    if (room.record?.welcomed) return;
    const lang = languageIn(room, null);
    const outbox = openOutbox(context, house, () => tooBig(house, lang));
    const card = await outbox.say(
      welcome(lang, house.knowledge.phrases, scopeOf(activity) === 'personal' ? 'personal' : 'shared'),
    );
    await leave(house, room, { card, welcomed: true });
  } catch (failure) {
    report(house, failure);
  }
}

async function forget(activity: Activity, key: string, house: House): Promise<void> {
  await house.store.forget(key);
  if (scopeOf(activity) === 'personal') await house.store.forgetPerson(personOf(activity));
}

function isAdded(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'add';
  return (activity.membersAdded ?? []).some((member) => member?.id === activity.recipient.id);
}

function isRemoved(activity: Activity): boolean {
  if (activity.type === 'installationUpdate') return activity.action === 'remove';
  return (activity.membersRemoved ?? []).some((member) => member?.id === activity.recipient.id);
}

function personOf(activity: Activity): string {
  return activity.from.aadObjectId ?? activity.from.id;
}
