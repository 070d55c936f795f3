import { basename } from 'node:path';
import { nearest } from '../nearest';
import type { Pack, Sample } from '../pack';
import { type Problem, type Wording, wording } from '../problems';
import { readSample } from '../sample';
import type { IssueFile } from '../schema';
import { problem } from '../source';
import { isAnswer, strange } from './option-value';

const KINDS = ['match', 'miss'] as const;

/** An issue that a line can show, its own or a symptom's, has both samples; a sample has its issue. */
export function samples(pack: Pack): Problem[] {
  const there = new Set(pack.samples.map(({ issueFile, kind }) => `${kind} ${issueFile}`));
  const missing = [...pack.issues.values()].flatMap(({ at, value }) => {
    if (!value || !hasLines(value, pack)) return [];
    const { file } = at.source;
    return KINDS.filter((kind) => !there.has(`${kind} ${file}`)).map((kind) =>
      problem(at, [], wording.sampleMissing(kind, basename(file, '.yaml'))),
    );
  });
  const issueFiles = new Set(pack.sources.map(({ file }) => file));
  return [...missing, ...pack.samples.flatMap((sample) => contents(sample, issueFiles, pack))];
}

const hasLines = ({ signatures, symptoms }: IssueFile, pack: Pack): boolean =>
  signatures.length > 0 || symptoms.some((id) => (pack.symptoms.get(id)?.value?.signatures.length ?? 0) > 0);

function contents(sample: Sample, issueFiles: ReadonlySet<string>, pack: Pack): Problem[] {
  const { issue, issueFile, file } = sample;
  if (!issueFiles.has(issueFile)) return [{ file, line: 1, ...wording.sampleOrphan(issue) }];
  const scene = readSample(file);
  const facts = scene.facts.flatMap(({ fact, value, line }) => {
    const wrong = factWrong(fact, value, pack);
    return wrong ? [{ file, line, ...wrong }] : [];
  });
  return [...scene.problems, ...facts];
}

function factWrong(fact: string, value: string, pack: Pack): Wording | null {
  const entry = pack.facts.get(fact);
  if (!entry) return wording.factUnknown(fact, nearest(fact, pack.facts.keys()));
  const form = entry.value;
  if (!form || value === 'unknown') return null;
  const values = form.several ? value.split(',') : [value];
  const wrong = values.find((one) => !isAnswer(form, one, pack));
  return wrong === undefined ? null : strange(form, wrong);
}
