import type { KnownIssue, Lang, Phrases, Signature } from '../domain';
import type { AdaptiveCard } from './draw';
import { clean } from './escape';
import { step } from './plan';
import { sources } from './reference';
import { type Voice, voice } from './say';
import { type Block, item, section, text } from './sheet';
import { shrink } from './shrink';

const MOST_LINES = 3;
const MOST_STEPS = 3;
/** Characters of a preview's text. */
const LONGEST = 120;
const PLACEHOLDER = /\{[a-z][a-z0-9_-]{0,31}\}/gi;
const WEIGHTS: readonly Signature['weight'][] = ['proof', 'strong', 'hint'];

/** A known issue to be read by people whose case it may not be: what it is, how to recognise it, what to do. Links, no presses: it may stand where no bot is. */
export function issue(known: KnownIssue, phrases: Phrases, lang: Lang): AdaptiveCard {
  const v = voice(phrases, lang);
  const blocks = [
    { kind: 'title', text: v.of(known.title) } as const,
    text(area(known, phrases, lang), { label: v.say('label.area'), tone: 'subtle' }),
    doubt(known, v),
    ...section(v.say('label.cause'), [text(v.of(known.cause))]),
    ...section(v.say('label.lines'), lines(known, v)),
    ...section(v.say('label.decisive'), known.decides ? [text(v.of(known.decides))] : []),
    ...section(v.say('label.updates'), updates(known, v)),
    ...section(v.say('label.steps'), steps(known, v)),
    ...section(v.say('label.verify'), [text(v.of(known.verify))]),
    ...section(v.say('label.references'), sources(known.references), { detail: 'references' }),
    ...section(v.say('issue.own-case'), [text(v.say('issue.own-case.how'))]),
  ];
  return shrink({ blocks, buttons: [] }, lang, phrases);
}

/** The issue in two plain lines, for a list of what was found. */
export function preview(
  known: KnownIssue,
  phrases: Phrases,
  lang: Lang,
): { readonly title: string; readonly text: string } {
  const about = known.fixedBy.length > 0 ? known.fixedBy.join(', ') : area(known, phrases, lang);
  return {
    title: clean(known.title[lang], LONGEST),
    text: clean(`${about} · ${known.cause[lang].trim()}`, LONGEST - 1),
  };
}

/** The area's name; its id where it has none yet. */
function area(known: KnownIssue, phrases: Phrases, lang: Lang): string {
  const key = known.area.replaceAll('/', '.');
  return phrases[lang][`area.${key}`] ?? known.area;
}

function doubt({ confidence }: KnownIssue, v: Voice): Block {
  const tone = confidence === 'documented' ? 'subtle' : 'warning';
  return text(v.say(`confidence.${confidence}`), { tone });
}

/** The lines that tell most, those of one log together below its name. */
function lines({ signatures }: KnownIssue, v: Voice): readonly Block[] {
  const byWeight = WEIGHTS.flatMap((weight) => signatures.filter((one) => one.weight === weight));
  const shown = byWeight.slice(0, MOST_LINES);
  const place = ({ logs }: Signature) => logs.join(' / ') || v.say('issue.any-log');
  return [...new Set(shown.map(place))].flatMap((log) => [
    item(log),
    ...shown.filter((one) => place(one) === log).map(quote),
  ]);
}

function quote({ texts }: Signature): Block {
  return { kind: 'quote', text: (texts[0] ?? '').replace(PLACEHOLDER, '…') };
}

function updates({ fixedBy }: KnownIssue, v: Voice): readonly Block[] {
  return fixedBy.length > 0 ? [text(v.say('issue.updates', { kbs: fixedBy.join(', ') }))] : [];
}

/** The first steps that hold for everyone; those for some sites only where there are no others. */
function steps(known: KnownIssue, v: Voice): readonly Block[] {
  const general = known.steps.filter((one) => one.when === undefined);
  const all = general.length > 0 ? general : known.steps;
  const sorted = [...all.filter((one) => one.first === true), ...all.filter((one) => one.first !== true)];
  const shown = sorted.slice(0, MOST_STEPS).map((one, i) => step(one, i, false, v));
  const more = sorted.length - MOST_STEPS;
  return more > 0 ? [...shown, item(v.say('text.more', { count: more }), 'subtle')] : shown;
}
