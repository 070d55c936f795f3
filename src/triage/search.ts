import type { Knowledge, KnownIssue } from '../domain';
import { find } from '../search/find';

const FOUND = 8;
const ENOUGH = 0.3;
const NEAR = 0.5;

/** Known issues that a few words describe, best first. */
export function search(query: string, k: Knowledge): readonly KnownIssue[] {
  const named = [...k.issues.values()].find((issue) => query.includes(issue.id));
  const found = find(query, k)
    .filter(({ relevance }) => relevance >= ENOUGH)
    .map(({ issue }) => issue);
  return (named ? [named, ...found.filter((issue) => issue !== named)] : found).slice(0, FOUND);
}

/** Whether the best that words find has more than one of them and most of what they say. */
export function isNear(query: string, k: Knowledge): boolean {
  const [best] = find(query, k);
  return best !== undefined && best.words >= 2 && best.relevance >= NEAR;
}
