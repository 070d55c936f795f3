import type { FactValue } from '../../src/domain';
import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { plan } from '../../src/triage/plan';

const knowledge = loadKnowledge([defaultKnowledgeDir()]);
const AT = '2026-11-23T00:00:00.000Z';

function planFor(id: string, facts: Record<string, string>, verdict: 'confirmed' | 'possible' = 'confirmed') {
  const issue = knowledge.issues.get(id);
  if (!issue) throw new Error(id);
  const known = Object.entries(facts).map(([fact, value]): [string, FactValue] => [
    fact,
    { value, from: { kind: 'answer' } },
  ]);
  return plan(issue, verdict, { facts: Object.fromEntries(known), builds: [] }, knowledge, AT);
}

const REGISTRATION = 'cmg-2203-pki-registration';

test.each([
  ['release known, ring not', { mecm_version: '2203' }, ['KB14244456', 'KB14480034']],
  ['release not known: the only one it happens on', {}, ['KB14244456', 'KB14480034']],
  ['general release', { mecm_version: '2203', update_ring: 'ga' }, ['KB14244456', 'KB14480034']],
  [
    'early ring: its own update before the hotfix',
    { mecm_version: '2203', update_ring: 'early' },
    ['KB14244456', 'KB13953025', 'KB14480034'],
  ],
  [
    'early ring, its update installed',
    { mecm_version: '2203', update_ring: 'early', hotfix_level: 'KB13953025' },
    ['KB14244456', 'KB14480034'],
  ],
  ['fix installed', { mecm_version: '2203', hotfix_level: 'KB14480034' }, []],
  ['rollup installed', { mecm_version: '2203', hotfix_level: 'KB14244456' }, []],
  ['latest rollup installed', { mecm_version: '2203', hotfix_level: 'rollup' }, []],
])('%s', (_, facts, kbs) => {
  expect(planFor(REGISTRATION, facts).kbs).toEqual(kbs);
});

test('the rollup first, then the secondary sites, then the clients; the hotfix is the other way', () => {
  const { steps, alternative } = planFor(REGISTRATION, { mecm_version: '2203' });
  expect(steps.map((step) => step.id).slice(0, 3)).toEqual([
    'install:KB14244456',
    'recover-secondary',
    'update-client',
  ]);
  expect(alternative.map((step) => step.id)).toEqual([
    'require-if-early:KB13953025',
    'install:KB14480034',
    'recover-secondary',
  ]);
});

test('a standalone site has no secondary site to recover', () => {
  const ids = planFor(REGISTRATION, { mecm_version: '2203', cas_or_standalone: 'standalone' }).steps.map(
    (step) => step.id,
  );
  expect(ids).not.toContain('recover-secondary');
});

test('a release out of support is said to be so', () => {
  expect(
    planFor(REGISTRATION, { mecm_version: '2203' })
      .notes.map((note) => note.en)
      .join(' '),
  ).toContain('2023-10-06');
});

test('nothing is installed for a mere possibility on an unknown release', () => {
  const { kbs, steps } = planFor(REGISTRATION, {}, 'possible');
  expect(kbs).toEqual([]);
  expect(steps[0]?.id).toBe('check-version');
});

describe('a fix that only a later release carries', () => {
  const ONLY_RELEASE = 'kb13174460-2203-11';
  test.each([
    [
      'an earlier release: move to the first that has it',
      { mecm_version: '2107' },
      ['release:2203'],
      ['KB13174460'],
    ],
    ['the release not known: no update to choose, so the way is told', {}, ['release:2203'], ['KB13174460']],
    ['the release itself: nothing to install', { mecm_version: '2203' }, [], []],
  ])('%s', (_, facts, steps, kbs) => {
    const { steps: all, kbs: proposed } = planFor(ONLY_RELEASE, facts);
    expect(all.map((step) => step.id).filter((id) => id.startsWith('release:'))).toEqual(steps);
    expect(proposed).toEqual(kbs);
  });

  test('a first release out of support is not where to go', () => {
    const [step] = planFor(ONLY_RELEASE, { mecm_version: '2107' }).steps;
    expect(step?.do.en).toContain('no longer supported');
  });
});
