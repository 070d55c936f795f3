import type { Knowledge, KnownIssue } from '../domain';
import { find } from '../search/find';

const FOUND = 8;
const ENOUGH = 0.3;

/** Known issues that a few words describe, best first. */
export function search(query: string, k: Knowledge): readonly KnownIssue[] {
  const named = [...k.issues.values()].find((issue) => query.includes(issue.id));
  const found = find(query, k)
    .filter(({ relevance }) => relevance >= ENOUGH)
    .map(({ issue }) => issue);
  return (named ? [named, ...found.filter((issue) => issue !== named)] : found).slice(0, FOUND);
}
