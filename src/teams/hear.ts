import { createHash, randomUUID } from 'node:crypto';
import { type Activity, TurnContext } from 'botbuilder';
import { analysing, type Working } from '../cards/analysing';
import { type Inbound, readActivity, speakerOf } from './activity';
import { type Errand, isLong } from './errand';
import { whereabouts } from './graph/whereabouts';
import type { House } from './house';
import { langOf } from './lang-of';
import { letterOf, plain } from './letter';
import { meansFile } from './means-file';
import { shown } from './nameless';
import { noteReply } from './notes';
import { isGone, openOutbox } from './outbox';
import { report } from './report';
import { enter, languageIn } from './room';
import { currentCase } from './step';
import type { Underway } from './underway';
import { within } from './within';

/** Milliseconds a turn waits for its acknowledgement to be taken. */
const SENT = 2_000;

/** A message or an edited one: taken on once, answered with one card in the order of its conversation. The turn ends with the answer,
 *  or with a card that says the work has begun. */
export async function hear(context: TurnContext, house: House): Promise<void> {
  const { activity } = context;
  const inbound = readActivity(activity);
  if (!inbound.addressed) return;
  await takeOn(keyOf(inbound, activity), errandOf(inbound, activity, house), house);
}

/** A message was deleted: what it asked for stops, or is not begun, and its card says so. */
export async function unhear(context: TurnContext, house: House): Promise<void> {
  const { activity } = context;
  const { conversation, id } = activity;
  const cards = id ? await house.work.withdraw(`${conversation.id}|${id}`) : [];
  if (cards.length === 0) return;
  const reference = TurnContext.getConversationReference(activity);
  const room = await enter(house, { speaker: speakerOf(activity), reference });
  const note = noteReply(await currentCase(house, room.key), languageIn(room, null), 'notice.withdrawn');
  const outbox = openOutbox(context, house);
  for (const card of cards) await outbox.nudge(card, letterOf(note, house)).catch(() => null);
}

/** Takes an errand on and sees to it that the person soon sees something. */
export async function takeOn(key: string, errand: Errand, house: House): Promise<void> {
  const underway = await house.work.take(key, errand);
  if (underway) await follow(errand, underway, house);
  else house.metrics.count('duplicates');
}

/** Begins what was taken on. Resolves with the answer where that comes at once, else when a card says that the work has begun. */
export async function follow(errand: Errand, underway: Underway, house: House): Promise<void> {
  const acknowledged = () => within(SENT, acknowledge(errand, underway, house));
  if (isLong(errand, house.graph !== null)) {
    const sent = acknowledged();
    underway.begin();
    await sent;
    return;
  }
  underway.begin();
  const done = await within(
    house.pace.answerMs,
    underway.finished.then(() => true),
  );
  if (!done && isAsked(errand)) await acknowledged();
}

/** Whether somebody waits for an answer. */
function isAsked({ kind }: Errand): boolean {
  return kind !== 'welcome' && kind !== 'farewell';
}

async function acknowledge(errand: Errand, underway: Underway, house: House): Promise<void> {
  const { reference, speaker } = errand;
  await underway.acknowledge(async () => {
    let id: string | null = null;
    const lang = langOf(errand, await enter(house, errand));
    const card = analysing(lang, house.knowledge.phrases, shown(begun(errand, underway, house)));
    await house.later(reference, async (later) => {
      id = await openOutbox(later, house)
        .post(plain(card))
        .catch((failure) => {
          if (isGone(failure)) house.work.abandon(speaker.conversation);
          else report(house, failure);
          return null;
        });
    });
    house.metrics.count('acknowledged', { scope: speaker.scope });
    return id;
  });
}

/** How it begins: with files that are there, to be fetched, to be looked for, or behind what came before. */
function begun(errand: Errand, underway: Underway, house: House): Working {
  const files =
    errand.kind === 'message' || errand.kind === 'upload' ? errand.files.map((one) => one.name) : [];
  if (underway.behind || !isLong(errand, house.graph !== null)) return { stage: 'waiting', files };
  if (errand.kind === 'upload') return { stage: 'reading', files };
  return { stage: files.length > 0 ? 'fetching' : 'looking', files };
}

/** One key for each delivery; an edit has the id of what was edited. */
function keyOf({ conversation, id, text }: Inbound, activity: Activity): string {
  const edit = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${conversation}|${id ?? randomUUID()}${activity.type === 'messageUpdate' ? `|${edit}` : ''}`;
}

/** The key of an answer by a button of the newer kind: one choice on one card is the same deed, however fast it is clicked twice. */
export function pressKey(
  conversation: string,
  card: string,
  { revision, fact, value }: { readonly revision: number; readonly fact: string; readonly value: string },
): string {
  return `${conversation}|${card}|${revision}|${fact}|${value}`;
}

function errandOf(inbound: Inbound, activity: Activity, house: House): Errand {
  const { pressed, text, quoted, files, image, outOfReach, id } = inbound;
  const base = { reference: TurnContext.getConversationReference(activity), speaker: speakerOf(activity) };
  if (pressed !== null) {
    const press = pressed === 'foreign' ? null : pressed;
    return { ...base, kind: 'press', press, card: activity.replyToId ?? null, inPlace: false };
  }
  const sure = outOfReach || (inbound.scope === 'group' && meansFile(inbound, house.knowledge));
  const look = sure || inbound.scope === 'group';
  const author = activity.from.aadObjectId ?? null;
  const elsewhere = look && id !== null ? whereabouts(activity, { id, author }, sure) : null;
  const edited = activity.type === 'messageUpdate';
  const lost = sure && elsewhere === null;
  return { ...base, kind: 'message', ...{ text, quoted, files, image, edited, lost, elsewhere } };
}
