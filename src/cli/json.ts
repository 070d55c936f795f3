import { tally } from '../cards/tally';
import { evidenceOf, indexOf } from '../cards/timeline';
import { reasonText } from '../cards/words';
import type {
  Diagnosis,
  FactValue,
  FileRead,
  Hit,
  Knowledge,
  Lang,
  Place,
  PlanStep,
  Reply,
  Signature,
  Suspect,
  Timeline,
} from '../domain';
import { explainSeen } from '../triage/code';
import { ownerOf } from '../triage/rank';
import type { Outcome } from './play';

/** The outcome as the one object of `--json` (design, section 11): ids and numbers, sentences in the reply's language. */
export function toJson({ case: c, reply, asked }: Outcome, k: Knowledge): Record<string, unknown> {
  const { lang } = reply;
  const diagnosis = 'diagnosis' in reply ? reply.diagnosis : null;
  const lead = diagnosis?.lead ?? null;
  const live = diagnosis !== null && ['confirmed', 'probable', 'possible'].includes(diagnosis.verdict);
  return {
    verdict: diagnosis?.verdict ?? 'unknown',
    issue: lead?.issue ?? null,
    aliases: aliases(lead?.issue, k),
    title: lead?.title[lang] ?? null,
    kbs: live ? (diagnosis?.plan?.kbs ?? []) : [],
    suspects: (diagnosis?.suspects ?? []).map((suspect) => suspectJson(suspect, k, lang)),
    question: questionJson(reply),
    ...(asked === null ? {} : { asked }),
    facts: Object.fromEntries(
      Object.entries(c.facts).map(([id, value]) => [id, { value: value.value, from: sourceOf(value) }]),
    ),
    evidence: c.hits.flatMap((hit) => evidenceJson(hit, diagnosis, k)),
    codes: [...c.codes]
      .sort((a, b) => b.count - a.count)
      .map((seen) => ({
        code: seen.code,
        meaning: explainSeen(seen.code, k)?.meaning[lang] ?? null,
        count: seen.count,
      })),
    plan: (diagnosis?.plan?.steps ?? []).map((step) => stepJson(step, lang)),
    alternative: (diagnosis?.plan?.alternative ?? []).map((step) => stepJson(step, lang)),
    verify: diagnosis?.plan?.verify[lang] ?? null,
    notes: (diagnosis?.plan?.notes ?? []).map((note) => note[lang]),
    timeline: timelineJson(c.timeline, diagnosis),
    coverage: coverageJson(c.files),
    files: c.files,
    knowledge: {
      issues: k.issues.size,
      updates: new Set(k.updates.values()).size,
      codes: k.codes.size,
      version: k.version,
    },
  };
}

/** The errors per hour, and which of those hours hold the lead's evidence. */
function timelineJson(t: Timeline | null, diagnosis: Diagnosis | null) {
  if (t === null) return null;
  const evidence = diagnosis === null ? [] : evidenceOf(diagnosis);
  return {
    ...t,
    evidence: evidence.flatMap((hit) => {
      const first = hit.first ?? hit.time ?? '';
      const hour = indexOf(t, first);
      return hour === undefined
        ? []
        : [{ hour, file: hit.file, line: hit.line, first, last: hit.last ?? first }];
    }),
  };
}

/** What was read, what was not and what only in part, in figures and by reason; `files` has each. */
function coverageJson(files: readonly FileRead[]) {
  const { notRead, cut, ...figures } = tally(files);
  const counted = (groups: typeof cut) =>
    Object.fromEntries(groups.map((group) => [group.reason, group.files.length]));
  return { ...figures, reasons: counted(notRead), cut: counted(cut) };
}

function aliases(issue: string | undefined, k: Knowledge): readonly string[] {
  return issue === undefined ? [] : (k.issues.get(issue)?.aliases ?? []);
}

function suspectJson(suspect: Suspect, k: Knowledge, lang: Lang) {
  const words = (reasons: Suspect['because']) => reasons.map((reason) => reasonText(reason, k.phrases, lang));
  return {
    issue: suspect.issue,
    aliases: aliases(suspect.issue, k),
    verdict: suspect.verdict,
    probability: suspect.probability,
    because: words(suspect.because),
    against: words(suspect.against),
  };
}

function questionJson(reply: Reply) {
  if (reply.kind !== 'question' && reply.kind !== 'more-evidence') return null;
  const { question, lang } = reply;
  return {
    fact: question.id,
    ask: question.ask[lang],
    options: question.options.map((option) => option.value),
  };
}

/** A line of a shared symptom counts for the lead if it shows it, else for the first suspect that does. */
function evidenceJson(hit: Hit, diagnosis: Diagnosis | null, k: Knowledge) {
  const owner = ownerOf(hit.signature);
  const suspects = [diagnosis?.lead, ...(diagnosis?.suspects ?? [])].flatMap((s) => s?.issue ?? []);
  const issue = k.issues.has(owner)
    ? owner
    : suspects.find((id) => k.issues.get(id)?.symptoms.includes(owner));
  return [
    {
      issue: issue ?? owner,
      aliases: aliases(issue, k),
      signature: textOf(hit.signature, owner, k),
      file: hit.file,
      line: hit.line,
      time: hit.time ?? null,
      quote: hit.quote,
      count: hit.count,
    },
  ];
}

function textOf(id: string, owner: string, k: Knowledge): string {
  const all: readonly Signature[] = (k.issues.get(owner) ?? k.symptoms.get(owner))?.signatures ?? [];
  return all.find((signature) => signature.id === id)?.texts[0] ?? id;
}

function stepJson(step: PlanStep, lang: Lang) {
  return {
    do: step.do[lang],
    where: step.where?.[lang] ?? null,
    command: step.command,
    expect: step.expect?.[lang] ?? null,
    kb: step.kb,
  };
}

/** `answer`, or the line it was read from: `Logs/hman.log:12`. */
function sourceOf(value: FactValue): string {
  return value.from.kind === 'answer' ? 'answer' : placeOf(value.from.place);
}

function placeOf(place: Place): string {
  return `${place.file}:${place.line}`;
}
