import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../src/cli/check';
import { defaultKnowledgeDir } from '../../src/knowledge/load';
import { changed, type Files, folder, GOOD, removeFolders } from './pack';

afterAll(removeFolders);

const MATCH = 'issues/cmg/cmg-registration.match.log';
const MISS = 'issues/cmg/cmg-registration.miss.log';
const FAULTLESS = '2 issues, 2 updates, 1 symptom, 3 facts, 2 logs, 1 code, 5 samples — 0 problems';

const phrases = ['phrases/ja.yaml', 'phrases/en.yaml'].map((file) => [
  file,
  readFileSync(join(defaultKnowledgeDir(), file), 'utf8'),
]);
/** What the engine says of its own, so that it can make replies from these small packs. */
const PHRASES: Files = Object.fromEntries(phrases);

/** The exit code and the lines told, files named as in the packs. */
async function told(...packs: readonly Files[]): Promise<{ code: number; lines: string[] }> {
  const dirs = packs.map((files, i) => folder(i === 0 ? { ...files, ...PHRASES } : files));
  const lines: string[] = [];
  const short = (line: string) => dirs.reduce((text, dir) => text.replace(join(dir, '/'), ''), line);
  const code = await check(dirs, (line) => lines.push(short(line)));
  return { code, lines };
}

test('a pack without a fault, and its count', async () => {
  expect(await told(GOOD)).toEqual({ code: 0, lines: [FAULTLESS] });
});

test('problems of the form come alone: nothing is diagnosed before they are mended', async () => {
  const { code, lines } = await told({
    ...changed(GOOD, MATCH, 'is not hex', 'is fine'),
    'facts.yaml': 'facts',
  });
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^facts\.yaml:1: `the file` is not a list — /);
  expect(lines.join()).not.toContain('is diagnosed as');
});

const line = 'ClientIdentity is not hex\n';

test.each<[string, Files, string]>([
  [
    'a match sample whose line is not there',
    { ...GOOD, [MATCH]: '# file: DDM.log\nall is well\n' },
    `${MATCH}:2: the sample is diagnosed as nothing known — it must come first here`,
  ],
  [
    'a match sample in a version without the defect',
    changed(GOOD, MATCH, '=2203', '=2207'),
    `${MATCH}:3: the sample is diagnosed as`,
  ],
  [
    'a match sample in another log',
    changed(GOOD, MATCH, 'DDM', 'CcmMessaging'),
    `${MATCH}:3: the sample is diagnosed as`,
  ],
  [
    'a miss sample that is a match',
    { ...GOOD, [MISS]: `# file: DDM.log\n# fact: mecm_version=2203\n${line}` },
    `${MISS}:3: the miss sample is diagnosed as it (confirmed) — make its signatures or facts stricter`,
  ],
  [
    'a signature that fires on a healthy log',
    { ...GOOD, 'healthy/DDM.log': `All is well\n${line}` },
    'healthy/DDM.log:2: cmg-registration#1 fires on a healthy log — make the signature longer or tie it to its log',
  ],
])('%s', async (_, files, says) => {
  const { code, lines } = await told(files);
  expect(code).toBe(1);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(says);
  expect(lines[1]).toMatch(/ — 1 problem$/);
});

test('a miss sample may show the line where the version rules it out', async () => {
  const files = { ...GOOD, [MISS]: `# file: DDM.log\n# fact: mecm_version=2207\n${line}` };
  expect((await told(files)).lines).toEqual([FAULTLESS]);
});

test('an issue that a private pack replaced is tried with the samples of that pack', async () => {
  const own = {
    'issues/own/cmg-registration.yaml': (GOOD['issues/cmg/cmg-registration.yaml'] ?? '').replace(
      'is not hex',
      'is odd at 2',
    ),
    'issues/own/cmg-registration.match.log': '# file: DDM.log\nClientIdentity is odd at 2\n',
    'issues/own/cmg-registration.miss.log': `# file: DDM.log\n${line}`,
  };
  expect((await told(GOOD, own)).code).toBe(0);
  const wrong = { ...own, 'issues/own/cmg-registration.match.log': `# file: DDM.log\n${line}` };
  expect((await told(GOOD, wrong)).lines[0]).toContain(
    'issues/own/cmg-registration.match.log:2: the sample is diagnosed',
  );
});
