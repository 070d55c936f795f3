import type { Condition } from '../../domain';
import type { Entry, Pack } from '../pack';
import { type Problem, wording } from '../problems';
import type { IssueFile } from '../schema';
import { problem } from '../source';

/** Something leads to every issue, something separates it from the others, and it has a remedy. */
export function reach(pack: Pack): Problem[] {
  const issues = [...pack.issues.values()].flatMap((entry) =>
    entry.value ? [{ entry, issue: entry.value }] : [],
  );
  return [
    ...issues
      .filter(({ issue }) => !reachable(issue))
      .map(({ entry }) => problem(entry.at, [], wording.unreachable())),
    ...issues
      .filter(({ issue }) => issue.fixedBy.length + issue.steps.length === 0)
      .map(({ entry }) => problem(entry.at, [], wording.noRemedy())),
    ...inseparable(issues),
  ];
}

const reachable = (issue: IssueFile): boolean =>
  issue.signatures.length + issue.symptoms.length + issue.words.length > 0;

/** Issues with no line of their own, the same symptoms and codes, the same conditions, and no word on what tells them apart. */
function inseparable(issues: readonly { entry: Entry<IssueFile>; issue: IssueFile }[]): Problem[] {
  const first = new Map<string, string>();
  return issues
    .filter(({ issue }) => issue.signatures.length === 0 && issue.symptoms.length > 0 && !issue.decides)
    .flatMap(({ entry, issue }) => {
      const face = faceOf(issue);
      const before = first.get(face);
      if (before === undefined) first.set(face, issue.id);
      return before === undefined ? [] : [problem(entry.at, [], wording.inseparable(before))];
    });
}

const conditionText = (conditions: readonly Condition[]): string[] =>
  conditions.map(({ fact, values }) => `${fact}=${[...values].sort()}`).sort();

const faceOf = (issue: IssueFile): string =>
  JSON.stringify([
    [...issue.symptoms].sort(),
    [...issue.codes].sort(),
    ...[issue.requires, issue.excludes, issue.speaksFor, issue.speaksAgainst].map(conditionText),
  ]);
