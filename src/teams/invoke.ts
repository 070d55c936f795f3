import type { TurnContext } from 'botbuilder';
import { render } from '../cards/render';
import type { Lang, Reply, Turn } from '../domain';
import { localeOf, readActivity, scopeOf } from './activity';
import type { House } from './house';
import { noteReply, sorry, tooBig } from './notes';
import { once } from './once';
import { type Card, openOutbox } from './outbox';
import { readPress } from './press';
import { report } from './report';
import { enter, keepChoice, languageIn, leave, pressLang, type Room } from './room';
import { currentCase, step } from './step';
import { turnOf } from './turn';

/** A call that Teams waits for: a button of the newer kind is answered with a card, the rest with a status. */
export async function invoke(context: TurnContext, house: House): Promise<void> {
  const { name } = context.activity;
  if (name === 'adaptiveCard/action') return respond(context, 200, await pressed(context, house));
  return respond(context, name === 'message/submitAction' ? 200 : 501, {});
}

async function respond(context: TurnContext, status: number, body: unknown): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status, body } });
}

interface Action {
  readonly action?: { readonly data?: unknown };
  readonly trigger?: unknown;
}

async function pressed(context: TurnContext, house: House): Promise<unknown> {
  const inbound = readActivity(context.activity);
  const value = (context.activity.value ?? {}) as Action;
  const card = (fresh: boolean) =>
    house.queue(inbound.conversation, () => answer(context, value.action?.data, fresh, house));
  let shown: Card | null = null;
  if (value.trigger !== 'automatic') {
    await once(house, inbound.conversation, inbound.id, async () => {
      shown = await card(true);
    });
  }
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: shown ?? (await card(false)),
  };
}

async function answer(context: TurnContext, data: unknown, fresh: boolean, house: House): Promise<Card> {
  const { activity } = context;
  const { conversation, person } = readActivity(activity);
  const press = readPress(data);
  let lang = press?.lang ?? localeOf(activity) ?? 'ja';
  try {
    const room = await enter(house, activity, conversation, person, localeOf(activity));
    lang = press ? pressLang(press.lang, scopeOf(activity), room) : languageIn(room, null);
    const turn = press && turnOf(press, house.now(), lang);
    if (!turn)
      return show(house, noteReply(await currentCase(house, conversation), lang, 'notice.unknown-button'));
    return fresh
      ? await act(context, turn, room, house)
      : await standing(room, lang, house).then((reply) => show(house, reply));
  } catch (failure) {
    return sorry(house, lang, report(house, failure));
  }
}

/** Takes the turn. What a case comes to takes the place of the pressed card, for everyone; anything said beside it
 *  (an export, thanks) is a message of its own, so that the diagnosis stays. */
async function act(context: TurnContext, turn: Turn, room: Room, house: House): Promise<Card> {
  const { before, after, reply } = await step(house, room.key, turn);
  await keepChoice(house, room, before, after);
  house.metrics.count('replies', { kind: reply.kind });
  const stays = isState(reply) ? reply : await standing(room, reply.lang, house);
  const card = show(house, isState(stays) ? stays : reply);
  if (isState(stays) && stays !== reply) await beside(context, reply, house);
  await leave(house, room, { card: context.activity.replyToId ?? null });
  forEveryone(context, card, room, house);
  return card;
}

async function beside(context: TurnContext, reply: Reply, house: House): Promise<void> {
  const outbox = openOutbox(context, house, () => tooBig(house, reply.lang));
  await outbox.say(show(house, reply));
}

/** The invoke's answer is seen by the person who pressed only; the others, and that person's other devices, get an update. */
function forEveryone(context: TurnContext, card: Card, room: Room, house: House): void {
  const id = context.activity.replyToId;
  if (!id) return;
  const update = () =>
    house.later(room.reference, async (later) => {
      await openOutbox(later, house, () => card).replace(id, card);
    });
  house.queue(room.key, update).catch((failure) => report(house, failure));
}

function isState(reply: Reply): boolean {
  return ['question', 'more-evidence', 'diagnosis', 'unknown'].includes(reply.kind);
}

/** Where the case stands, without taking a turn. */
async function standing(room: Room, lang: Lang, house: House): Promise<Reply> {
  const at = new Date(house.now()).toISOString();
  return (await step(house, room.key, { kind: 'command', command: { name: 'status' }, at, lang }, false))
    .reply;
}

function show(house: House, reply: Reply): Card {
  return render(reply, house.knowledge.phrases);
}
