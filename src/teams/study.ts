import { analysing } from '../cards/analysing';
import { received } from '../cards/upload';
import type { Lang, Notice, Reply, Turn } from '../domain';
import type { Desk } from './desk';
import type { Errand, HandedIn, Message } from './errand';
import { type Gathered, gather } from './gather';
import { langOf } from './lang-of';
import { letterOf, plain } from './letter';
import { nameless, shown } from './nameless';
import { noteReply } from './notes';
import { openProgress } from './progress';
import { keepChoice, languageIn, leave, written } from './room';
import { currentCase, step } from './step';
import { unseen } from './unseen';
import { linkFor } from './upload/ticket';
import type { Ending } from './work';

type Speak = (lang: Lang) => void;

/** Files that came by the upload page: the card with the link says so, and the diagnosis stands below. */
export async function answerUpload(errand: Errand & HandedIn, desk: Desk, speak: Speak): Promise<Ending> {
  const told = tellReceived(errand, desk);
  let ending: Ending = 'done';
  try {
    ending = await study(errand, desk, speak);
    return ending;
  } finally {
    await told;
    if (ending !== 'left') for (const { bytes } of errand.files) await desk.house.store.dropBytes(bytes);
  }
}

async function tellReceived({ card, lang, files }: HandedIn, { outbox, house }: Desk): Promise<void> {
  if (card === null) return;
  const names = nameless(files.map((file) => file.name));
  await outbox.nudge(card, plain(received(lang, house.knowledge.phrases, names))).catch(() => null);
}

/** Words and files become evidence, the evidence a turn of the case, and the turn one card. */
export async function study(
  errand: Errand & (Message | HandedIn),
  desk: Desk,
  speak: Speak,
): Promise<Ending> {
  const { house, room, underway, outbox } = desk;
  const lang = langOf(errand, room);
  speak(lang);
  const progress = openProgress(async (work) => {
    const card = await underway.card();
    if (card !== null) await outbox.nudge(card, plain(analysing(lang, house.knowledge.phrases, shown(work))));
  }, house.pace.progressMs);
  const around = { context: desk.context, show: progress, signal: underway.signal };
  const got = await gather(errand, around, house).finally(() => progress.end());
  if (underway.signal.aborted) return withdrawn(errand, desk);
  const { reply, spoken } = (await nothing(errand, got, desk, lang)) ?? (await turn(errand, got, desk, lang));
  await answer(reply, spoken, desk, speak);
  return 'done';
}

/** Says what an errand came to, in the place of the card that stood for it. */
export async function answer(reply: Reply, spoken: Lang | null, desk: Desk, speak: Speak): Promise<void> {
  const { house, room, underway, outbox } = desk;
  speak(reply.lang);
  const linked = await linkFor(reply, room, house);
  const letter = letterOf(linked.reply, house, room.reference.user?.id ?? null);
  const id = await outbox.say(letter, await underway.standing());
  await linked.sent(id);
  house.metrics.count('replies', { kind: reply.kind });
  if (underway.signal.reason !== 'gone') await leave(house, room, { card: id, spoken });
}

interface Outcome {
  readonly reply: Reply;
  readonly spoken: Lang | null;
}

/** What is said where there is nothing to read, because it could not be had or is a picture; null where there is, or nothing was sent at all. */
async function nothing(
  errand: Errand & (Message | HandedIn),
  { evidence, missing, image }: Gathered,
  { house, room }: Desk,
  lang: Lang,
): Promise<Outcome | null> {
  const bare = errand.kind === 'message' && errand.text === '' && errand.quoted === '';
  if (!bare || evidence.files.length > 0 || (missing.length === 0 && !image)) return null;
  const c = await currentCase(house, room.key);
  const why = missing.length > 0 ? missing : ['notice.image'];
  return { reply: noteReply(c, lang, ...why), spoken: null };
}

async function turn(
  errand: Errand & (Message | HandedIn),
  { evidence, missing, image }: Gathered,
  { house, room }: Desk,
  lang: Lang,
): Promise<Outcome> {
  const at = new Date(house.now()).toISOString();
  const { text, quoted, edited } =
    errand.kind === 'message' ? errand : { text: '', quoted: '', edited: false };
  const spoken = errand.kind === 'upload' ? null : written(quoted === '' ? evidence.said : text, text);
  const speaks = errand.kind === 'upload' ? lang : languageIn(room, spoken);
  const taken: Turn = { kind: 'evidence', at, lang: speaks, evidence };
  const { before, after, reply } = await step(house, room.key, taken);
  await keepChoice(house, room, before, after);
  const again: readonly Notice[] = edited ? [{ phrase: 'notice.edited', values: {} }] : [];
  const passed = unseen(image, evidence, reply.kind, house.knowledge.phrases);
  return { reply: { ...reply, notices: [...again, ...missing, ...passed, ...reply.notices] }, spoken };
}

/** Stopped: because the message was deleted, which its card says; or because the server stops, to go on later; or without a word where the bot was taken away. */
export async function withdrawn(errand: Errand, { house, outbox, underway, room }: Desk): Promise<Ending> {
  const { reason } = underway.signal;
  if (reason === 'closing') return 'left';
  const card = reason === 'withdrawn' ? await underway.standing() : null;
  if (card === null) return 'done';
  const reply = noteReply(await currentCase(house, room.key), langOf(errand, room), 'notice.withdrawn');
  await outbox.replace(card, letterOf(reply, house)).catch(() => null);
  return 'done';
}
