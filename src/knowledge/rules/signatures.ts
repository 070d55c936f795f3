import type { Pack } from '../pack';
import { type Problem, wording } from '../problems';
import { longestLiteral, placeholders, sameText } from '../signature-text';
import { type At, type Path, problem } from '../source';

const SHORTEST = 7;

interface Line {
  readonly text: string;
  readonly owner: string;
  readonly proof: boolean;
  /** Lower case; empty: may stand anywhere. */
  readonly onlyIn: readonly string[];
  readonly at: At;
  readonly path: Path;
}

/** Every line can be searched for, answers what it must, and a proof belongs to one cause. */
export function signatures(pack: Pack): Problem[] {
  return [...tooShort(pack), ...nowhere(pack), ...silent(pack), ...sharedProofs(issueAndSymptomLines(pack))];
}

type Written = { readonly text: string[]; readonly log: string[]; readonly onlyThere: boolean };
interface Block {
  readonly at: At;
  readonly path: Path;
  readonly written: Written;
}

function blocks(pack: Pack): Block[] {
  const list = (at: At, key: string, lines: readonly Written[]) =>
    lines.map((written, i) => ({ at, path: [key, i], written }));
  return [
    ...[...pack.issues.values()].flatMap(({ at, value }) => list(at, 'signatures', value?.signatures ?? [])),
    ...[...pack.symptoms.values()].flatMap(({ at, value }) =>
      list(at, 'signatures', value?.signatures ?? []),
    ),
    ...[...pack.facts.values()].flatMap(({ at, value }) => list(at, 'detect', value?.detect ?? [])),
  ];
}

const tooShort = (pack: Pack): Problem[] =>
  blocks(pack).flatMap(({ at, path, written }) =>
    written.text.flatMap((text, i) =>
      longestLiteral(text) < SHORTEST ? [problem(at, [...path, 'text', i], wording.literalShort(text))] : [],
    ),
  );

function nowhere(pack: Pack): Problem[] {
  const isLog = (name: string) => /\.log$/i.test(name) || pack.logs.has(name);
  return blocks(pack)
    .filter(({ written }) => written.onlyThere && !written.log.some(isLog))
    .map(({ at, path }) => problem(at, [...path, 'only-there'], wording.onlyNowhere()));
}

const silent = (pack: Pack): Problem[] =>
  [...pack.facts.values()].flatMap(({ at, value }) =>
    (value?.detect ?? []).flatMap((line, i) =>
      line.value !== undefined || line.text.every((text) => placeholders(text).includes('{value}'))
        ? []
        : [problem(at, ['detect', i], wording.detectorSilent())],
    ),
  );

function issueAndSymptomLines(pack: Pack): Line[] {
  const lines = (owner: string, at: At, written: readonly (Written & { weight?: string })[]) =>
    written.flatMap(({ text, log, onlyThere, weight }, i) =>
      text.map((one, n) => ({
        text: one,
        owner,
        proof: weight === 'proof',
        onlyIn: onlyThere ? log.map((name) => name.toLowerCase()) : [],
        at,
        path: ['signatures', i, 'text', n],
      })),
    );
  return [
    ...[...pack.issues.values()].flatMap(({ id, at, value }) => lines(id, at, value?.signatures ?? [])),
    ...[...pack.symptoms.values()].flatMap(({ id, at, value }) => lines(id, at, value?.signatures ?? [])),
  ];
}

/** A proof whose text stands in another issue or symptom too, unless the two count in different logs only. */
function sharedProofs(lines: readonly Line[]): Problem[] {
  const byText = new Map<string, Line[]>();
  for (const line of lines)
    byText.set(sameText(line.text), [...(byText.get(sameText(line.text)) ?? []), line]);
  return lines
    .filter(({ proof }) => proof)
    .flatMap((line) => {
      const other = byText
        .get(sameText(line.text))
        ?.find((one) => one.owner !== line.owner && meet(one, line));
      return other ? [problem(line.at, line.path, wording.proofTwice(line.text, other.at.source.file))] : [];
    });
}

const meet = (a: Line, b: Line): boolean =>
  a.onlyIn.length === 0 || b.onlyIn.length === 0 || a.onlyIn.some((log) => b.onlyIn.includes(log));
