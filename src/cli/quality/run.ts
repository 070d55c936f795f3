import type { Evidence, Knowledge, Lang, Upload, Verdict } from '../../domain';
import { read } from '../../intake/read';
import { play } from '../play';
import { type Trial, uploads } from './trial';

/** What the program made of a case. */
export interface Run {
  readonly trial: Trial;
  readonly verdict: Verdict;
  readonly issue: string | null;
  /** Issues it would name, likeliest first. */
  readonly named: readonly string[];
  readonly kbs: readonly string[];
  readonly asked: readonly string[];
  /** Log lines or files came with it. */
  readonly logs: boolean;
}

/** What happens to the files of a case on their way. */
export type Disturb = (uploads: readonly Upload[]) => readonly Upload[];

export interface Variant {
  readonly lang?: Lang;
  readonly disturb?: Disturb;
  /** Only these facts are asked, all of them, beforehand. */
  readonly questionnaire?: readonly string[];
}

/** Plays a case as a person would: the message and the files, then the answers. */
export async function run(trial: Trial, k: Knowledge, at: string, variant: Variant = {}): Promise<Run> {
  const sent = (variant.disturb ?? ((files) => files))(uploads(trial));
  const evidence = await read({ text: trial.say, uploads: sent }, k.patterns);
  const fixed = variant.questionnaire;
  const known = (fixed ?? []).flatMap((fact) => (trial.answers[fact] ? [[fact, trial.answers[fact]]] : []));
  const scene = {
    at,
    lang: variant.lang ?? trial.lang,
    facts: { ...trial.facts, ...Object.fromEntries(known) },
    answers: fixed ? {} : trial.answers,
  };
  const { reply, asked } = play(evidence, scene, k);
  const diagnosis = 'diagnosis' in reply ? reply.diagnosis : null;
  const found = reply.kind === 'search' ? reply.found.map((one) => one.issue) : [];
  return {
    trial,
    verdict: diagnosis?.verdict ?? 'unknown',
    issue: diagnosis?.lead?.issue ?? null,
    named: diagnosis ? diagnosis.suspects.map((suspect) => suspect.issue) : found,
    kbs: diagnosis?.plan?.kbs ?? [],
    asked: asked ?? [],
    logs: isLogged(evidence),
  };
}

function isLogged(evidence: Evidence): boolean {
  return evidence.pasted || evidence.files.some((file) => file.read && file.name !== 'message');
}
