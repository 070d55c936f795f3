import type { Fact, Knowledge, KnownIssue } from '../../domain';
import { BadUsage } from '../args';
import { noisy, shuffled, truncated } from './disturb';
import { isFound } from './lookup';
import { type Disturb, type Run, run } from './run';
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
  /** Japanese in every Japanese text of title, cause, steps and verification, and none in the English ones. */
  readonly languages: Share;
  readonly lines: Share;
  readonly sources: Share;
}

/** Plays every case, as it is and disturbed, and counts. `at` (ISO 8601) is the day it is played on. */
export async function quality(trials: readonly Trial[], k: Knowledge, at: string): Promise<Quality> {
  const strange = trials.find(({ expect }) => expect.issue !== null && issueId(expect.issue, k) === null);
  if (strange) throw new BadUsage(`${strange.id}: there is no issue ${strange.expect.issue}`);
  const runs = await all(trials, (trial) => run(trial, k, at));
  const known = trials.filter((trial) => trial.expect.issue !== null);
  const questionnaire = await all(known, (trial) => run(trial, k, at, { questionnaire: FIXED }));
  // Only a case with that many files can show what the disturbance does.
  const disturbed = async (disturb: Disturb, files: number) => {
    const plain = runs.filter(({ trial }) => Object.keys(trial.files).length >= files);
    return same(plain, await all(plain, ({ trial }) => run(trial, k, at, { disturb })));
  };
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
      noise: await disturbed(noisy, 1),
      shuffled: await disturbed(shuffled, 2),
      truncated: await disturbed(truncated, 1),
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
    languages: count(isBilingual),
    lines: count((issue) => issue.signatures.length > 0),
    sources: count((issue) => issue.references.length > 0),
  };
}

const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff]/;

function isBilingual({ title, cause, steps, verify }: KnownIssue): boolean {
  const texts = [title, cause, verify, ...steps.map((step) => step.do)];
  return texts.every(({ ja, en }) => JAPANESE.test(ja) && !JAPANESE.test(en));
}

/** One after the other: a case holds its logs in memory. */
async function all<T, R>(items: readonly T[], play: (item: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await play(item));
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
