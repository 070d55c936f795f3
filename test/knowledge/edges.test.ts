import path from 'node:path';
import { play } from '../../src/cli/play';
import type { Case, Condition, FactValue, KnownIssue, Update } from '../../src/domain';
import { read } from '../../src/intake/read';
import { compile } from '../../src/knowledge/compile';
import { defaultKnowledgeDir } from '../../src/knowledge/load';
import { readPack } from '../../src/knowledge/read-pack';
import { readSample } from '../../src/knowledge/sample';
import { hearFacts } from '../../src/triage/hear';
import { contents } from '../../src/triage/installed';
import { plan } from '../../src/triage/plan';

const AT = '2026-11-24T00:00:00.000Z';
const pack = readPack([defaultKnowledgeDir()]);
const k = compile(pack);
const versions = k.releases.map((release) => release.version);
const issues = [...k.issues.values()];
const LIVE = ['confirmed', 'probable', 'possible'];

const affected = (issue: KnownIssue): readonly string[] | null => {
  const required = issue.requires.find((condition: Condition) => condition.fact === 'mecm_version');
  return required ? versions.filter((version) => required.values.includes(version)) : null;
};
const known = (version: string): Pick<Case, 'facts' | 'builds'> => {
  const value: FactValue = { value: version, from: { kind: 'answer' } };
  return { facts: { mecm_version: value }, builds: [] };
};
/** The update fits a site of this release: it is for it, or it is a later release. */
const fits = (update: Update, version: string) =>
  update.kind === 'release' ? (update.versions[0] ?? '') > version : update.versions.includes(version);

describe('what is proposed, for every issue on every release it happens on', () => {
  const cases = issues
    .filter((issue) => issue.fixedBy.length > 0)
    .flatMap((issue) => (affected(issue) ?? versions).map((version) => ({ issue, version })));

  test('belongs to the release, was not withdrawn, and nothing that fits takes its place', () => {
    const wrong = cases.flatMap(({ issue, version }) => {
      const { kbs } = plan(issue, 'confirmed', known(version), k, AT);
      const proposed = kbs.flatMap((kb) => k.updates.get(kb) ?? []);
      const [first] = proposed;
      const better = first?.replacedBy
        .flatMap((kb) => k.updates.get(kb) ?? [])
        .find((u) => u.kind !== 'release' && fits(u, version));
      return [
        ...proposed
          .filter((u) => !fits(u, version))
          .map((u) => `${issue.id} on ${version}: ${u.kb} is for ${u.versions}`),
        ...proposed.filter((u) => u.withdrawn).map((u) => `${issue.id} on ${version}: ${u.kb} was withdrawn`),
        ...(better ? [`${issue.id} on ${version}: ${first?.kb} is replaced by ${better.kb}`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  });

  test('contains the fix', () => {
    const wrong = cases.flatMap(({ issue, version }) => {
      const [kb] = plan(issue, 'confirmed', known(version), k, AT).kbs;
      const update = kb === undefined ? undefined : k.updates.get(kb);
      if (!update) return [];
      const inside = contents(update, k);
      return issue.fixedBy.some((fix) => inside.has(k.updates.get(fix)?.kb ?? fix))
        ? []
        : [`${issue.id} on ${version}: ${kb}`];
    });
    expect(wrong).toEqual([]);
  });

  test('is something, wherever a release has the defect', () => {
    const none = cases.filter(({ issue, version }) => {
      const { steps, notes } = plan(issue, 'confirmed', known(version), k, AT);
      return affected(issue) !== null && steps.length + notes.length === 0;
    });
    expect(none.map(({ issue, version }) => `${issue.id} on ${version}`)).toEqual([]);
  });
});

/** The words themselves name a release, which then contradicts the other. */
const hears = (said: string) => hearFacts(said, k).mecm_version !== undefined;

describe('both sides of the edge of releases, for every issue with a line', () => {
  const samples = pack.samples.filter(
    ({ kind, issue }) => kind === 'match' && affected(k.issues.get(issue) as KnownIssue),
  );

  test('the release that has the defect, and the one that has not', async () => {
    const wrong: string[] = [];
    for (const { issue: id, file } of samples) {
      const issue = k.issues.get(id) as KnownIssue;
      const has = affected(issue) ?? [];
      const not = versions.filter((version) => !has.includes(version));
      const before = not.filter((version) => version < (has[0] ?? '')).at(-1);
      const behind = not.find((version) => version > (has.at(-1) ?? ''));
      const scene = readSample(file);
      const evidence = await read(
        scene.name === undefined
          ? { text: Buffer.from(scene.content).toString('utf8'), uploads: [] }
          : { text: '', uploads: [{ name: scene.name, bytes: scene.content }] },
        k.patterns,
      );
      // A log that shows the release itself has but one side.
      if (evidence.builds.length > 0 || hears(evidence.said)) continue;
      const said = Object.fromEntries(scene.facts.map(({ fact, value }) => [fact, value]));
      const verdict = (version: string) => {
        const { reply } = play(
          evidence,
          { at: AT, lang: 'en', facts: { ...said, mecm_version: version }, answers: null },
          k,
        );
        const suspects = 'diagnosis' in reply ? reply.diagnosis.suspects : [];
        return suspects.find((suspect) => suspect.issue === id)?.verdict;
      };
      const last = has.at(-1);
      if (last !== undefined && !LIVE.includes(verdict(last) ?? ''))
        wrong.push(`${id} on ${last}: ${verdict(last)}`);
      for (const version of [before, behind])
        if (version !== undefined && LIVE.includes(verdict(version) ?? ''))
          wrong.push(`${id} on ${version}: ${verdict(version)}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

test('every file of an issue stands in the folder of its area', () => {
  const wrong = [...pack.issues.values()].filter(
    ({ value, at }) => path.basename(path.dirname(at.source.file)) !== value?.area.split('/')[0],
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});
