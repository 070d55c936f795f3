import type { Diagnosis, Phrases, Reply, Suspect, Verdict } from '../domain';
import { coverage } from './coverage';
import { notices } from './notices';
import { plan } from './plan';
import { commands } from './press';
import { reasons } from './reasons';
import { sources } from './reference';
import { type Voice, voice } from './say';
import { type Block, item, type Sheet, section, type Tone, text } from './sheet';
import { suspects } from './suspects';
import { timeline } from './timeline';
import { factText, SIGNS } from './words';

type Diagnosed = Extract<Reply, { kind: 'diagnosis' | 'export' }>;

/** Sources worth opening; all of them stand in the knowledge. */
const TONES: Readonly<Record<Verdict, Tone>> = {
  confirmed: 'good',
  probable: 'warning',
  possible: 'normal',
  'already-fixed': 'accent',
  'not-applicable': 'bad',
  unknown: 'normal',
};

/** The verdict, why, the cause, what to do, how to verify, and what else it could be. */
export function diagnosis(reply: Diagnosed, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  const names = ['solved', 'not-solved', 'export', 'expert'] as const;
  return {
    blocks: [...notices(reply.notices, v), ...report(reply, phrases, v)],
    buttons: commands(names, reply, v),
  };
}

/** All that is known, without notices and buttons. */
export function report(reply: Diagnosed, phrases: Phrases, v: Voice): readonly Block[] {
  const d = reply.diagnosis;
  return [
    badge(d, v),
    ...why(reply, phrases, v),
    ...(d.cause ? section(v.say('label.cause'), [text(v.of(d.cause)), ...confidence(d, v)]) : []),
    ...(d.plan ? plan(d.plan, v) : []),
    ...suspects(d, phrases, v),
    ...timeline(reply.timeline, d, v),
    ...coverage(reply.files, phrases, v),
    ...section(v.say('label.references'), sources(d.references), { folded: true, detail: 'references' }),
  ];
}

/** The verdict's name, what it is about, and what the name means. */
export function badge(d: Diagnosis, v: Voice): Block {
  const { verdict } = d;
  return {
    kind: 'badge',
    sign: SIGNS[verdict],
    text: v.say(`verdict.${verdict}`),
    title: d.lead ? v.of(d.lead.title) : '',
    means: v.say(`verdict.${verdict}.means`),
    tone: TONES[verdict],
  };
}

function why(reply: Diagnosed, phrases: Phrases, v: Voice): readonly Block[] {
  const { lead, verdict } = reply.diagnosis;
  if (!lead)
    return section(
      v.say('label.facts'),
      reply.facts.map((fact) => item(factText(fact, phrases, v.lang))),
    );
  const ruledOut = verdict === 'already-fixed' || verdict === 'not-applicable';
  const speaksFor = section(v.say('label.evidence'), [
    ...reasons(lead.because, phrases, v),
    ...open(lead, v),
  ]);
  const against = reasons(lead.against, phrases, v);
  const facts = otherFacts(reply, lead, phrases, v);
  if (ruledOut) return [...section(v.say('label.why'), against), ...now(verdict, v), ...speaksFor, ...facts];
  return [...speaksFor, ...section(v.say('label.against'), against), ...facts];
}

/** Facts that are known and are no reason for or against the lead. */
function otherFacts(reply: Diagnosed, lead: Suspect, phrases: Phrases, v: Voice): readonly Block[] {
  const used = [...lead.because, ...lead.against].flatMap((reason) =>
    reason.kind === 'fact' ? [reason.fact] : [],
  );
  const rest = reply.facts.filter((fact) => !used.includes(fact.fact));
  return section(
    v.say('label.facts'),
    rest.map((fact) => item(factText(fact, phrases, v.lang))),
  );
}

function open(lead: Suspect, v: Voice): readonly Block[] {
  const names = lead.open.map((fact) => v.of(fact.name)).join(' / ');
  return names ? [text(names, { label: v.say('label.open'), tone: 'warning' })] : [];
}

function confidence(d: Diagnosis, v: Voice): readonly Block[] {
  if (d.confidence === null || d.confidence === 'documented') return [];
  return [text(v.say(`confidence.${d.confidence}`), { tone: 'warning' })];
}

function now(verdict: 'already-fixed' | 'not-applicable', v: Voice): readonly Block[] {
  return section(v.say('label.now'), [text(v.say(`label.what-now.${verdict}`))]);
}
