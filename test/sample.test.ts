import AdmZip from 'adm-zip';
import { sampleFiles } from '../scripts/sample-logs';
import { read } from '../src/intake/read';
import { defaultKnowledgeDir, loadKnowledge } from '../src/knowledge/load';
import { advance } from '../src/triage/advance';
import { openCase } from '../src/triage/open';

const knowledge = loadKnowledge([defaultKnowledgeDir()]);

test('two telling logs among forty noisy ones: nothing is asked that the logs say, and each line has its place', async () => {
  const zip = new AdmZip();
  for (const { name, bytes } of sampleFiles()) zip.addFile(name, Buffer.from(bytes));
  const uploads = [{ name: 'sample.zip', bytes: zip.toBuffer() }];
  const evidence = await read({ text: '', uploads }, knowledge.patterns);
  expect(evidence.files.filter((file) => file.read).length).toBeGreaterThan(40);

  const turn = { at: '2026-11-23T09:00:00.000Z', lang: 'ja' as const, kind: 'evidence' as const, evidence };
  const { case: c, reply } = advance(openCase('sample', null), turn, knowledge);
  expect(reply).toMatchObject({
    kind: 'diagnosis',
    diagnosis: { verdict: 'confirmed', lead: { issue: 'cmg-2203-pki-registration' } },
  });
  expect(c.facts).toMatchObject({ mecm_version: { value: '2203' }, client_auth_kind: { value: 'pki' } });
  for (const hit of c.hits) {
    const file = sampleFiles().find(({ name }) => name === hit.file);
    const line = new TextDecoder().decode(file?.bytes).split('\n')[hit.line - 1];
    expect(line).toContain(hit.quote.slice(0, 40));
    expect(line).toContain(hit.time?.slice(11));
  }
});
