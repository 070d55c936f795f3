import type { Case, Condition, Hit, Knowledge, KnownIssue, Reason, Signature, Weight } from '../domain';
import { holds, labelOf, shareOf } from './holds';
import { contents, type Installed, installedUpdates } from './installed';

/** Log-odds, natural logarithm. "Something else" stands at 0; an issue nobody mentioned stands at `PRIOR`. */
const PRIOR = -3;
const FIRST: Readonly<Record<Weight, number>> = { proof: 9, strong: 4.5, hint: 2.2 };
const MORE: Readonly<Record<Weight, number>> = { proof: 2, strong: 2, hint: 0.8 };
/** A complaint in words: where lines were seen too, it weighs less than they do. */
const SAID = 1.8;
const SAID_BESIDE_LINES = 0.8;
const CHOSEN = 3;
const CODE = 0.8;
const SILENT = -2.5;
const AGAINST = -1.6;
const NOT_FOR = -0.3;
const FOR_SHARE = 0.6;
/** What a cause requires and nobody has confirmed makes it rarer, by this part of the weight it has once confirmed. */
const UNKNOWN_SHARE = 0.5;

/** Why a suspect is out: an update that contains the fix is installed, or a fact it needs is false. */
export type RuledOut = 'already-fixed' | 'not-applicable' | null;

export interface Ranked {
  readonly issue: KnownIssue;
  readonly score: number;
  /** Among the live suspects and "something else"; 0 for one that is ruled out. */
  readonly probability: number;
  readonly ruledOut: RuledOut;
  /** The heaviest line seen. */
  readonly best: Weight | null;
  /** Rests on more than the person's own description. */
  readonly seen: boolean;
  readonly because: readonly Reason[];
  readonly against: readonly Reason[];
  readonly open: readonly Condition[];
  /** Every condition it requires is known to hold, and there is at least one. */
  readonly fits: boolean;
  /** Something it requires is only guessed. */
  readonly guessed: boolean;
}

type Seen = Pick<Case, 'facts' | 'hits' | 'codes' | 'symptoms' | 'chosen' | 'builds' | 'files'>;

/** The issues the case gives reason to suspect, likeliest first; ties by id. What is ruled out comes last. Depends on nothing but what was seen: not on order, time, or the noise around it. */
export function rank(c: Seen, k: Knowledge): readonly Ranked[] {
  const installed = installedUpdates(c, k);
  const scored = suspected(c, k).map((issue) => score(issue, c, k, installed));
  const total = scored.reduce((sum, r) => sum + (r.ruledOut ? 0 : Math.exp(r.score)), 1);
  return scored
    .map((r) => ({ ...r, probability: r.ruledOut ? 0 : Math.exp(r.score) / total }))
    .sort(
      (a, b) =>
        Number(a.ruledOut !== null) - Number(b.ruledOut !== null) ||
        b.score - a.score ||
        (a.issue.id < b.issue.id ? -1 : 1),
    );
}

/** Issues with a line, a symptom or a person's choice that points at them. */
function suspected(c: Seen, k: Knowledge): readonly KnownIssue[] {
  const owners = new Set([...c.hits.map((hit) => ownerOf(hit.signature)), ...c.symptoms, ...c.chosen]);
  return [...k.issues.values()].filter(
    (issue) => owners.has(issue.id) || issue.symptoms.some((symptom) => owners.has(symptom)),
  );
}

/** The issue or symptom a signature belongs to. */
export function ownerOf(signature: string): string {
  return signature.slice(0, signature.lastIndexOf('#'));
}

function score(issue: KnownIssue, c: Seen, k: Knowledge, installed: Installed): Omit<Ranked, 'probability'> {
  const lines = fromLines(issue, c, k);
  const silent = silentLogs(issue, c);
  const facts = fromFacts(issue, c, k);
  const fix = fixInstalled(issue, installed, k);
  const update: Reason[] = fix ? [{ kind: 'update', ...fix }] : [];
  const silence: Reason[] = silent.map((log) => ({ kind: 'silent', log }));
  return {
    issue,
    score: PRIOR + lines.score + facts.score + (silent.length > 0 ? SILENT : 0),
    ruledOut: facts.out ? 'not-applicable' : fix ? 'already-fixed' : null,
    best: lines.best,
    seen: lines.seen,
    because: [...lines.because, ...facts.because],
    against: [...update, ...facts.against, ...silence],
    open: facts.open,
    guessed: issue.requires.some((condition) => c.facts[condition.fact]?.guess === true),
    fits: issue.requires.length > 0 && facts.open.length === 0 && !facts.out,
  };
}

function fromLines(issue: KnownIssue, c: Seen, k: Knowledge) {
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
  const because: Reason[] = [
    ...seen.map((s) => s.reason),
    ...codes.map((code): Reason => ({ kind: 'code', code })),
  ];
  return { score: sum, best, because, seen: seen.some((s) => !s.said) };
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
function silentLogs(issue: KnownIssue, c: Seen): readonly string[] {
  const proofs = issue.signatures.filter((s) => s.weight === 'proof' && s.logs.length > 0);
  if (proofs.length === 0 || proofs.some((s) => firstHit(c.hits, s))) return [];
  const read = new Set(
    c.files.flatMap((file) => (file.read && file.log && file.records > 0 ? [file.log] : [])),
  );
  return [...new Set(proofs.flatMap((s) => s.logs))].filter((log) => read.has(log));
}

function fromFacts(issue: KnownIssue, c: Seen, k: Knowledge) {
  const because: Reason[] = [];
  const against: Reason[] = [];
  const open: Condition[] = [];
  let sum = 0;
  let out = false;
  for (const condition of issue.requires) {
    const truth = holds(condition, c.facts, k);
    const rarity = -Math.log(shareOf(condition, k.facts.get(condition.fact)));
    if (truth === 'unknown') {
      sum -= UNKNOWN_SHARE * rarity;
      open.push(condition);
    } else if (truth === 'true') {
      sum += rarity;
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
    } else if (truth === 'false') sum += NOT_FOR;
  }
  for (const condition of issue.speaksAgainst) {
    if (holds(condition, c.facts, k) !== 'true') continue;
    sum += AGAINST;
    against.push(...fact(condition, c, k));
  }
  return { score: sum, because: once(because), against: once(against), open, out };
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

/** The installed update that contains a fix of the issue. */
function fixInstalled(issue: KnownIssue, installed: Installed, k: Knowledge) {
  for (const [kb, value] of installed) {
    const update = k.updates.get(kb);
    if (!update) continue;
    const inside = contents(update, k);
    if (issue.fixedBy.some((fix) => inside.has(k.updates.get(fix)?.kb ?? fix))) return { kb, value };
  }
  return null;
}
