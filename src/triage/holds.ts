import type { Case, Condition, Fact, FactValue, Knowledge } from '../domain';

export type Truth = 'true' | 'false' | 'unknown';
export type Facts = Case['facts'];

/** The values a fact is known to have; none when it is not known or the person does not know. */
export function valuesOf(facts: Facts, id: string): readonly string[] {
  const known = facts[id];
  return known === undefined || known.value === 'unknown' ? [] : known.value.split(',');
}

/** Whether a condition holds; what is not known is never taken for false. A group value (`older`) that only overlaps the condition decides nothing. */
export function holds(condition: Condition, facts: Facts, k: Knowledge): Truth {
  const values = valuesOf(facts, condition.fact);
  if (values.length === 0) return 'unknown';
  if (values.some((value) => condition.values.includes(value))) return 'true';
  if (values.includes('older') && condition.values.some((value) => isOld(value, k))) return 'unknown';
  return 'false';
}

/** `older` stands for every release up to 2010 (facts.yaml). */
export function isOld(version: string, k: Knowledge): boolean {
  return version <= '2010' && k.releases.some((release) => release.version === version);
}

/** How common it is that the condition holds, among sites one knows nothing of (0 to 1). */
export function shareOf(condition: Condition, fact: Fact | undefined): number {
  if (!fact) return 0.5;
  const total = fact.options.reduce((sum, option) => sum + option.share, 0);
  const held = fact.options.filter((option) => condition.values.includes(option.value));
  const share = held.reduce((sum, option) => sum + option.share, 0) / total;
  return Math.min(0.95, Math.max(0.05, share));
}

/** The label of a fact's value, in the words of its options; the value itself where there is none. */
export function labelOf(fact: Fact | undefined, value: FactValue): { ja: string; en: string } {
  const labels = value.value.split(',').map((one) => {
    const option = fact?.options.find((candidate) => candidate.value === one);
    return option?.label ?? { ja: one, en: one };
  });
  return { ja: labels.map((label) => label.ja).join('、'), en: labels.map((label) => label.en).join(', ') };
}
