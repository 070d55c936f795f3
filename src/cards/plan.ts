import type { Plan, PlanStep } from '../domain';
import type { Voice } from './say';
import { type Block, section, text } from './sheet';

/** The numbered steps to tick off, the other way, how to verify, what may follow, and what else to know. */
export function plan(p: Plan, v: Voice): readonly Block[] {
  const alternative = p.alternative.map((one, i) => step(one, i, false, v));
  return [
    ...section(
      v.say('label.steps'),
      p.steps.map((one, i) => step(one, i, true, v)),
    ),
    ...section(v.say('label.alternative'), alternative, { folded: true, detail: 'alternative' }),
    ...section(v.say('label.verify'), [
      text(v.of(p.verify)),
      ...(p.after ? [text(v.of(p.after), { label: v.say('label.after') })] : []),
    ]),
    ...section(
      v.say('label.notes'),
      p.notes.map((note) => text(v.of(note))),
    ),
  ];
}

function step(one: PlanStep, i: number, tick: boolean, v: Voice): Block {
  const more: Block[] = [];
  if (one.where) more.push(text(v.of(one.where), { label: v.say('label.where'), tone: 'subtle' }));
  if (one.command !== null) more.push({ kind: 'command', text: one.command });
  if (one.expect) more.push(text(v.of(one.expect), { label: v.say('label.expect'), tone: 'subtle' }));
  return { kind: 'step', number: i + 1, tick, text: v.of(one.do), more };
}
