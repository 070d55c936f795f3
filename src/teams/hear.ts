import type { TurnContext } from 'botbuilder';
import { analysing } from '../cards/analysing';
import { render } from '../cards/render';
import type { Evidence, Lang, Reply, Turn } from '../domain';
import { read } from '../intake/read';
import { type Inbound, readActivity } from './activity';
import { download } from './download';
import type { House } from './house';
import { noteReply, sorry, tooBig } from './notes';
import { once } from './once';
import { type Outbox, openOutbox } from './outbox';
import { report } from './report';
import { enter, keepChoice, languageIn, leave, pressLang, type Room, written } from './room';
import { currentCase, step } from './step';
import { turnOf } from './turn';
import { unseen } from './unseen';

/** A message: words, files, or a button of the older kind. Answered with one card, once, after the one before it. */
export async function hear(context: TurnContext, house: House): Promise<void> {
  const inbound = readActivity(context.activity);
  if (!inbound.addressed) return;
  await once(house, inbound.conversation, inbound.id, () =>
    house.queue(inbound.conversation, () => answer(context, inbound, house)),
  );
}

/** What a turn came to, before it is sent. */
interface Outcome {
  readonly reply: Reply;
  readonly spoken: Lang | null;
}

async function answer(context: TurnContext, inbound: Inbound, house: House): Promise<void> {
  const { phrases } = house.knowledge;
  let lang = inbound.locale ?? 'ja';
  const outbox = openOutbox(context, house, () => tooBig(house, lang));
  try {
    const room = await enter(house, context.activity, inbound.conversation, inbound.person, inbound.locale);
    lang = languageIn(room, written(inbound.text, inbound.text));
    const { reply, spoken } = await think(inbound, room, outbox, house, lang);
    lang = reply.lang;
    const card = await outbox.say(render(reply, phrases));
    house.metrics.count('replies', { kind: reply.kind });
    await leave(house, room, { card, spoken });
  } catch (failure) {
    const id = report(house, failure);
    await outbox.say(sorry(house, lang, id)).catch((again) => report(house, again));
  }
}

function think(inbound: Inbound, room: Room, outbox: Outbox, house: House, lang: Lang): Promise<Outcome> {
  if (inbound.pressed !== null) return press(inbound, room, house, lang);
  const bare = inbound.text === '' && inbound.quoted === '' && inbound.files.length === 0;
  if (bare && inbound.outOfReach) return note(house, room, lang, 'teams.channel-file');
  if (bare && inbound.image) return note(house, room, lang, 'notice.image');
  return study(inbound, room, outbox, house, lang);
}

async function note(house: House, room: Room, lang: Lang, phrase: string): Promise<Outcome> {
  const c = await currentCase(house, room.key);
  return { reply: noteReply(c, lang, phrase), spoken: null };
}

async function press({ pressed, scope }: Inbound, room: Room, house: House, lang: Lang): Promise<Outcome> {
  const turn =
    pressed === null || pressed === 'foreign'
      ? null
      : turnOf(pressed, house.now(), pressLang(pressed.lang, scope, room));
  if (!turn) return note(house, room, lang, 'notice.unknown-button');
  const { before, after, reply } = await step(house, room.key, turn);
  await keepChoice(house, room, before, after);
  return { reply, spoken: null };
}

async function study(
  inbound: Inbound,
  room: Room,
  outbox: Outbox,
  house: House,
  lang: Lang,
): Promise<Outcome> {
  const { phrases } = house.knowledge;
  const names = inbound.files.map((file) => file.name);
  if (names.length > 0) await outbox.wait(analysing(lang, phrases, names));
  const evidence = await gather(inbound, room, house);
  const spoken = written(inbound.quoted === '' ? evidence.said : inbound.text, inbound.text);
  const at = new Date(house.now()).toISOString();
  const turn: Turn = { kind: 'evidence', at, lang: languageIn(room, spoken), evidence };
  const { before, after, reply } = await step(house, room.key, turn);
  await keepChoice(house, room, before, after);
  const notices = [...unseen(inbound, evidence, reply.kind, phrases), ...reply.notices];
  return { reply: { ...reply, notices }, spoken };
}

/** The words and files of a message as evidence; their bytes are let go of here. */
async function gather(inbound: Inbound, room: Room, house: House): Promise<Evidence> {
  const { uploads, skipped } = await download(inbound.files, house.fileHosts, house.limits);
  for (const file of skipped) house.metrics.count('downloads', { outcome: file.read ? 'read' : file.reason });
  for (const _ of uploads) house.metrics.count('downloads', { outcome: 'fetched' });
  const { names } = await currentCase(house, room.key);
  const text = [inbound.text, inbound.quoted].filter((part) => part !== '').join('\n\n');
  return read({ text, uploads, names, skipped }, house.knowledge.patterns);
}
