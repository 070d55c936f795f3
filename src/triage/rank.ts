import type { Condition, Knowledge, KnownIssue, Reason, Weight } from '../domain';
import { contents, type Installed, installedUpdates, releaseWithFix } from './installed';
import { told } from './told';
import { fromFacts } from './weigh-facts';
import { carriers, fromLines, isRefuted, isUnseen, type Seen, silentLogs } from './weigh-lines';

/** Log-odds, natural logarithm. "Something else" stands at 0; an issue nobody mentioned stands at `PRIOR`. */
const PRIOR = -3;
const SILENT = -2.5;
/** What words alone must say for an issue, in log-odds, to be more than a possibility. */
const PLAINLY = 3;

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
  readonly because: readonly Reason[];
  readonly against: readonly Reason[];
  readonly open: readonly Condition[];
  /** Nothing but a shared message on a release it happens on points at it, or the person's words, and they say only part of it. */
  readonly vague: boolean;
  /** The person chose it from a list. */
  readonly chosen: boolean;
  /** Every condition it requires is known to hold, and there is at least one. */
  readonly fits: boolean;
  /** Something it requires is only guessed. */
  readonly guessed: boolean;
}

/** An issue with what was seen and told of it, which no answer to a question changes. */
export interface Suspicion {
  readonly issue: KnownIssue;
  readonly lines: ReturnType<typeof fromLines>;
  readonly silent: readonly string[];
}

/** The issues the case gives reason to suspect, likeliest first; ties by id. What is ruled out comes last. Depends on nothing but what was seen: not on order, time, or the noise around it. */
export function rank(
  c: Seen,
  k: Knowledge,
  suspicions: readonly Suspicion[] = suspected(c, k),
): readonly Ranked[] {
  const installed = installedUpdates(c, k);
  const scored = suspicions.map((suspicion) => score(suspicion, c, k, installed));
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

/** Issues with a line, a symptom, a rare code in the message, a person's words or their choice that points at them. Where a line or a symptom does, or logs were read, words must be plain to add another; what only words say, a log that was read can refute. */
export function suspected(c: Seen, k: Knowledge): readonly Suspicion[] {
  const seen = new Set([...c.hits.map((hit) => ownerOf(hit.signature)), ...c.chosen]);
  for (const { code, first } of c.codes)
    if (first.file === 'message') for (const id of carriers(code, k)) seen.add(id);
  const said = new Set(c.symptoms.filter((id) => !isUnseen(id, c, k)));
  const beside = c.files.some((file) => file.read && file.records > 0);
  const least = beside || seen.size + said.size > 0 ? PLAINLY : 0;
  for (const [id, says] of told(c.words, k)) if (says >= least) said.add(id);
  const among = (owners: ReadonlySet<string>, { id, symptoms }: KnownIssue) =>
    owners.has(id) || symptoms.some((symptom) => owners.has(symptom));
  return [...k.issues.values()]
    .filter((issue) => among(seen, issue) || (among(said, issue) && !isRefuted(issue, c, k)))
    .map((issue) => ({ issue, lines: fromLines(issue, c, k), silent: silentLogs(issue, c) }));
}

/** The issue or symptom a signature belongs to. */
export function ownerOf(signature: string): string {
  return signature.slice(0, signature.lastIndexOf('#'));
}

function score(
  { issue, lines, silent }: Suspicion,
  c: Seen,
  k: Knowledge,
  installed: Installed,
): Omit<Ranked, 'probability'> {
  const facts = fromFacts(issue, c, k);
  const fix = fixInstalled(issue, installed, k) ?? releaseWithFix(issue, c, k);
  const update: Reason[] = fix ? [{ kind: 'update', ...fix }] : [];
  const silence: Reason[] = silent.map((log) => ({ kind: 'silent', log }));
  return {
    issue,
    score: PRIOR + lines.score + facts.score + (silent.length > 0 ? SILENT : 0),
    ruledOut: facts.out ? 'not-applicable' : fix ? 'already-fixed' : null,
    best: lines.best,
    because: [...lines.because, ...facts.because],
    against: [...update, ...facts.against, ...silence],
    open: facts.open,
    vague: !c.chosen.includes(issue.id) && isVague(issue, lines, facts.favoured),
    chosen: c.chosen.includes(issue.id),
    guessed: issue.requires.some((condition) => c.facts[condition.fact]?.guess === true),
    fits: issue.requires.length > 0 && facts.open.length === 0 && !facts.out,
  };
}

/** Words alone, or a shared message on a release that fits, say little: it takes two facts it requires or one that speaks for it, or words that are plain beside the message. */
function isVague(
  issue: KnownIssue,
  lines: { readonly best: Weight | null; readonly told: number },
  favoured: boolean,
): boolean {
  const fitting = issue.requires.length > 1 || favoured;
  return lines.best === null ? !fitting || lines.told < PLAINLY : !fitting && lines.told < PLAINLY;
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
