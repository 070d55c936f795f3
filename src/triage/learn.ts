import type {
  BuildSeen,
  Case,
  Conflict,
  Evidence,
  FactValue,
  FileRead,
  Hit,
  Knowledge,
  Reading,
} from '../domain';
import { goesOn, latest } from './latest';
import { agreed, RELEASE, releaseReadings, today } from './release';

type Facts = Record<string, FactValue>;

/** The case with everything an evidence adds: lines, codes, builds, files, and the facts the logs answer. What a log and a person say differently becomes a conflict, and the fact is not known until it is settled. */
export function learn(c: Case, e: Evidence, k: Knowledge): Case {
  const builds = new Set(c.builds.map(buildKey));
  const files = new Set(e.files.map((file) => file.name));
  const codes = new Set(e.codes.map((code) => code.code));
  const isOver = passed(e);
  const isAgain = repeated(e);
  const merged: Case = {
    ...c,
    hits: [...c.hits.filter((old) => !isAgain(old) && !isOver(old)), ...e.hits],
    codes: [...c.codes.filter((old) => !codes.has(old.code)), ...e.codes],
    files: [...c.files.filter((old) => !files.has(old.name)), ...e.files],
    // The hour of a pasted line says less than those of the files before it.
    timeline: (e.files.length > 0 || c.timeline === null ? e.timeline : null) ?? c.timeline,
    names: { ...c.names, ...e.names },
    builds: [...c.builds, ...e.builds.filter((build) => !builds.has(buildKey(build)))],
  };
  return guessVersion(withReadings(merged, [...e.readings, ...releaseReadings(e, k)], e.files, k), e, k);
}

/** The lines the case had seen that a newer copy of the same log no longer has: its records begin after the last of them. */
export function stopped(c: Case, e: Evidence): readonly Hit[] {
  const isOver = passed(e);
  const isAgain = repeated(e);
  return c.hits.filter((hit) => !isAgain(hit) && isOver(hit));
}

/** Whether a log of the evidence begins after a line's last time, and none of it has the line. */
function passed(e: Evidence): (hit: Hit) => boolean {
  const log = (name: string) => name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  const signatures = new Set(e.hits.map((hit) => hit.signature));
  const begins = new Map<string, string>();
  for (const file of e.files) {
    const from = (file.read && file.from) || '';
    if (from > (begins.get(log(file.name)) ?? '')) begins.set(log(file.name), from);
  }
  return (hit) => {
    const last = hit.last ?? hit.time;
    return last !== undefined && (begins.get(log(hit.file)) ?? '') > last && !signatures.has(hit.signature);
  };
}

/** Whether a line is told again from the same file. */
function repeated(e: Evidence): (hit: Hit) => boolean {
  const key = (hit: Hit): string => `${hit.signature}\n${hit.file}`;
  const told = new Set(e.hits.map(key));
  return (hit) => told.has(key(hit));
}

const buildKey = ({ file, line, build }: BuildSeen): string => `${build}\n${line}\n${file}`;

/** What a person says settles a fact, also against a log once they were asked about it. */
export function answer(c: Case, fact: string, value: string): Case {
  const logged = loggedValue(c, fact);
  const known = c.facts[fact];
  if (value === 'unknown' && known) return c;
  const given: FactValue = { value, from: { kind: 'answer' } };
  const settled = c.asked.some((id) => id.startsWith(`conflict:${fact}:`));
  if (logged && logged.value !== value && !settled) return contradicted(c, fact, [logged, given]);
  const conflicts = c.conflicts.filter((conflict) => conflict.fact !== fact);
  return { ...c, conflicts, facts: { ...c.facts, [fact]: given } };
}

function loggedValue(c: Case, fact: string): FactValue | undefined {
  const known = c.facts[fact];
  return known?.from.kind === 'log' && known.guess !== true ? known : undefined;
}

function contradicted(c: Case, fact: string, values: readonly FactValue[]): Case {
  const { [fact]: _, ...facts } = c.facts;
  const conflict: Conflict = { fact, values };
  return { ...c, facts, conflicts: [...c.conflicts.filter((one) => one.fact !== fact), conflict] };
}

