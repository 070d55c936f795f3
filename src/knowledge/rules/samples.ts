import { dirname, join } from 'node:path';
import { nearest } from '../nearest';
import type { Pack, Sample } from '../pack';
import { type Problem, type Wording, wording } from '../problems';
import { readSample } from '../sample';
import { problem } from '../source';
import { isAnswer, strange } from './option-value';

const KINDS = ['match', 'miss'] as const;

/** An issue that a log or message can show has both samples, and a sample has its issue. */
export function samples(pack: Pack): Problem[] {
  const beside = new Set(pack.samples.map(({ issue, kind, file }) => `${dirname(file)}/${issue}.${kind}`));
  const missing = [...pack.issues.values()].flatMap(({ id, at, value }) => {
    if (!value || value.signatures.length + value.symptoms.length === 0) return [];
    return KINDS.filter((kind) => !beside.has(`${dirname(at.source.file)}/${id}.${kind}`)).map((kind) =>
      problem(at, [], wording.sampleMissing(kind, id)),
    );
  });
  return [...missing, ...pack.samples.flatMap((sample) => contents(sample, pack))];
}

function contents({ issue, file }: Sample, pack: Pack): Problem[] {
  if (!pack.sources.some((source) => source.file === join(dirname(file), `${issue}.yaml`)))
    return [{ file, line: 1, ...wording.sampleOrphan(issue) }];
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
