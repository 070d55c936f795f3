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
/** A code that few issues carry tells nearly as much as a shared line. */
const RARE_CODE = 3;
const FEW = 4;
/** Words add to lines and messages what goes beyond naming the subject. */
const TOLD_LEAST = 2;
/** The same words heard as a complaint and found by search are one piece of evidence, not two. */
const TWICE = 0.25;

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
  const words = told(c.words, k).get(issue.id) ?? 0;
  if (seen.some((s) => !s.said)) sum += Math.max(0, words - TOLD_LEAST);
  else sum = Math.max(sum, words) + TWICE * Math.min(sum, words);
  const codes = c.codes.filter((code) => issue.codes.includes(code.code));
  if (codes.length > 0) sum += codes.some((code) => isRare(code.code, k)) ? RARE_CODE : CODE;
  if (c.chosen.includes(issue.id)) sum += CHOSEN;
  const because: Reason[] = [
    ...seen.map((s) => s.reason),
    ...codes.map((code): Reason => ({ kind: 'code', code })),
    ...(words > (seen.length > 0 ? TOLD_LEAST : 0) ? [{ kind: 'told' } as const] : []),
  ];
  return { score: sum, best, because, told: words };
}

/** The issues that carry a code, where few do and it is not one that everything fails with. */
export function carriers(code: string, k: Knowledge): readonly string[] {
  const known = CARRIERS.get(k) ?? new Map<string, string[]>();
  if (!CARRIERS.has(k)) {
    for (const issue of k.issues.values())
      for (const carried of issue.codes) known.set(carried, [...(known.get(carried) ?? []), issue.id]);
    CARRIERS.set(k, known);
  }
  const all = known.get(code) ?? [];
  return all.length <= FEW && !isGeneral(code) ? all : [];
}

/** Codes of COM, of WinHTTP and the first 1,300 of Win32 (access denied, not found): any program fails with them. */
export function isGeneral(code: string): boolean {
  const value = Number.parseInt(code.slice(2), 16);
  const [high, low] = [value >>> 16, value & 0xffff];
  const network = low >= 0x2ee0 && low <= 0x2fff;
  return high === 0x8000 || ((high === 0x8007 || high === 0) && (low < 1300 || network));
}

const CARRIERS = new WeakMap<Knowledge, Map<string, string[]>>();
const isRare = (code: string, k: Knowledge): boolean => carriers(code, k).length > 0;

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

/** Whether words alone speak for an issue whose telling line (or, without one, its code) would stand in a log that was read, and does not. */
export function isRefuted(issue: KnownIssue, c: Seen, k: Knowledge): boolean {
  const telling = issue.signatures.filter((s) => s.weight !== 'hint' && s.logs.length > 0);
  if (issue.signatures.length === 0 && issue.codes.length > 0) {
    const needs = issue.symptoms.flatMap((id) => k.symptoms.get(id)?.needs ?? []);
    const logs = readLogs(c);
    return needs.some((log) => logs.has(log)) && !c.codes.some(({ code }) => issue.codes.includes(code));
  }
  if (telling.length === 0 || issue.signatures.some((s) => firstHit(c.hits, s))) return false;
  const read = readLogs(c);
  return telling.some((s) => s.logs.some((log) => read.has(log)));
}

/** Whether a complaint was only told, and the logs that would show it were read and hold nothing known. */
export function isUnseen(symptom: string, c: Seen, k: Knowledge): boolean {
  if (c.hits.length > 0) return false;
  const known = k.symptoms.get(symptom);
  const read = readLogs(c);
  return [...(known?.needs ?? []), ...(known?.signatures ?? []).flatMap((s) => s.logs)].some((log) =>
    read.has(log),
  );
}

const readLogs = (c: Seen): ReadonlySet<string> =>
  new Set(c.files.flatMap((file) => (file.read && file.log && file.records > 0 ? [file.log] : [])));

/** Logs that were read and would hold this issue's proof, but do not. */
export function silentLogs(issue: KnownIssue, c: Seen): readonly string[] {
  const proofs = issue.signatures.filter((s) => s.weight === 'proof' && s.logs.length > 0);
  if (proofs.length === 0 || proofs.some((s) => firstHit(c.hits, s))) return [];
  const read = readLogs(c);
  return [...new Set(proofs.flatMap((s) => s.logs))].filter((log) => read.has(log));
}
