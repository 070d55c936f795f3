import type { Knowledge, KnownIssue } from '../domain';
import { fold } from '../fold';

const FOUND = 8;
const ENOUGH = 0.35;
const IN_TEXT = 0.5;

/** Known issues that a few words describe, best first: word pairs of Japanese, words of Latin text, weighed by how rare they are in knowledge. */
export function search(query: string, k: Knowledge): readonly KnownIssue[] {
  const index = indexOf(k);
  const wanted = new Set(grams(query));
  if (wanted.size === 0) return [];
  const weight = (gram: string) => Math.log(1 + index.size / (1 + (index.frequency.get(gram) ?? 0)));
  const total = [...wanted].reduce((sum, gram) => sum + weight(gram), 0);
  return [...k.issues.values()]
    .map((issue) => {
      const has = index.grams.get(issue.id);
      const score = [...wanted].reduce((sum, gram) => sum + (has?.get(gram) ?? 0) * weight(gram), 0) / total;
      return { issue, score: query.includes(issue.id) ? 1 : score };
    })
    .filter((found) => found.score >= ENOUGH)
    .sort((a, b) => b.score - a.score || (a.issue.id < b.issue.id ? -1 : 1))
    .slice(0, FOUND)
    .map((found) => found.issue);
}

interface Index {
  readonly size: number;
  /** By issue: what a gram is worth there, 1 in its name and `IN_TEXT` elsewhere. */
  readonly grams: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly frequency: ReadonlyMap<string, number>;
}

const INDEXES = new WeakMap<Knowledge, Index>();

function indexOf(k: Knowledge): Index {
  const known = INDEXES.get(k);
  if (known) return known;
  const of = new Map([...k.issues.values()].map((issue) => [issue.id, gramsOf(issue)]));
  const frequency = new Map<string, number>();
  for (const has of of.values())
    for (const gram of has.keys()) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const index: Index = { size: of.size, grams: of, frequency };
  INDEXES.set(k, index);
  return index;
}

function gramsOf({
  id,
  title,
  cause,
  words,
  codes,
  fixedBy,
  aliases,
}: KnownIssue): ReadonlyMap<string, number> {
  const named = [title.ja, title.en, ...words, ...codes, ...fixedBy, ...aliases, id].join(' \n ');
  const told = grams(`${cause.ja} \n ${cause.en}`).map((gram) => [gram, IN_TEXT] as const);
  return new Map([...told, ...grams(named).map((gram) => [gram, 1] as const)]);
}

function grams(text: string): readonly string[] {
  const folded = fold(text);
  const latin = folded.match(/[a-z0-9][a-z0-9._-]+/g) ?? [];
  const japanese = folded.match(/[\u3040-\u30ff\u3400-\u9fff々]+/g) ?? [];
  const pairs = japanese.flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2)),
  );
  return [...latin, ...pairs.filter((pair) => !/^[\u3040-\u309f]{2}$/.test(pair))];
}
