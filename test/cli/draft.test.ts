import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { vary } from '../../src/cli/draft/vary';

const run = promisify(execFile);
const CLI = path.join(__dirname, '..', '..', 'dist', 'cli', 'index.js');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'mecm-draft-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function cli(env: NodeJS.ProcessEnv, ...args: string[]) {
  try {
    const { stdout, stderr } = await run(process.execPath, [CLI, ...args], {
      env: { ...process.env, ...env },
      cwd: dir,
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, out: failed.stdout, err: failed.stderr };
  }
}

const record = (text: string, second: number) =>
  `<![LOG[${text}]LOG]!><time="09:12:${second}.120-540" date="06-01-2024" component="PolicyAgent" context="" type="3" thread="4120" file="a.cpp:12">`;
const LINE =
  'Widget cache {3F2504E0-4F89-41D3-9A0C-0305E82C3301} of CONTOSO\\taro on mp01.contoso.com is beyond repair, 0x87D00999';
const LOG = [
  record('Policy is up to date', 31),
  record(LINE, 32),
  record('Policy agent goes on', 33),
  '',
].join('\r\n');

describe('what varies becomes a placeholder', () => {
  test.each([
    ['Job {3F2504E0-4F89-41D3-9A0C-0305E82C3301} failed', 'Job {guid} failed'],
    [
      'from 3f2504e0-4f89-41d3-9a0c-0305e82c3301 to 3f2504e0-4f89-41d3-9a0c-0305e82c3302',
      'from {guid} to {guid2}',
    ],
    ['Copied to C:\\Windows\\ccmcache\\1a\\setup.exe.', 'Copied to {path}'],
    ['Path \\\\dp01\\SMSPKGD$\\PS100012 not found', 'Path {path} not found'],
    ['GET https://mp01.contoso.com/sms_mp/.sms_aut?mplist, 403', 'GET {url}, 403'],
    [
      '17 bodies skipped, hr=80070005, error 87D00324, exited with 2147942405',
      '{number} bodies skipped, hr=80070005, error 87D00324, exited with 2147942405',
    ],
    ['Server mp01.contoso.com (10.1.2.3) refused', 'Server {server} ({address}) refused'],
    ['Package PS100012 version 3 is missing', 'Package {package} version 3 is missing'],
    ['User CONTOSO\\taro of S-1-5-21-1-2-3-500', 'User {user} of {sid}'],
    ['taken 1250 ms on 2024-06-01 10:11:12', 'taken {number} ms on {time}'],
    // What tells causes apart stays: a result code, the name of a file of the product, a small number.
    [
      'Failed (0x87d00215); see smsts.log, error 1603, type 3',
      'Failed (0x87d00215); see smsts.log, error 1603, type 3',
    ],
  ])('%s', (line, text) => {
    expect(vary(line)).toBe(text);
  });
});

describe('knowledge new', () => {
  test('a draft from a line: TODO is told by file and line; written out, it passes and diagnoses its line', async () => {
    writeFileSync(path.join(dir, 'PolicyAgent.log'), LOG);
    const made = await cli(
      {},
      'knowledge',
      'new',
      '--from',
      'PolicyAgent.log',
      '--line',
      '2',
      '--id',
      'widget-cache',
      '--area',
      'client/policy',
      '--dir',
      'pack',
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    const entry = path.join(dir, 'pack/issues/client/widget-cache.yaml');
    const draft = readFileSync(entry, 'utf8');
    expect(draft).toContain('"Widget cache {guid} of {user} on {server} is beyond repair, 0x87D00999"');
    expect(readFileSync(path.join(dir, 'pack/issues/client/widget-cache.match.log'), 'utf8')).not.toContain(
      'taro',
    );

    const live = await cli({ KNOWLEDGE_DIRS: 'pack' }, 'diagnose', 'PolicyAgent.log', '--json');
    expect(live).toMatchObject({ code: 2, err: expect.stringContaining('still says TODO') });

    const before = await cli({}, 'knowledge', 'check', 'pack');
    expect(before.code).toBe(1);
    expect(before.out).toMatch(
      /^pack\/issues\/client\/widget-cache\.yaml:3: `title` still says TODO — write it/m,
    );

    const written = draft
      .replace(
        /\{ ja: TODO, en: TODO \}/g,
        '{ ja: 端末のキャッシュが壊れている, en: The cache of the device is broken }',
      )
      .replace('title: TODO', 'title: Our runbook')
      .replace('/TODO', '/runbook');
    const miss = path.join(dir, 'pack/issues/client/widget-cache.miss.log');
    writeFileSync(miss, `# file: PolicyAgent.log\n${record('Widget cache is repaired', 34)}\n`);
    writeFileSync(entry, written);
    expect(await cli({}, 'knowledge', 'check', 'pack')).toMatchObject({ code: 0 });

    const found = await cli({ KNOWLEDGE_DIRS: 'pack' }, 'diagnose', 'PolicyAgent.log', '--json');
    expect(JSON.parse(found.out)).toMatchObject({ issue: 'widget-cache' });
  }, 60_000);

  test.each([
    [['--from', 'nowhere.log', '--line', '1'], /nowhere\.log/],
    [['--from', 'PolicyAgent.log', '--line', '99'], /no line 99/],
    [['--from', 'PolicyAgent.log', '--line', 'x'], /--line x/],
    [['--from', 'PolicyAgent.log', '--line', '2', '--id', '../escape'], /--id \.\.\/escape/],
    [['--from', 'PolicyAgent.log', '--line', '2', '--area', '../x'], /--area/],
    [['--from', 'PolicyAgent.log'], /--from some\.log --line 123/],
    [
      ['--from', 'PolicyAgent.log', '--line', '2', '--id', 'cmg-2203-pki-registration'],
      /there is such an issue already/,
    ],
  ])('%j is told in a line', async (args, says) => {
    writeFileSync(path.join(dir, 'PolicyAgent.log'), LOG);
    const { code, err } = await cli({}, 'knowledge', 'new', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });
});
