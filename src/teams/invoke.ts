import { randomUUID } from 'node:crypto';
import { TurnContext } from 'botbuilder';
import { render } from '../cards/render';
import type { Press, Reply } from '../domain';
import { localeOf, speakerOf } from './activity';
import { standing } from './answer-press';
import type { Errand } from './errand';
import { extension } from './extension/open';
import { rate } from './feedback';
import { pressKey } from './hear';
import type { House } from './house';
import { noteReply, sorry } from './notes';
import type { Card } from './outbox';
import { readPress } from './press';
import { report } from './report';
import { enter, languageIn, pressLang } from './room';
import { currentCase } from './step';
import { turnOf } from './turn';
import { within } from './within';

/** Milliseconds between two looks whether a press is done. */
const LOOK = 50;

/** A call that Teams waits for, five seconds at most: each is answered by its name, unknown ones with 501. */
export async function invoke(context: TurnContext, house: House): Promise<void> {
  const { name = '' } = context.activity;
  if (name === 'adaptiveCard/action') return respond(context, 200, await pressed(context, house));
  if (name === 'message/submitAction') return respond(context, 200, rate(context.activity, house));
  const answer = name.startsWith('composeExtension/') ? await extension(context, house) : null;
  return answer === null ? respond(context, 501, {}) : respond(context, 200, answer);
}

async function respond(context: TurnContext, status: number, body: unknown): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status, body } });
}

interface Action {
  readonly action?: { readonly data?: unknown };
  readonly trigger?: unknown;
}

async function pressed(context: TurnContext, house: House): Promise<unknown> {
  const { action, trigger } = (context.activity.value ?? {}) as Action;
  const press = readPress(action?.data);
  const value = await card(context, press, trigger === 'automatic', house).catch((failure) => {
    return sorry(house, press?.lang ?? localeOf(context.activity) ?? 'ja', report(house, failure));
  });
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
}

/** The card the presser sees next. A press that has to wait its turn is kept, and answered by an update of its card. */
async function card(
  { activity }: TurnContext,
  press: Press | null,
  refresh: boolean,
  house: House,
): Promise<Card> {
  const place = { speaker: speakerOf(activity), reference: TurnContext.getConversationReference(activity) };
  const room = await enter(house, place);
  const lang = press ? pressLang(press.lang, place.speaker.scope, room) : languageIn(room, null);
  if (!press || !turnOf(press, house.now(), lang))
    return show(noteReply(await currentCase(house, room.key), lang, 'notice.unknown-button'), house);
  if (refresh) return show(await standing(room, lang, house), house);
  const on = activity.replyToId ?? null;
  const key =
    press.press === 'answer' && on !== null
      ? pressKey(room.key, on, press)
      : `${room.key}|${activity.id ?? randomUUID()}`;
  const errand: Errand = { ...place, kind: 'press', press, card: on, inPlace: true };
  const underway = await house.work.take(key, errand);
  if (underway) {
    underway.begin();
    const shown = await within(house.pace.pressMs, underway.shown);
    if (shown) return shown;
    return show(inLine(await standing(room, lang, house)), house);
  }
  house.metrics.count('duplicates');
  const done = await isDone(key, house);
  const reply = await standing(room, lang, house);
  return show(done ? reply : inLine(reply), house);
}

/** Whether a press that came before has been done, as soon as it is, or when a press may take no longer. */
async function isDone(key: string, { store, pace }: House): Promise<boolean> {
  const end = Date.now() + pace.pressMs;
  while (await store.isOpenJob(key)) {
    if (Date.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  return true;
}

function inLine(reply: Reply): Reply {
  return { ...reply, notices: [{ phrase: 'notice.in-line', values: {} }, ...reply.notices] };
}

function show(reply: Reply, house: House): Card {
  return render(reply, house.knowledge.phrases);
}
