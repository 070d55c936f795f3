import type { Fact, Knowledge } from '../../domain';
import { BadUsage } from '../args';
import { noisy, shuffled, truncated } from './disturb';
import { isFound } from './lookup';
import { type Run, run, type Variant } from './run';
import { isFirst, type Score, type Share, score } from './score';
import { issueId, type Trial } from './trial';

const FIXED = ['client_auth_kind', 'mecm_version', 'update_ring'];
const LOG_MINUTES = 4;

/** All figures of `knowledge quality`. */
export interface Quality {
  readonly trials: readonly Trial[];
  readonly entries: Entries;
  readonly score: Score;
  /** Minutes of a person's time that the questions of a case take, on average. */
  readonly minutes: number;
  readonly fixed: { readonly minutes: number; readonly top1: Share };
  readonly lookUp: Share;
  readonly same: Readonly<Record<'lang' | 'noise' | 'shuffled' | 'truncated', Share>>;
}

export interface Entries {
  readonly issues: number;
  readonly signatures: number;
  readonly lines: Share;
  readonly sources: Share;
}

/** Plays every case, as it is and disturbed, and counts. `at` (ISO 8601) is the day it is played on. */
export async function quality(trials: readonly Trial[], k: Knowledge, at: string): Promise<Quality> {
  const strange = trials.find(({ expect }) => expect.issue !== null && issueId(expect.issue, k) === null);
  if (strange) throw new BadUsage(`${strange.id}: there is no issue ${strange.expect.issue}`);
  const each = (variant?: Variant) => all(trials, (trial) => run(trial, k, at, variant));
  const runs = await each();
  const known = trials.filter((trial) => trial.expect.issue !== null);
  const questionnaire = await all(known, (trial) => run(trial, k, at, { questionnaire: FIXED }));
  const other = await all(trials, (trial) => run(trial, k, at, { lang: trial.lang === 'ja' ? 'en' : 'ja' }));
  return {
    trials,
    entries: entries(k),
    score: score(runs, k),
    minutes: mean(runs.map(({ asked }) => minutes(asked, k))),
    fixed: {
      minutes: minutes(FIXED, k),
      top1: { hit: questionnaire.filter((one) => isFirst(one, k)).length, of: known.length },
    },
    lookUp: { hit: known.filter((trial) => isFound(trial, k)).length, of: known.length },
    same: {
      lang: same(runs, other),
      noise: same(runs, await each({ disturb: noisy })),
      shuffled: same(runs, await each({ disturb: shuffled })),
      truncated: same(runs, await each({ disturb: truncated })),
    },
  };
}

function entries(k: Knowledge): Entries {
  const issues = [...k.issues.values()];
  const count = (test: (issue: (typeof issues)[number]) => boolean): Share => ({
    hit: issues.filter(test).length,
    of: issues.length,
  });
  return {
    issues: issues.length,
    signatures: k.patterns.signatures.length,
    lines: count((issue) => issue.signatures.length > 0),
    sources: count((issue) => issue.references.length > 0),
  };
}

/** One after the other: a case holds its logs in memory. */
async function all<T>(trials: readonly Trial[], play: (trial: Trial) => Promise<T>): Promise<readonly T[]> {
  const done: T[] = [];
  for (const trial of trials) done.push(await play(trial));
  return done;
}

function minutes(asked: readonly string[], k: Knowledge): number {
  const cost = (fact: Fact | undefined) => fact?.cost ?? LOG_MINUTES;
  return asked.reduce((sum, id) => sum + cost(k.facts.get(id)), 0);
}

function same(runs: readonly Run[], others: readonly Run[]): Share {
  const equal = runs.filter((one, i) => one.issue === others[i]?.issue && one.verdict === others[i]?.verdict);
  return { hit: equal.length, of: runs.length };
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, n) => sum + n, 0) / Math.max(1, numbers.length);