function withReadings(c: Case, readings: readonly Reading[], files: readonly FileRead[], k: Knowledge): Case {
  const byFact = new Map<string, Reading[]>();
  for (const reading of readings) {
    const said = byFact.get(reading.fact);
    if (said) said.push(reading);
    else byFact.set(reading.fact, [reading]);
  }
  let next = c;
  for (const [fact, all] of byFact) {
    const counting = fact === RELEASE ? today(all, files) : latest(all, files);
    next = withFact(next, fact, k.facts.get(fact)?.several ? all : counting, files, k);
  }
  return next;
}

function withFact(
  c: Case,
  fact: string,
  readings: readonly Reading[],
  files: readonly FileRead[],
  k: Knowledge,
): Case {
  const known = c.facts[fact];
  const distinct = firstOfEach(readings).map(factValue);
  if (c.conflicts.some((conflict) => conflict.fact === fact)) return c;
  if (k.facts.get(fact)?.several) return { ...c, facts: union(c.facts, fact, distinct) };
  const [value] = distinct;
  if (!value) return c;
  const isKnown = known !== undefined && known.value !== 'unknown' && known.guess !== true;
  if (distinct.length > 1) return isKnown ? c : contradicted(c, fact, distinct);
  if (!known || !isKnown || isOlderRelease(fact, known, value))
    return { ...c, facts: { ...c.facts, [fact]: value } };
  if (known.value === value.value) return c;
  const counts = later(known, value, files);
  if (counts) return { ...c, facts: { ...c.facts, [fact]: counts } };
  if (known.from.kind === 'log' && isOlderRelease(fact, value, known)) return c;
  if (known.from.kind === 'answer' && isSettled(c, fact, value.value)) return c;
  return contradicted(c, fact, [value, known]);
}

/** The first reading of each value. */
function firstOfEach(readings: readonly Reading[]): readonly Reading[] {
  const met = new Map<string, Reading>();
  for (const reading of readings) if (!met.has(reading.value)) met.set(reading.value, reading);
  return [...met.values()];
}

/** A log read before this one knew only an older release of the site. */
function isOlderRelease(fact: string, older: FactValue, newer: FactValue): boolean {
  const logs = older.from.kind === 'log' && newer.from.kind === 'log';
  return fact === RELEASE && logs && older.value < newer.value;
}

/** What the later lines of a log say that was sent before and now; null where these are no two states of one log. */
function later(known: FactValue, value: FactValue, files: readonly FileRead[]): FactValue | null {
  if (known.from.kind !== 'log' || value.from.kind !== 'log') return null;
  const [before, now] = [known.from.place, value.from.place];
  if (!goesOn(before, now, files)) return null;
  return (before.time ?? '') > (now.time ?? '') ? known : value;
}

/** The value lost to the person's answer in a contradiction already put to them. */
function isSettled(c: Case, fact: string, value: string): boolean {
  const head = `conflict:${fact}:`;
  return c.asked.some((id) => id.startsWith(head) && id.slice(head.length).split('|').includes(value));
}

function factValue(reading: Reading): FactValue {
  const { file, line, time, quote } = reading;
  return {
    value: reading.value,
    from: { kind: 'log', place: { file, line, ...(time ? { time } : {}) }, quote },
  };
}

function union(facts: Case['facts'], fact: string, values: readonly FactValue[]): Facts {
  const known = facts[fact];
  const all = [
    ...(known && known.value !== 'unknown' ? known.value.split(',') : []),
    ...values.map((v) => v.value),
  ];
  const from = known?.from ?? values[0]?.from ?? { kind: 'answer' as const };
  return { ...facts, [fact]: { value: [...new Set(all)].join(','), from } };
}

/** Where nothing tells the site's release, the one that all other builds agree on: clients may lag behind their site. */
function guessVersion(c: Case, e: Evidence, k: Knowledge): Case {
  const known = c.facts[RELEASE];
  if ((known && known.value !== 'unknown') || c.conflicts.some((one) => one.fact === RELEASE)) return c;
  const seen = agreed(e, k);
  return seen ? { ...c, facts: { ...c.facts, [RELEASE]: { ...factValue(seen), guess: true } } } : c;
}
