import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import type { Diagnosis, Evidence, Knowledge, Verdict } from '../domain';
import { read } from '../intake/read';
import { compile } from '../knowledge/compile';
import { lintPack } from '../knowledge/lint';
import type { Pack, Sample } from '../knowledge/pack';
import { type Problem, show, wording } from '../knowledge/problems';
import { readPack } from '../knowledge/read-pack';
import { readSample, type Scene } from '../knowledge/sample';
import { advance } from '../triage/advance';
import { openCase } from '../triage/open';

const LIVE: readonly Verdict[] = ['confirmed', 'probable', 'possible'];

/** The author's tool: tells every problem of the folders (`file:line: message — mend`) and a count; 0 when there is none, else 1. Samples are diagnosed once the form is sound. */
export async function check(dirs: readonly string[], out: (line: string) => void): Promise<number> {
  const pack = readPack(dirs);
  const problems = lintPack(pack);
  if (pack.problems.length === 0) problems.push(...(await runSamples(pack, compile(pack))));
  for (const problem of problems) out(show({ ...problem, file: shortName(problem.file) }));
  out(`${counts(pack)} — ${number(problems.length, 'problem')}`);
  return problems.length === 0 ? 0 : 1;
}

/** Relative to where the author stands, when the file is below it. */
function shortName(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}

const number = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

const counts = (pack: Pack): string =>
  [
    number(pack.issues.size, 'issue'),
    number(pack.updates.size, 'update'),
    number(pack.symptoms.size, 'symptom'),
    number(pack.facts.size, 'fact'),
    number(pack.logs.size, 'log'),
    number(pack.codes.size, 'code'),
    number(pack.samples.length + pack.healthy.length, 'sample'),
  ].join(', ');

async function runSamples(pack: Pack, knowledge: Knowledge): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const sample of pack.samples.filter((one) => isBesideIssue(one, pack))) {
    problems.push(...(await runSample(sample, knowledge)));
  }
  for (const file of pack.healthy) problems.push(...(await runHealthy(file, knowledge)));
  return problems;
}

/** An issue that a later folder replaced is proved by the samples of that folder. */
const isBesideIssue = ({ issue, issueFile }: Sample, pack: Pack): boolean =>
  pack.issues.get(issue)?.at.source.file === issueFile;

async function runSample({ issue, kind, file }: Sample, knowledge: Knowledge): Promise<Problem[]> {
  const scene = readSample(file);
  const { lead } = diagnose(scene, await evidenceOf(scene, knowledge), knowledge);
  const found = lead ? `${lead.issue} (${lead.verdict})` : 'nothing known';
  const live = lead !== null && LIVE.includes(lead.verdict);
  const line = firstLine(scene);
  if (kind === 'miss') {
    return live && lead.issue === issue ? [{ file, line, ...wording.sampleMistaken(lead.verdict) }] : [];
  }
  const first = lead?.issue === issue && (live || lead.verdict === 'already-fixed');
  return first ? [] : [{ file, line, ...wording.sampleLead(found) }];
}

const firstLine = ({ headLines }: Scene): number => headLines + 1;

async function evidenceOf({ name, content }: Scene, { patterns }: Knowledge): Promise<Evidence> {
  if (name === undefined) return read({ text: Buffer.from(content).toString('utf8'), uploads: [] }, patterns);
  return read({ text: '', uploads: [{ name, bytes: content }] }, patterns);
}

const NOTHING: Pick<Diagnosis, 'lead'> = { lead: null };

/** The facts as answers given beforehand, then the evidence, as a person would send it. */
function diagnose(scene: Scene, evidence: Evidence, knowledge: Knowledge): Pick<Diagnosis, 'lead'> {
  const head = { at: new Date().toISOString(), lang: 'en' } as const;
  let c = openCase('sample', 'en');
  for (const { fact, value } of scene.facts) {
    c = advance(c, { ...head, kind: 'answer', fact, value }, knowledge).case;
  }
  const fresh = { ...c, pending: null, asked: [], inARow: 0 };
  const { reply } = advance(fresh, { ...head, kind: 'evidence', evidence }, knowledge);
  return 'diagnosis' in reply ? reply.diagnosis : NOTHING;
}

async function runHealthy(file: string, { patterns }: Knowledge): Promise<Problem[]> {
  const upload = { name: basename(file), bytes: readFileSync(file) };
  const { hits } = await read({ text: '', uploads: [upload] }, patterns);
  return hits.map(({ signature, line }) => ({ file, line, ...wording.healthyHit(signature) }));
}
