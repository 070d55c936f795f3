import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { bulk } from '../intake/packs';
import { zip } from '../support/zip-writer';

const CLI = path.join(__dirname, '..', '..', 'dist', 'cli', 'index.js');
const dir = mkdtempSync(path.join(os.tmpdir(), 'mecm-large-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('files that threads read are diagnosed, and the program ends', async () => {
  const logs = Array.from({ length: 8 }, (_, n) => ({ name: `Logs/${n}.log`, data: bulk, stored: true }));
  const last = { name: 'Logs/DDM.log', data: 'ClientIdentity is not a hex string\r\n' };
  const support = path.join(dir, 'support.zip');
  writeFileSync(support, zip([...logs, last]));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    CLI,
    'diagnose',
    '--json',
    support,
  ]);
  expect(stderr).toBe('');
  const { evidence, files } = JSON.parse(stdout);
  expect(files).toHaveLength(9);
  expect(evidence).toMatchObject([{ issue: 'cmg-2203-pki-registration', file: 'Logs/DDM.log', line: 1 }]);
});
