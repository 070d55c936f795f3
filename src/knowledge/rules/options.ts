import { fold } from '../../fold';
import type { Pack } from '../pack';
import { type Problem, wording } from '../problems';
import type { FactFile } from '../schema';
import { type At, type Path, problem } from '../source';

interface Claim {
  readonly word: string;
  readonly means: string;
  readonly at: At;
  readonly path: Path;
}

/** A word people write means one option of one fact. Labels and values must differ within their fact only: many facts are answered yes or no. */
export function options(pack: Pack): Problem[] {
  const facts = [...pack.facts.values()].flatMap(({ at, value }) => (value ? [{ at, fact: value }] : []));
  return [
    ...facts.flatMap(({ at, fact }) => shared([...words(at, fact), ...labels(at, fact)])),
    ...shared(facts.flatMap(({ at, fact }) => words(at, fact).map((c) => ({ ...c, means: fact.id })))),
  ];
}

const words = (at: At, fact: FactFile): Claim[] =>
  fact.options.flatMap(({ value, words }, i) =>
    words.map((word, n) => ({
      word,
      means: `${fact.id}=${value}`,
      at,
      path: ['options', i, 'words', n],
    })),
  );

const labels = (at: At, fact: FactFile): Claim[] =>
  fact.options.flatMap(({ value, label }, i) =>
    [value, label.ja, label.en].map((word) => ({
      word,
      means: `${fact.id}=${value}`,
      at,
      path: ['options', i],
    })),
  );

function shared(claims: readonly Claim[]): Problem[] {
  const first = new Map<string, string>();
  return claims.flatMap(({ word, means, at, path }) => {
    const before = first.get(fold(word));
    if (before === undefined) first.set(fold(word), means);
    return before === undefined || before === means
      ? []
      : [problem(at, path, wording.wordShared(word, before))];
  });
}
