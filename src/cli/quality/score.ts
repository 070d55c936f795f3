import type { Knowledge } from '../../domain';
import type { Run } from './run';
import { issueId } from './trial';

/** A share of cases: `of` of them in all. */
export interface Share {
  readonly hit: number;
  readonly of: number;
}

export interface Score {
  readonly top1Logs: Share;
  readonly top1Text: Share;
  readonly top3: Share;
  readonly pairs: Share;
  readonly unknown: Share;
  readonly falseConfirmed: readonly Run[];
  readonly wrongKbs: readonly Run[];
  readonly missed: readonly Run[];
  readonly questionsLogs: number;
  readonly questionsText: number;
}

const ACTED = new Set(['confirmed', 'probable', 'possible']);

/** How the program did on its cases. */
export function score(runs: readonly Run[], k: Knowledge): Score {
  const known = runs.filter((run) => run.trial.expect.issue !== null);
  const strange = runs.filter((run) => run.trial.expect.issue === null);
  const first = share((run) => isFirst(run, k));
  return {
    top1Logs: first(known.filter((run) => run.logs)),
    top1Text: first(known.filter((run) => !run.logs)),
    top3: share((run) => wanted(run, k) !== null && run.named.slice(0, 3).includes(wanted(run, k) ?? ''))(
      known,
    ),
    pairs: first(known.filter((run) => run.trial.pair !== undefined)),
    unknown: share((run) => run.verdict === 'unknown')(strange),
    falseConfirmed: runs.filter((run) => run.verdict === 'confirmed' && run.issue !== wanted(run, k)),
    wrongKbs: runs.filter((run) => hasWrongKbs(run, k)),
    missed: [
      ...known.filter((run) => !isFirst(run, k)),
      ...strange.filter((run) => run.verdict !== 'unknown'),
    ],
    questionsLogs: median(known.filter((run) => run.logs).map((run) => run.asked.length)),
    questionsText: median(known.filter((run) => !run.logs).map((run) => run.asked.length)),
  };
}

/** The right issue leads, with a verdict the case allows. */
export function isFirst(run: Run, k: Knowledge): boolean {
  const allowed = run.trial.expect.verdict;
  return run.issue === wanted(run, k) && (allowed === undefined || allowed.includes(run.verdict as never));
}

function wanted({ trial }: Run, k: Knowledge): string | null {
  return trial.expect.issue === null ? null : issueId(trial.expect.issue, k);
}

function hasWrongKbs(run: Run, k: Knowledge): boolean {
  const { trial, kbs, verdict, issue } = run;
  const names = (list: readonly string[]) => list.map((kb) => k.updates.get(kb)?.kb ?? kb);
  const due = names(trial.expect.kbs);
  const { never } = trial.expect;
  return (
    kbs.some((kb) => never.includes(kb)) ||
    (issue === wanted(run, k) && ACTED.has(verdict) && due.some((kb) => !kbs.includes(kb)))
  );
}

function share(test: (run: Run) => boolean): (runs: readonly Run[]) => Share {
  return (runs) => ({ hit: runs.filter(test).length, of: runs.length });
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
