import type { Case, Diagnosis, Knowledge, Suspect, Text } from '../domain';
import { plan } from './plan';
import { type Ranked, rank } from './rank';
import { leadOf, verdictOf } from './verdict';

const SHOWN = 12;

/** What the case says, as of `at` (ISO 8601): the verdict, its suspect, the plan, and the others with what separates them. */
export function diagnose(c: Case, k: Knowledge, at: string): Diagnosis {
  const ranked = rank(c, k);
  const lead = leadOf(ranked);
  if (!lead) return NOTHING;
  const suspects = ranked.slice(0, SHOWN).map((r) => suspectOf(r, ranked, k));
  const verdict = verdictOf(lead, ranked);
  return {
    verdict,
    lead: suspectOf(lead, ranked, k),
    cause: lead.issue.cause,
    confidence: lead.issue.confidence,
    plan: lead.ruledOut === 'not-applicable' ? null : plan(lead.issue, verdict, c, k, at),
    suspects,
    decides: separates(lead, ranked, k),
    references: lead.issue.references,
  };
}

const NOTHING: Diagnosis = {
  verdict: 'unknown',
  lead: null,
  cause: null,
  confidence: null,
  plan: null,
  suspects: [],
  decides: null,
  references: [],
};

function suspectOf(r: Ranked, all: readonly Ranked[], k: Knowledge): Suspect {
  return {
    issue: r.issue.id,
    title: r.issue.title,
    verdict: verdictOf(r, all),
    probability: Math.round(r.probability * 1000) / 1000,
    because: r.because,
    against: r.against,
    open: r.open.map((condition) => ({
      fact: condition.fact,
      name: k.facts.get(condition.fact)?.name ?? { ja: condition.fact, en: condition.fact },
    })),
  };
}

/** What tells the lead from its rivals: the issue's own word, else that of the symptom they share. */
function separates(lead: Ranked, ranked: readonly Ranked[], k: Knowledge): Text | null {
  const rivals = ranked.filter((r) => r.ruledOut === null && r !== lead);
  if (rivals.length === 0) return lead.issue.decides ?? null;
  const shared = lead.issue.symptoms.find((id) => rivals.some((r) => r.issue.symptoms.includes(id)));
  return lead.issue.decides ?? (shared ? (k.symptoms.get(shared)?.decides ?? null) : null);
}
