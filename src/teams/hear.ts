import { createHash, randomUUID } from 'node:crypto';
import { type Activity, TurnContext } from 'botbuilder';
import { analysing } from '../cards/analysing';
import { type Inbound, readActivity, speakerOf } from './activity';
import { type Errand, isLong } from './errand';
import { whereabouts } from './graph/whereabouts';
import type { House } from './house';
import { plain } from './letter';
import { meansFile } from './means-file';
import { isGone, openOutbox } from './outbox';
import { report } from './report';
import { enter, languageIn, written } from './room';
import { within } from './within';
import type { Underway } from './work';

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

/** A message was deleted: what it asked for is not begun, or stops. */
export async function unhear({ activity }: TurnContext, house: House): Promise<void> {
  const { conversation, id } = activity;
  if (!id) return;
  await house.work.withdraw(`${conversation.id}|${id}`);
}

/** Takes an errand on and sees to it that the person soon sees something. */
export async function takeOn(key: string, errand: Errand, house: House): Promise<void> {
  const underway = await house.work.take(key, errand);
  if (!underway) {
    house.metrics.count('duplicates');
    return;
  }
  const begun = () => within(SENT, acknowledge(errand, underway, house));
  if (isLong(errand, house.graph !== null)) {
    const sent = begun();
    underway.begin();
    await sent;
    return;
  }
  underway.begin();
  const done = await within(
    house.pace.answerMs,
    underway.finished.then(() => true),
  );
  if (!done) await begun();
}

async function acknowledge(errand: Errand, underway: Underway, house: House): Promise<void> {
  const { reference, speaker } = errand;
  await underway.acknowledge(async () => {
    let id: string | null = null;
    const room = await enter(house, errand);
    const text = errand.kind === 'message' ? errand.text : '';
    const lang = errand.kind === 'upload' ? errand.lang : languageIn(room, written(text, text));
    const files = errand.kind === 'press' ? [] : errand.files.map((file) => file.name);
    const stage = isLong(errand, house.graph !== null)
      ? files.length > 0
        ? 'fetching'
        : 'looking'
      : 'waiting';
    const card = analysing(lang, house.knowledge.phrases, { stage, files });
    await house.later(reference, async (later) => {
      id = await openOutbox(later, house)
        .post(plain(card))
        .catch((failure) => {
          if (!isGone(failure)) report(house, failure);
          return null;
        });
    });
    house.metrics.count('acknowledged', { scope: speaker.scope });
    return id;
  });
}

/** One key for each delivery: a press of one choice on one card is the same deed, however often it is clicked. */
function keyOf({ conversation, id, pressed, text }: Inbound, activity: Activity): string {
  if (pressed !== null && pressed !== 'foreign' && pressed.press === 'answer' && activity.replyToId)
    return pressKey(conversation, activity.replyToId, pressed);
  const edit = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${conversation}|${id ?? randomUUID()}${activity.type === 'messageUpdate' ? `|${edit}` : ''}`;
}

/** The key of an answer by button. */
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
