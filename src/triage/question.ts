import type { Case, Condition, Conflict, Fact, FactValue, Knowledge, Question, Verdict } from '../domain';
import { shareOf } from './holds';
import { plan } from './plan';
import { type Ranked, rank, type Suspicion, suspected } from './rank';
import { phrase } from './text';
import { leadOf, verdictOf } from './verdict';

/** Questions put one after another before the bot answers with what there is. */
export const MOST_IN_A_ROW = 4;
const RIVALS = 12;
const FOUND: Readonly<Record<'proof' | 'strong', number>> = { proof: 0.9, strong: 0.7 };
const LOG_COST = 4;
const CHANGE = 0.6;
/** Gain a minute below which a person is not bothered; more is asked of a question once an answer can be given. */
const WORTH_ASKING = { possible: 0.05, probable: 0.2, confirmed: 0.05 } as const;
const GUESSED: FactValue['from'] = { kind: 'answer' };

interface Candidate {
  readonly question: Question;
  readonly gain: number;
}

/** The question with the best gain for its cost, or null when no answer would change the reply. A contradiction between sources comes first. */
export function nextQuestion(c: Case, k: Knowledge, at: string): Question | null {
  if (c.inARow >= MOST_IN_A_ROW) return null;
  const suspicions = suspected(c, k);
  const ranked = rank(c, k, suspicions);
  const live = ranked.filter((r) => r.ruledOut === null).slice(0, RIVALS);
  const lead = leadOf(ranked);
  if (!lead) return null;
  const conflict = openConflict(c, ranked, k);
  if (conflict) return conflict;
  if (lead.ruledOut !== null && lead.best !== 'hint') return null;
  const facts = factsToAsk(live, lead, c, k).map((fact) =>
    candidate(fact, ranked, live, c, k, at, suspicions),
  );
  const logs = logsToSend(live, c).map((log) => logCandidate(log, live, c, k));
  const best = [...facts, ...logs].sort(
    (a, b) => b.gain - a.gain || (a.question.id < b.question.id ? -1 : 1),
  )[0];
  return best && best.gain > worth(verdictOf(lead, ranked)) ? best.question : null;
}

function worth(verdict: Verdict): number {
  return verdict === 'probable' || verdict === 'confirmed' ? WORTH_ASKING[verdict] : WORTH_ASKING.possible;
}

/** A contradiction as `asked` remembers it: the fact and the values that were put to the person. */
export function conflictId({ fact, values }: Conflict): string {
  return `conflict:${fact}:${values.map((value) => value.value).join('|')}`;
}

/** A fact two sources disagree on, that some suspect depends on. */
function openConflict(c: Case, ranked: readonly Ranked[], k: Knowledge): Question | null {
  const depends = new Set(ranked.flatMap((r) => conditionsOf(r).map((condition) => condition.fact)));
  const conflict = c.conflicts.find((one) => depends.has(one.fact) && !c.asked.includes(conflictId(one)));
  const fact = conflict && k.facts.get(conflict.fact);
  return conflict && fact ? { ...factQuestion(fact), conflict } : null;
}

function conditionsOf(r: Ranked): readonly Condition[] {
  const { requires, excludes, speaksFor, speaksAgainst } = r.issue;
  return [...requires, ...excludes, ...speaksFor, ...speaksAgainst];
}

/** Facts not yet known or asked that a live suspect depends on, or the lead's plan; where the deciding line was seen, only what the lead still requires. */
function factsToAsk(live: readonly Ranked[], lead: Ranked, c: Case, k: Knowledge): readonly Fact[] {
  const conditions = lead.best === 'proof' ? lead.open : live.flatMap(conditionsOf);
  const wanted = conditions.map((condition) => condition.fact);
  const forPlan = lead.issue.fixedBy.length > 0 ? ['mecm_version', 'update_ring'] : [];
  return [...new Set([...wanted, ...forPlan])].flatMap((id) => {
    const fact = k.facts.get(id);
    return fact && c.facts[id] === undefined && !c.asked.includes(id) && !fact.several ? [fact] : [];
  });
}

