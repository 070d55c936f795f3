import type { Case, Hit, Knowledge, KnownIssue, Reason, Signature, Weight } from '../domain';
import { told } from './told';

/** The part of a case that suspects are ranked by. */
export type Seen = Pick<
  Case,
  'facts' | 'hits' | 'codes' | 'symptoms' | 'chosen' | 'words' | 'builds' | 'files'
>;

const FIRST: Readonly<Record<Weight, number>> = { proof: 9, strong: 4.5, hint: 2.2 };
const MORE: Readonly<Record<Weight, number>> = { proof: 2, strong: 2, hint: 0.8 };
/** A complaint in words: where lines were seen too, it weighs less than they do. */
const SAID = 1.8;
const SAID_BESIDE_LINES = 0.8;
const CHOSEN = 3;
const CODE = 0.8;
/** What words add to lines, messages and complaints that say the same. */
const TOLD_BESIDE = 0.5;

/** What the lines, messages and complaints seen say for an issue, in log-odds. */
export function fromLines(issue: KnownIssue, c: Seen, k: Knowledge) {
  const seen: { weight: Weight; said: boolean; reason: Reason }[] = [];
  for (const signature of issue.signatures) {
    const hit = firstHit(c.hits, signature);
    if (hit)
      seen.push({
        weight: signature.weight,
        said: false,
        reason: { kind: 'hit', weight: signature.weight, hit },
      });
  }
  for (const id of issue.symptoms) {
    const hit = k.symptoms
      .get(id)
      ?.signatures.map((s) => firstHit(c.hits, s))
      .find((h) => h !== undefined);
    if (hit) seen.push({ weight: 'hint', said: false, reason: { kind: 'hit', weight: 'hint', hit } });
    else if (c.symptoms.includes(id)) seen.push({ weight: 'hint', said: true, reason: said(id, k) });
  }
  const weights = (['proof', 'strong', 'hint'] as const).map((weight) =>
    seen.filter((s) => s.weight === weight),
  );
  const best = weights.find((group) => group.length > 0)?.[0]?.weight ?? null;
  let sum = seen.length > 0 && seen.every((s) => s.said) ? saidWeight(seen, c, k) - FIRST.hint : 0;
  for (const group of weights) {
    const weight = group[0]?.weight;
    if (weight) sum += (weight === best ? FIRST[weight] : MORE[weight]) + (group.length - 1) * MORE[weight];
  }
  const codes = c.codes.filter((code) => issue.codes.includes(code.code));
  if (codes.length > 0) sum += CODE;
  if (c.chosen.includes(issue.id)) sum += CHOSEN;
  const words = told(c.words, k).get(issue.id) ?? 0;
  sum += seen.length > 0 ? words * TOLD_BESIDE : words;
  const because: Reason[] = [
    ...seen.map((s) => s.reason),
    ...codes.map((code): Reason => ({ kind: 'code', code })),
    ...(words > 0 ? [{ kind: 'told' } as const] : []),
  ];
  return { score: sum, best, because, told: words };
}

/** A retold product message weighs more than a complaint, and a complaint beside any message or line weighs least. */
function saidWeight(seen: readonly { readonly reason: Reason }[], c: Seen, k: Knowledge): number {
  const isMessage = (id: string) => (k.symptoms.get(id)?.signatures.length ?? 0) > 0;
  if (seen.some(({ reason }) => reason.kind === 'symptom' && isMessage(reason.symptom))) return SAID;
  return c.hits.length > 0 || c.symptoms.some(isMessage) ? SAID_BESIDE_LINES : SAID;
}

function said(symptom: string, k: Knowledge): Reason {
  return { kind: 'symptom', symptom, title: k.symptoms.get(symptom)?.title ?? { ja: symptom, en: symptom } };
}

function firstHit(hits: readonly Hit[], signature: Signature): Hit | undefined {
  return hits.find((hit) => hit.signature === signature.id);
}

/** Logs that were read and would hold this issue's proof, but do not. */
export function silentLogs(issue: KnownIssue, c: Seen): readonly string[] {
  const proofs = issue.signatures.filter((s) => s.weight === 'proof' && s.logs.length > 0);
  if (proofs.length === 0 || proofs.some((s) => firstHit(c.hits, s))) return [];
  const read = new Set(
    c.files.flatMap((file) => (file.read && file.log && file.records > 0 ? [file.log] : [])),
  );
  return [...new Set(proofs.flatMap((s) => s.logs))].filter((log) => read.has(log));
}
