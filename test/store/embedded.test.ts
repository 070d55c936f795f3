import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openEmbedded } from '../../src/store/embedded';
import { openCase } from '../../src/triage/open';
import { storeContract } from './contract';

const root = mkdtempSync(path.join(os.tmpdir(), 'mecm-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the embedded store', () => {
  storeContract(async () => openEmbedded(path.join(root, 'new', 'folder'), 30));

  test('two processes over one file see each other', async () => {
    const dir = path.join(root, 'shared');
    const [one, other] = [openEmbedded(dir, 30), openEmbedded(dir, 30)];
    await one.saveCase('k', openCase('c', null), null, 1);
    expect((await other.loadCase('k', 1))?.case.id).toBe('c');
    const job = { key: 'a', conversation: 'k', errand: {} };
    expect([await one.addJob(job, 1), await other.addJob(job, 1)]).toEqual([true, false]);
    await Promise.all([one.close(), other.close()]);
  });

  test('names what it objects to when the folder is a file', () => {
    expect(() => openEmbedded(__filename, 30)).toThrow(/EEXIST|ENOTDIR/);
  });
});
