import type { Condition } from '../../domain';
import { nearest } from '../nearest';
import type { Pack } from '../pack';
import { type Problem, type Wording, wording } from '../problems';
import { range } from '../range';
import type { FactFile, IssueFile } from '../schema';
import { type At, type Path, problem } from '../source';
import { isAnswer, isValue, mapped, strange } from './option-value';

/** Every fact, option, update, log, symptom, issue and release that an entry names exists. */
export function references(pack: Pack): Problem[] {
  const known = knownNames(pack);
  return [
    ...[...pack.issues.values()].flatMap(({ at, value }) =>
      value ? issueNames(at, value, pack, known) : [],
    ),
    ...[...pack.symptoms.values()].flatMap(({ at, value }) =>
      value
        ? [
            ...signatureLogs(at, value.signatures, 'signatures', known),
            ...all(at, ['needs'], value.needs, known.log),
          ]
        : [],
    ),
    ...[...pack.facts.values()].flatMap(({ at, value }) => (value ? factNames(at, value, pack, known) : [])),
    ...updateNames(pack, known),
  ];
}

/** What is wrong with a name; null when it exists. */
type Check = (name: string) => Wording | null;
type Known = Readonly<Record<'update' | 'log' | 'mention' | 'symptom' | 'issue' | 'release', Check>>;

function knownNames(pack: Pack): Known {
  const updates = new Set(
    [...pack.updates.values()].flatMap(({ id, value }) => [id, ...(value?.aliases ?? [])]),
  );
  const logs = new Set([...pack.logs.keys()].map((name) => name.toLowerCase()));
  const isLog = (name: string) => logs.has(name.toLowerCase());
  const among =
    (
      names: { has(name: string): boolean } & Iterable<unknown>,
      missing: (name: string, near?: string) => Wording,
    ) =>
    (list: Iterable<string>): Check =>
    (name) =>
      names.has(name) ? null : missing(name, nearest(name, list));
  const log: Check = (name) =>
    isLog(name) ? null : wording.logUnknown(name, nearest(name, pack.logs.keys()));
  return {
    log,
    mention: (name) => {
      if (/\.log$/i.test(name)) return log(name);
      return isLog(`${name}.log`) ? wording.logUnknown(name, `${name}.log`) : null;
    },
    update: among(updates, wording.updateUnknown)(updates),
    symptom: among(pack.symptoms, wording.symptomUnknown)(pack.symptoms.keys()),
    issue: among(pack.issues, wording.issueUnknown)(pack.issues.keys()),
    release: among(pack.releases, wording.releaseUnknown)(pack.releases.keys()),
  };
}

function all(at: At, path: Path, names: readonly string[], check: Check): Problem[] {
  return names.flatMap((name, i) => {
    const wrong = check(name);
    return wrong ? [problem(at, [...path, i], wrong)] : [];
  });
}

type Placed = { readonly log: readonly string[] };

const signatureLogs = (at: At, lines: readonly Placed[], key: string, known: Known): Problem[] =>
  lines.flatMap(({ log }, i) => all(at, [key, i, 'log'], log, known.mention));

function issueNames(at: At, issue: IssueFile, pack: Pack, known: Known): Problem[] {
  const tables = {
    requires: issue.requires,
    excludes: issue.excludes,
    'speaks-for': issue.speaksFor,
    'speaks-against': issue.speaksAgainst,
  };
  return [
    ...signatureLogs(at, issue.signatures, 'signatures', known),
    ...all(at, ['symptoms'], issue.symptoms, known.symptom),
    ...all(at, ['fixed-by'], issue.fixedBy, known.update),
    ...Object.entries(tables).flatMap(([key, list]) => list.flatMap((c) => condition(at, [key], c, pack))),
    ...issue.steps.flatMap(({ when }, i) => (when ? condition(at, ['steps', i, 'when'], when, pack) : [])),
  ];
}

function condition(at: At, path: Path, { fact, values }: Condition, pack: Pack): Problem[] {
  const entry = pack.facts.get(fact);
  if (!entry)
    return [problem(at, [...path, fact], wording.factUnknown(fact, nearest(fact, pack.facts.keys())))];
  if (!entry.value) return [];
  const options = entry.value;
  return all(at, [...path, fact], values, (value) =>
    isValue(options, rangeEnd(fact, value), pack) ? null : strange(options, value),
  );
}

/** The release at the end of a range; any other value as it is. */
const rangeEnd = (fact: string, value: string): string =>
  (fact === 'mecm_version' ? range(value)?.version : undefined) ?? value;

function factNames(at: At, fact: FactFile, pack: Pack, known: Known): Problem[] {
  const opposites = fact.options.flatMap(({ opposite }, i) =>
    opposite === undefined || fact.options.some(({ value }) => value === opposite)
      ? []
      : [problem(at, ['options', i, 'opposite'], wording.oppositeUnknown(opposite))],
  );
  const answers = fact.detect.flatMap((line, i) =>
    (line.value === undefined ? tableValues(line, pack) : [line.value])
      .filter((value) => !isAnswer(fact, value, pack))
      .map((value) => problem(at, ['detect', i], strange(fact, value))),
  );
  return [...signatureLogs(at, fact.detect, 'detect', known), ...opposites, ...answers];
}

/** A table of its own must lead to options; the table of builds knows more releases than are asked for. */
const tableValues = (line: FactFile['detect'][number], pack: Pack): string[] =>
  line.map === 'builds' ? [] : mapped(line, pack);

function updateNames(pack: Pack, known: Known): Problem[] {
  return [...pack.updates.values()].flatMap(({ at, value: update }) =>
    update
      ? [
          ...all(at, ['versions'], update.versions, known.release),
          ...all(
            at,
            ['requires'],
            update.requires.map(({ kb }) => kb),
            known.update,
          ),
          ...all(at, ['includes'], update.includes, known.update),
          ...all(at, ['replaced-by'], update.replacedBy, known.update),
          ...all(at, ['fixes'], update.fixes, known.issue),
        ]
      : [],
  );
}
