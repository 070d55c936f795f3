import type { Case, Lang, Notice, Press, Reply, Text, Turn } from '../domain';
import type { Desk } from './desk';
import type { Errand, Pressed } from './errand';
import type { House } from './house';
import { langOf } from './lang-of';
import { letterOf } from './letter';
import { noteReply } from './notes';
import { keepChoice, leave, type Room } from './room';
import { currentCase, step } from './step';
import { answer } from './study';
import { turnOf } from './turn';
import { linkFor } from './upload/ticket';
import type { Ending } from './work';

/** A button: the turn it stands for, answered by a new card, or for the newer kind in the place of the pressed one. */
export async function answerPress(
  errand: Errand & Pressed,
  desk: Desk,
  speak: (lang: Lang) => void,
): Promise<Ending> {
  const { house, room } = desk;
  const { press, inPlace } = errand;
  const lang = langOf(errand, room);
  speak(lang);
  const turn = press && turnOf(press, house.now(), lang);
  if (!turn) {
    const note = noteReply(await currentCase(house, room.key), lang, 'notice.unknown-button');
    await answer(note, null, desk, speak);
    return 'done';
  }
  const { before, after, reply } = await step(house, room.key, turn);
  await keepChoice(house, room, before, after);
  const by = answeredBy(press, errand, after, reply, house);
  const told = { ...reply, notices: [...by, ...reply.notices] };
  if (inPlace) await putInPlace(told, errand, desk);
  else await answer(told, null, desk, speak);
  return 'done';
}

/** What a case comes to takes the place of the pressed card, for everyone; anything said beside it (an export, thanks, a link) is a
 *  message of its own, so that the diagnosis stays. Who presses too late is told alone: the others go on seeing who answered. */
async function putInPlace(reply: Reply, { card: id }: Pressed, desk: Desk): Promise<void> {
  const { house, room, outbox, underway } = desk;
  const stands = isLate(reply) && room.record?.card === id;
  house.metrics.count('replies', { kind: reply.kind });
  const state = isState(reply) ? reply : await standing(room, reply.lang, house);
  const shown = isState(state) || isState(reply) ? state : reply;
  const linked = await linkFor(shown, room, house);
  const letter = letterOf(linked.reply, house);
  const [first] = letter.cards;
  if (first) underway.show(first());
  if (shown !== reply) await beside(reply, desk);
  const there = id === null || stands ? id : await outbox.say(letter, id);
  await leave(house, room, { card: there });
  await linked.sent(there);
}

async function beside(reply: Reply, { house, room, outbox }: Desk): Promise<void> {
  const linked = await linkFor(reply, room, house);
  await linked.sent(await outbox.say(letterOf(linked.reply, house), null));
}

export function isState(reply: Reply): boolean {
  return ['question', 'more-evidence', 'diagnosis', 'unknown'].includes(reply.kind);
}

function isLate({ notices }: Reply): boolean {
  return notices.some((one) => one.phrase === 'notice.already-answered');
}

/** Where the case stands, without taking a turn. */
export async function standing(room: Pick<Room, 'key'>, lang: Lang, house: House): Promise<Reply> {
  const at = new Date(house.now()).toISOString();
  const turn: Turn = { kind: 'command', command: { name: 'status' }, at, lang };
  return (await step(house, room.key, turn, false)).reply;
}

/** In a shared conversation everyone sees who gave the answer that the case now has. */
function answeredBy(
  press: Press,
  { speaker }: Errand,
  after: Case,
  reply: Reply,
  house: House,
): readonly Notice[] {
  const { scope, name } = speaker;
  if (scope === 'personal' || name === null || press.press !== 'answer') return [];
  const taken = after.facts[press.fact]?.value === press.value;
  const fact = house.knowledge.facts.get(press.fact);
  if (!taken || isLate(reply) || !fact) return [];
  const option = fact.options.find((one) => one.value === press.value);
  const { ja, en } = house.knowledge.phrases;
  const dontKnow: Text = { ja: ja['button.unknown'] ?? '', en: en['button.unknown'] ?? '' };
  const values = { name, fact: fact.name, label: option?.label ?? dontKnow };
  return [{ phrase: 'notice.answered-by', values }];
}
