import type { Plan, Text } from '../domain';
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

/** What a person does, as a plan or the knowledge has it. */
interface Doing {
  readonly do: Text;
  readonly where?: Text | null;
  readonly command?: string | null;
  readonly expect?: Text | null;
}

/** The step numbered from `i` = 0, with where to do it, the command and what comes of it. */
export function step(one: Doing, i: number, tick: boolean, v: Voice): Block {
  const more: Block[] = [];
  if (one.where) more.push(text(v.of(one.where), { label: v.say('label.where'), tone: 'subtle' }));
  if (one.command) more.push({ kind: 'command', text: one.command });
  if (one.expect) more.push(text(v.of(one.expect), { label: v.say('label.expect'), tone: 'subtle' }));
  return { kind: 'step', number: i + 1, tick, text: v.of(one.do), more };
}
