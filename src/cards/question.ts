import type { FactShown, Phrases, Question, Reply, Verdict } from '../domain';
import { coverage } from './coverage';
import { notices } from './notices';
import { answer, columns, commands, type On, WIDEST } from './press';
import { type Voice, voice } from './say';
import { type Block, type Button, type Choice, item, type Sheet, section, text } from './sheet';
import { factText, sourceText } from './words';

type Asking = Extract<Reply, { kind: 'question' | 'more-evidence' }>;

/** Teams shows six buttons; one of them is "I don't know". */
const MOST_BUTTONS = 6;
const LIVE: readonly Verdict[] = ['confirmed', 'probable', 'possible'];
/** A suspect this many times less likely than the first is no longer counted. */
const FAR_BEHIND = 10;
/** A possible suspect below this is not worth naming yet. */
const WORTH_NAMING = 0.3;

/** One question: what was understood, what is asked and why, where to look, and the choices. */
export function question(reply: Asking, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  const { question: q } = reply;
  const options = choices(q, v);
  const picks = needsPick(options);
  return {
    blocks: [
      ...notices(reply.notices, v),
      ...understood(reply, phrases, v),
      { kind: 'title', text: v.of(q.ask) },
      ...conflict(q, phrases, v),
      text(q.conflict ? v.say('question.conflict.why') : v.of(q.why), { label: v.say('label.why-asked') }),
      text(v.of(q.how), { label: v.say(q.kind === 'log' ? 'label.how-to-send' : 'label.where-to-look') }),
      ...(q.command ? fetching(q.command, v) : []),
      ...soFar(reply, v),
      ...(picks ? [pick(options, v)] : []),
      ...coverage(reply.files, phrases, v),
    ],
    buttons: buttons(q, options, picks, reply, v),
  };
}

/** Where the log's machine is at hand: a line to paste there. */
function fetching(command: string, v: Voice): readonly Block[] {
  return [text(v.say('label.fetch'), { tone: 'subtle' }), { kind: 'command', text: command }];
}

function understood(reply: Asking, phrases: Phrases, v: Voice): readonly Block[] {
  const suspects = reply.diagnosis.suspects.filter((suspect) => LIVE.includes(suspect.verdict));
  const top = Math.max(0, ...suspects.map((suspect) => suspect.probability));
  const live = suspects.filter((suspect) => suspect.probability * FAR_BEHIND >= top).length;
  const symptoms = reply.symptoms.map(v.of).join(' / ');
  const facts = reply.facts.map((fact) => shortFact(fact, phrases, v)).join(' / ');
  return [
    ...(symptoms ? [text(symptoms, { label: v.say('label.symptoms'), tone: 'subtle' })] : []),
    ...(facts ? [text(facts, { label: v.say('label.facts'), tone: 'subtle' })] : []),
    ...(live > 0
      ? [text(live === 1 ? v.say('label.remaining.one') : v.say('label.remaining', { count: live }))]
      : []),
  ];
}

/** A person remembers their own answers; what a log said is shown with its place. */
function shortFact(fact: FactShown, phrases: Phrases, v: Voice): string {
  if (fact.value.from.kind === 'log') return factText(fact, phrases, v.lang);
  return v.say('text.fact', { name: fact.name, label: fact.label });
}

function conflict(q: Question, phrases: Phrases, v: Voice): readonly Block[] {
  const values = q.conflict?.values ?? [];
  const seen = values.flatMap((value) => {
    const source = sourceText(value.from, phrases, v.lang);
    const line = item(v.say('text.conflict.value', { label: labelOf(q, value.value, v), source }));
    return value.from.kind === 'log' ? [line, { kind: 'quote', text: value.from.quote } as const] : [line];
  });
  return section(v.say('question.conflict.seen'), seen);
}

function labelOf(q: Question, value: string, v: Voice): string {
  const label = (one: string) => q.options.find((option) => option.value === one)?.label;
  return value
    .split(',')
    .map((one) => (label(one) ? v.of(label(one) ?? { ja: one, en: one }) : one))
    .join(', ');
}

function soFar({ diagnosis }: Asking, v: Voice): readonly Block[] {
  const { lead } = diagnosis;
  if (!lead || !LIVE.includes(lead.verdict)) return [];
  if (lead.verdict === 'possible' && lead.probability < WORTH_NAMING) return [];
  const verdict = v.say(`verdict.${lead.verdict}`);
  return [text(v.say('label.so-far', { title: lead.title, verdict }), { tone: 'subtle' })];
}

/** The options, those in conflict first; "don't know" has its own button. */
function choices(q: Question, v: Voice): readonly Choice[] {
  const disputed = q.conflict?.values.map((value) => value.value) ?? [];
  const options = q.options.filter((option) => option.value !== 'unknown');
  const first = options.filter((option) => disputed.includes(option.value));
  const rest = options.filter((option) => !disputed.includes(option.value));
  return [...first, ...rest].map(({ label, value }) => ({ title: v.of(label), value }));
}

/** Too many for buttons, or too long to be read on them. */
function needsPick(options: readonly Choice[]): boolean {
  return options.length >= MOST_BUTTONS || options.some((option) => columns(option.title) > WIDEST);
}

function pick(options: readonly Choice[], v: Voice): Block {
  return { kind: 'pick', label: v.say('button.choose'), error: v.say('button.choose.error'), options };
}

function buttons(
  q: Question,
  options: readonly Choice[],
  picks: boolean,
  on: On,
  v: Voice,
): readonly Button[] {
  if (q.kind === 'log')
    return [...commands(['upload'], on, v), answer(v.say('button.no-log'), q.id, 'unknown', on)];
  const unknown = answer(v.say('button.unknown'), q.id, 'unknown', on);
  if (!picks) return [...options.map((option) => answer(option.title, q.id, option.value, on)), unknown];
  const data = { press: 'answer', lang: on.lang, revision: on.revision, fact: q.id } as const;
  return [{ title: v.say('button.send'), data, takesPick: true }, unknown];
}
