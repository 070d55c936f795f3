import { createHash, randomUUID } from 'node:crypto';
import { type Activity, TeamsInfo, TurnContext } from 'botbuilder';
import type { Lang, Notice, Reply, Turn } from '../../domain';
import { read } from '../../intake/read';
import { speakerOf } from '../activity';
import type { Errand } from '../errand';
import { whereabouts } from '../graph/whereabouts';
import { takeOn } from '../hear';
import type { House } from '../house';
import { noteReply } from '../notes';
import { readPress } from '../press';
import { enter, written } from '../room';
import { currentCase, step } from '../step';
import { turnOf } from '../turn';
import { unseen } from '../unseen';
import { within } from '../within';
import { closing, showing } from './dialog';
import { type Payload, readPayload } from './payload';

/** Milliseconds to find out whether the bot is a member. */
const ROSTER = 1_200;

/** *Diagnose this message*: its text is diagnosed in a dialog, also where the bot is no member. The case is the presser's own and touches
 *  none of the conversation; a button puts the message before the bot in the conversation where it can speak there. */
export async function diagnoseMessage(context: TurnContext, house: House): Promise<object> {
  const { activity } = context;
  const payload = readPayload(activity);
  const lang = await langOf(activity, payload, house);
  if (!payload) return closing(lang, 'extension.nothing', house);
  const session = randomUUID();
  const mayPost = !payload.own && (await isMember(context));
  if (mayPost) await keepDraft(session, activity, payload, house);
  const reply = await diagnose(activity, payload, session, lang, mayPost, house);
  house.metrics.count('replies', { kind: reply.kind });
  return showing(reply, session, mayPost, house);
}

/** A button of the dialog: the next answer, or the message goes into the conversation. */
export async function goOn({ activity }: TurnContext, house: House): Promise<object> {
  const lang = await langOf(activity, null, house);
  const data = ((activity.value as { data?: unknown }).data ?? {}) as Readonly<Record<string, unknown>>;
  const session = /^[\w-]{36}$/.test(String(data.session)) ? String(data.session) : '';
  if (data.post === true) return post(activity, session, lang, house);
  const press = readPress(data);
  const turn = press && turnOf(press, house.now(), press.lang);
  const key = caseKey(activity, session);
  if (!turn) {
    const note = noteReply(await currentCase(house, key), lang, 'notice.unknown-button');
    return showing(note, session, false, house);
  }
  const { reply } = await step(house, key, turn);
  const draft = await house.store.getBytes(draftKey(activity, session));
  return showing(reply, session, draft !== null, house);
}

async function diagnose(
  activity: Activity,
  payload: Payload,
  session: string,
  lang: Lang,
  mayPost: boolean,
  house: House,
): Promise<Reply> {
  const key = caseKey(activity, session);
  const { text, quoted, image, file, own } = payload;
  const c = await currentCase(house, key);
  const files = file ? [{ phrase: mayPost ? 'extension.file.post' : 'extension.file.chat', values: {} }] : [];
  if (own) return noteReply(c, lang, 'extension.own');
  if (text === '' && quoted === '') {
    const why: Notice = { phrase: image ? 'notice.image' : 'extension.nothing', values: {} };
    return noteReply(c, lang, ...(files.length > 0 ? files : [why]));
  }
  const all = [text, quoted].filter((part) => part !== '').join('\n\n');
  const evidence = await read({ text: all, uploads: [], names: c.names }, house.knowledge.patterns);
  const turn: Turn = { kind: 'evidence', at: new Date(house.now()).toISOString(), lang, evidence };
  const { reply } = await step(house, key, turn);
  const notices = [
    ...files,
    ...unseen(image, evidence, reply.kind, house.knowledge.phrases),
    ...reply.notices,
  ];
  return { ...reply, notices };
}

/** The message becomes one said to the bot, by whoever asked for it; its files are looked for as theirs would be. */
async function post(activity: Activity, session: string, lang: Lang, house: House): Promise<object> {
  const key = draftKey(activity, session);
  const draft = session === '' ? null : await house.store.getBytes(key);
  if (!draft) return closing(lang, 'extension.gone', house);
  const errand = JSON.parse(Buffer.from(draft).toString()) as Errand;
  await house.store.dropBytes(key);
  await takeOn(`${errand.speaker.conversation}|post|${session}`, errand, house);
  return closing(lang, 'extension.posted', house);
}

async function keepDraft(session: string, activity: Activity, payload: Payload, house: House): Promise<void> {
  const { id, replyTo, author, text, quoted, image, file } = payload;
  const elsewhere = file && id !== null ? whereabouts(activity, { id, author, replyTo }, true) : null;
  const errand: Errand = {
    reference: TurnContext.getConversationReference(activity),
    speaker: speakerOf(activity),
    ...{ kind: 'message', text, quoted, image, elsewhere, files: [], edited: false },
  };
  async function* bytes() {
    yield Buffer.from(JSON.stringify(errand));
  }
  await house.store.putBytes(draftKey(activity, session), bytes());
}

/** Whether the person who asks and the bot are both in the conversation: where the bot is not, Teams refuses the question. */
async function isMember(context: TurnContext): Promise<boolean> {
  const asked = TeamsInfo.getMember(context, context.activity.from.id).then(
    (member) => member !== undefined,
    () => false,
  );
  return (await within(ROSTER, asked)) === true;
}

/** The reader of a dialog is who opened it, not who wrote the message. */
async function langOf(activity: Activity, payload: Payload | null, house: House): Promise<Lang> {
  const place = { speaker: speakerOf(activity), reference: {} };
  const { chosen } = await enter(house, place);
  return chosen ?? place.speaker.locale ?? written(payload?.text ?? '', payload?.text ?? '') ?? 'ja';
}

function caseKey(activity: Activity, session: string): string {
  return `dialog|${speakerOf(activity).person}|${session}`;
}

function draftKey(activity: Activity, session: string): string {
  return `draft-${createHash('sha256').update(caseKey(activity, session)).digest('hex')}`;
}
