import type { Condition, Knowledge, KnownIssue, Reason } from '../domain';
import { holds, labelOf, shareOf } from './holds';
import type { Seen } from './weigh-lines';

const AGAINST = -1.6;
const NOT_FOR = -0.3;
const FOR_SHARE = 0.6;
/** What a cause requires and nobody has confirmed makes it rarer, by this part of the weight it has once confirmed. */
const UNKNOWN_SHARE = 0.5;
/** A defect of one release is rarer than what goes wrong on every site: where nothing else is required, that the release fits says this much at most. */
const RELEASE = 'mecm_version';
const RELEASE_MOST = 1.2;

/** What the facts say for and against an issue, in log-odds, and whether one rules it out. */
export function fromFacts(issue: KnownIssue, c: Seen, k: Knowledge) {
  const because: Reason[] = [];
  const against: Reason[] = [];
  const open: Condition[] = [];
  let sum = 0;
  let out = false;
  let favoured = false;
  for (const condition of issue.requires) {
    const truth = holds(condition, c.facts, k);
    const rarity = -Math.log(shareOf(condition, k.facts.get(condition.fact)));
    if (truth === 'unknown') {
      sum -= UNKNOWN_SHARE * rarity;
      open.push(condition);
    } else if (truth === 'true') {
      sum +=
        issue.requires.length === 1 && condition.fact === RELEASE ? Math.min(RELEASE_MOST, rarity) : rarity;
      because.push(...fact(condition, c, k));
    } else {
      out = true;
      against.push(...fact(condition, c, k));
    }
  }
  for (const condition of issue.excludes) {
    if (holds(condition, c.facts, k) !== 'true') continue;
    out = true;
    against.push(...fact(condition, c, k));
  }
  for (const condition of issue.speaksFor) {
    const truth = holds(condition, c.facts, k);
    if (truth === 'true') {
      sum -= FOR_SHARE * Math.log(shareOf(condition, k.facts.get(condition.fact)));
      because.push(...fact(condition, c, k));
      favoured = true;
    } else if (truth === 'false') sum += NOT_FOR;
  }
  for (const condition of issue.speaksAgainst) {
    if (holds(condition, c.facts, k) !== 'true') continue;
    sum += AGAINST;
    against.push(...fact(condition, c, k));
  }
  return { score: sum, because: once(because), against: once(against), open, out, favoured };
}

function once(reasons: readonly Reason[]): readonly Reason[] {
  const keys = reasons.map((reason) => (reason.kind === 'fact' ? reason.fact : ''));
  return reasons.filter((_, i) => keys.indexOf(keys[i] ?? '') === i);
}

function fact(condition: Condition, c: Seen, k: Knowledge): readonly Reason[] {
  const value = c.facts[condition.fact];
  if (!value) return [];
  const known = k.facts.get(condition.fact);
  const name = known?.name ?? { ja: condition.fact, en: condition.fact };
  return [{ kind: 'fact', fact: condition.fact, name, label: labelOf(known, value), value }];
}