/** Expected gain: bits learned about the cause, and how likely the answer changes what is said; per minute of the person's time. Zero where no option changes anything. */
function candidate(
  fact: Fact,
  ranked: readonly Ranked[],
  live: readonly Ranked[],
  c: Case,
  k: Knowledge,
  at: string,
  suspicions: readonly Suspicion[],
): Candidate {
  const now = digest(ranked, c, k, at);
  const before = entropy(ranked);
  let bits = 0;
  let change = 0;
  for (const option of fact.options) {
    const chance = chanceOf(option.value, fact, live);
    const then = { ...c, facts: { ...c.facts, [fact.id]: { value: option.value, from: GUESSED } } };
    const after = rank(then, k, suspicions);
    bits += chance * Math.max(0, before - entropy(after));
    if (digest(after, then, k, at) !== now) change += chance;
  }
  const gain = change === 0 ? 0 : (bits + CHANGE * change) / fact.cost;
  return { question: factQuestion(fact), gain };
}

/** How likely the site gives this answer, over all live suspects and "something else". */
function chanceOf(value: string, fact: Fact, live: readonly Ranked[]): number {
  const only: Condition = { fact: fact.id, values: [value] };
  const usual = shareOf(only, fact);
  const known = live.reduce((sum, r) => sum + r.probability, 0);
  return live.reduce(
    (sum, r) => {
      const required = r.issue.requires.find((condition) => condition.fact === fact.id);
      const given = !required ? usual : required.values.includes(value) ? usual / shareOf(required, fact) : 0;
      return sum + r.probability * Math.min(1, given);
    },
    Math.max(0, 1 - known) * usual,
  );
}

/** All of a reply that a person would act on: who leads, how sure, what is still to be confirmed, and the recommended way. */
function digest(ranked: readonly Ranked[], c: Case, k: Knowledge, at: string): string {
  const lead = leadOf(ranked);
  if (!lead) return 'unknown';
  const verdict = verdictOf(lead, ranked);
  const acted = lead.ruledOut ? [] : plan(lead.issue, verdict, c, k, at).steps.map((step) => step.id);
  const open = lead.open.map((condition) => condition.fact);
  return [lead.issue.id, verdict, ...open, ...acted.filter((id) => !id.startsWith('require-if-early:'))].join(
    '|',
  );
}

function entropy(ranked: readonly Ranked[]): number {
  const known = ranked.reduce((sum, r) => sum + r.probability, 0);
  return [...ranked.map((r) => r.probability), 1 - known]
    .filter((p) => p > 0)
    .reduce((sum, p) => sum - p * Math.log2(p), 0);
}

/** Logs that would hold a live suspect's telling line, were not read, and were not asked for; with the chance of finding it. */
function logsToSend(live: readonly Ranked[], c: Case): readonly { log: string; chance: number }[] {
  const read = new Set(c.files.flatMap((file) => (file.read && file.log ? [file.log] : [])));
  const logs = new Map<string, number>();
  for (const r of live) {
    if (r.best === 'proof') continue;
    for (const signature of r.issue.signatures) {
      if (signature.weight === 'hint') continue;
      if (c.hits.some((hit) => hit.signature === signature.id)) continue;
      for (const log of signature.logs) {
        if (read.has(log) || c.asked.includes(`log:${log}`)) continue;
        logs.set(log, Math.max(logs.get(log) ?? 0, r.probability * FOUND[signature.weight]));
      }
    }
  }
  return [...logs].map(([log, chance]) => ({ log, chance }));
}

/** A log tells as much as the question whether its line is there: nearly the whole uncertainty when it is. */
function logCandidate(
  { log, chance }: { log: string; chance: number },
  live: readonly Ranked[],
  c: Case,
  k: Knowledge,
): Candidate {
  const info = k.logs.get(log);
  const bits = chance * entropy(live) + chance * CHANGE;
  const values = { log, folder: info?.folder ?? '' };
  return {
    gain: worthSending(live, c) ? bits / LOG_COST : 0,
    question: {
      id: `log:${log}`,
      kind: 'log',
      ask: phrase(k, 'question.log.ask', values),
      why: phrase(k, 'question.log.why', values),
      how: phrase(k, info ? 'question.log.how' : 'question.log.how.nowhere', values),
      options: [],
      ...(info?.fetch ? { command: info.fetch } : {}),
    },
  };
}

function worthSending(live: readonly Ranked[], c: Case): boolean {
  return (
    live.length > 0 && (c.hits.length > 0 || c.symptoms.length > 0 || c.chosen.length > 0 || c.words !== '')
  );
}

function factQuestion(fact: Fact): Question {
  return { id: fact.id, kind: 'fact', ask: fact.ask, why: fact.why, how: fact.how, options: fact.options };
}
