import type { Knowledge } from '../../domain';
import { find } from '../../search/find';
import { issueId, type Trial } from './trial';

const LONGEST = 4000;

/** What a plain keyword look-up would name first for everything that was sent. */
export function lookUp(trial: Trial, k: Knowledge): string | null {
  const all = [trial.say, ...Object.values(trial.files)].join('\n').slice(0, LONGEST);
  return find(all, k)[0]?.issue.id ?? null;
}

export function isFound(trial: Trial, k: Knowledge): boolean {
  return trial.expect.issue !== null && lookUp(trial, k) === issueId(trial.expect.issue, k);
}
