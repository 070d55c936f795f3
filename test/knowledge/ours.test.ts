import { check } from '../../src/cli/check';
import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';

const SECONDS = 1000;

test(
  'our own knowledge has no problem, and its samples are diagnosed as they say',
  async () => {
    const lines: string[] = [];
    await check([defaultKnowledgeDir()], (line) => lines.push(line));
    expect(lines).toEqual([expect.stringMatching(/^\d+ issues, .* — 0 problems$/)]);
  },
  30 * SECONDS,
);

test('it is loaded in less than a second and a half', () => {
  const start = performance.now();
  const { codes, issues } = loadKnowledge([defaultKnowledgeDir()]);
  expect(performance.now() - start).toBeLessThan(1.5 * SECONDS);
  expect(codes.size).toBeGreaterThan(1800);
  expect(issues.size).toBeGreaterThan(60);
});
