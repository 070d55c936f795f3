import type {
  FactShown,
  FactSource,
  FileRead,
  Hit,
  Lang,
  Phrases,
  Place,
  Reason,
  Suspect,
  Verdict,
} from '../domain';
import { type Voice, voice } from './say';

/** Signs that go with the verdicts; the name always stands beside them. */
export const SIGNS: Readonly<Record<Verdict, string>> = {
  confirmed: '✅',
  probable: '🟡',
  possible: '⚪',
  'already-fixed': '☑️',
  'not-applicable': '⛔',
  unknown: '❔',
};

/** The verdict's name with its sign. */
export function verdictText(verdict: Verdict, phrases: Phrases, lang: Lang): string {
  return `${SIGNS[verdict]} ${voice(phrases, lang).say(`verdict.${verdict}`)}`;
}

/** Where a line stands: file, line, and the time written in it. */
export function placeText(place: Place, phrases: Phrases, lang: Lang): string {
  const v = voice(phrases, lang);
  const { file, line, time } = place;
  if (file === 'message') return v.say('text.place.message', { line });
  return time === undefined
    ? v.say('text.place', { file, line })
    : v.say('text.place.time', { file, line, time: short(time) });
}

/** Where a fact's value comes from. */
export function sourceText(from: FactSource, phrases: Phrases, lang: Lang): string {
  return from.kind === 'answer'
    ? voice(phrases, lang).say('source.answer')
    : placeText(from.place, phrases, lang);
}

/** A known fact with its value and where that comes from. */
export function factText(fact: FactShown, phrases: Phrases, lang: Lang): string {
  const { name, label, value } = fact;
  return voice(phrases, lang).say('text.fact.source', {
    name,
    label,
    source: sourceText(value.from, phrases, lang),
  });
}

/** Where a hit stands, and how often when more than once. */
export function hitText(hit: Hit, phrases: Phrases, lang: Lang): string {
  const where = placeText(hit, phrases, lang);
  return hit.count > 1 ? `${where} · ${timesText(hit, voice(phrases, lang))}` : where;
}

function timesText({ count, first, last }: Hit, v: Voice): string {
  if (first === undefined || last === undefined || first === last) return v.say('text.times', { count });
  return v.say('text.times.period', { count, last: short(last) });
}

/** A count as people read it: `18,234`. */
export function figure(count: number): string {
  return count.toLocaleString('en-US');
}

/** Log times to the second: `2022-06-01 09:12:33`. */
export function short(time: string): string {
  return time.replace(/\.\d+$/, '');
}

/** One reason for or against a suspect, in one line. */
export function reasonText(reason: Reason, phrases: Phrases, lang: Lang): string {
  const v = voice(phrases, lang);
  switch (reason.kind) {
    case 'hit':
      return `${hitText(reason.hit, phrases, lang)}: ${reason.hit.quote}`;
    case 'symptom':
      return v.say('text.symptom', { title: reason.title });
    case 'told':
      return v.say('text.told');
    case 'fact':
      return factText(reason, phrases, lang);
    case 'code': {
      const { code, count, first } = reason.code;
      return v.say('text.code', { code, count, place: placeText(first, phrases, lang) });
    }
    case 'update':
      return update(reason, phrases, lang);
    case 'silent':
      return v.say('text.silent', { log: reason.log });
  }
}

function update(reason: Extract<Reason, { kind: 'update' }>, phrases: Phrases, lang: Lang): string {
  const v = voice(phrases, lang);
  const source = sourceText(reason.value.from, phrases, lang);
  return reason.release === undefined
    ? v.say('text.update', { kb: reason.kb, source })
    : v.say('text.release', { version: reason.release, source });
}

/** What became of one file: the log it is, lines, period and an encoding worth naming, or why it was not read and what to do. */
export function fileText(file: FileRead, phrases: Phrases, lang: Lang): string {
  const v = voice(phrases, lang);
  if (!file.read)
    return v.say('text.file.skipped', { name: file.name, reason: v.say(`skip.${file.reason}`) });
  const { from, to, cut, encoding } = file;
  const lines = figure(file.lines);
  const name = named(file, v);
  const tail = isOdd(encoding) ? ` · ${encoding.toUpperCase()}` : '';
  if (cut) return v.say('text.file.cut', { name, lines, reason: v.say(`skip.${cut}`) }) + tail;
  if (from === undefined || to === undefined) return v.say('text.file.read.undated', { name, lines }) + tail;
  return v.say('text.file.read', { name, lines, period: `${short(from)} – ${short(to)}` }) + tail;
}

/** The name, and the log it is where the name does not say so. */
function named({ name, log }: Extract<FileRead, { read: true }>, v: Voice): string {
  const isNamed = log === undefined || name.toLowerCase().endsWith(log.toLowerCase());
  return isNamed ? name : v.say('text.file.log', { name, log });
}

/** An encoding other than the usual UTF-8. */
export function isOdd(encoding: string): boolean {
  return !encoding.startsWith('utf-8');
}

/** A suspect's title and verdict. */
export function suspectText(suspect: Suspect, phrases: Phrases, lang: Lang): string {
  const v = voice(phrases, lang);
  return v.say('text.suspect', { title: suspect.title, verdict: v.say(`verdict.${suspect.verdict}`) });
}
