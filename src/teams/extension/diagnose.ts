import { randomUUID } from 'node:crypto';
import { type Activity, TeamsInfo, TurnContext } from 'botbuilder';
import type { Knowledge, Lang, Notice, Reply, Turn } from '../../domain';
import { readCommand } from '../../triage/command';
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
import { caseKey, draftOf, keepDraft } from './draft';
import { type Payload, readPayload } from './payload';

/** Milliseconds to find out whether the bot is a member. */
const ROSTER = 1_200;

/** *Diagnose this message*: its text is diagnosed in a dialog, also where the bot is no member. The case is the presser's own and touches
 *  none of the conversation; a button puts the message before the bot in the conversation where it can speak there. */
export async function diagnoseMessage(context: TurnContext, house: House): Promise<object> {
  const { activity } = context;
  const payload = withoutOrders(readPayload(activity), house.knowledge);
  const lang = await langOf(activity, payload, house);
  if (!payload) return closing(lang, 'extension.nothing', house);
  const session = randomUUID();
  const errand = errandOf(activity, payload);
  const mayPost = errand !== null && (await isMember(context));
  if (mayPost) await keepDraft(activity, session, { errand, lang }, house);
  const reads = mayPost && errand.elsewhere !== null;
  const reply = await diagnose(activity, payload, session, lang, reads, house);
  house.metrics.count('replies', { kind: reply.kind });
  return showing(reply, session, mayPost, house);
}

/** A button of the dialog: the next answer, or the message goes into the conversation. */
export async function goOn({ activity }: TurnContext, house: House): Promise<object> {
  const data = ((activity.value as { data?: unknown }).data ?? {}) as Readonly<Record<string, unknown>>;
  const session = typeof data.session === 'string' && /^[\w-]{36}$/.test(data.session) ? data.session : '';
  const draft = await draftOf(activity, session, house);
  const lang = draft?.lang ?? (await langOf(activity, null, house));
  if (data.post === true) return post(activity, session, lang, house);
  const press = readPress(data);
  const turn = press && turnOf(press, house.now(), press.lang);
  const key = caseKey(activity, session);
  const mayPost = draft !== null && draft.errand !== null;
  if (!turn) {
    const note = noteReply(await currentCase(house, key), lang, 'notice.unknown-button');
    return showing(note, session, mayPost, house);
  }
  const { reply } = await step(house, key, turn);
  return showing(reply, session, mayPost, house);
}

/** `reads`: posted, the message's files would be looked for as well. */
async function diagnose(
  activity: Activity,
  payload: Payload,
  session: string,
  lang: Lang,
  reads: boolean,
  house: House,
): Promise<Reply> {
  const key = caseKey(activity, session);
  const { text, quoted, image, file, own } = payload;
  const c = await currentCase(house, key);
  const files = file ? [{ phrase: reads ? 'extension.file.post' : 'extension.file.chat', values: {} }] : [];
  if (own) return noteReply(c, lang, 'extension.own');
  if (text === '' && quoted === '') {
    const why: Notice = { phrase: image ? 'notice.image' : 'extension.nothing', values: {} };
    return noteReply(c, lang, ...(files.length > 0 ? files : [why]));
  }
  const all = [text, quoted].filter((part) => part !== '').join('\n\n');
  const evidence = await house.reader.read({ text: all, uploads: [], names: c.names });
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
  const draft = await draftOf(activity, session, house);
  if (!draft) return closing(lang, 'extension.gone', house);
  const { errand } = draft;
  if (errand === null) return closing(lang, 'extension.posted', house);
  await takeOn(`${errand.speaker.conversation}|post|${session}`, errand, house);
  await keepDraft(activity, session, { errand: null, lang }, house);
  return closing(lang, 'extension.posted', house);
}

/** What a post would ask of the bot; null where that is nothing. */
function errandOf(activity: Activity, payload: Payload): (Errand & { readonly kind: 'message' }) | null {
  const { id, replyTo, author, text, quoted, image, file, own } = payload;
  const elsewhere = file && id !== null ? whereabouts(activity, { id, author, replyTo }, true) : null;
  if (own || (text === '' && quoted === '' && elsewhere === null)) return null;
  return {
    reference: TurnContext.getConversationReference(activity),
    speaker: speakerOf(activity),
    ...{ kind: 'message', text, quoted, image, elsewhere, files: [], edited: false, lost: false },
  };
}

/** What others say to the bot, or to one another (`help`, 「解決しました」, "English"), is no order of the person who asks. */
function withoutOrders(payload: Payload | null, k: Knowledge): Payload | null {
  const order = payload && readCommand(payload.text, k);
  return payload && order && !('about' in order) ? { ...payload, text: '' } : payload;
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
