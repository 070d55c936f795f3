import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import AdmZip from 'adm-zip';

const run = promisify(execFile);
const CLI = path.join(__dirname, '..', '..', 'dist', 'cli', 'index.js');
const ANALYZER =
  'MPの場所を更新できませんでした。選択したクライアント証明書は、CMGサービスで信頼されていません。';
const DDM = 'ClientIdentity is not a hex string\nThe registration record is not valid. Bad RDR';
const PKI_2203 = ['--fact', 'client_auth_kind=pki', '--fact', 'mecm_version=2203'];

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'mecm-cli-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer) => {
  const at = path.join(dir, name);
  writeFileSync(at, content);
  return at;
};

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [CLI, ...args]);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, out: failed.stdout, err: failed.stderr };
  }
}

const diagnose = async (...args: string[]) => JSON.parse((await cli('diagnose', '--json', ...args)).out);

describe('diagnose --json', () => {
  test.each([
    [
      'the analyzer text with PKI and 2203',
      [ANALYZER],
      PKI_2203,
      { verdict: 'probable', issue: 'cmg-2203-pki-registration', kbs: ['KB14244456', 'KB14480034'] },
    ],
    [
      'the two DDM.log lines with PKI and 2203',
      [DDM],
      PKI_2203,
      { verdict: 'confirmed', issue: 'cmg-2203-pki-registration', kbs: ['KB14244456', 'KB14480034'] },
    ],
    ['the two DDM.log lines alone', [DDM], [], { verdict: 'probable', issue: 'cmg-2203-pki-registration' }],
    [
      'on 2207',
      [DDM],
      ['--fact', 'client_auth_kind=pki', '--fact', 'mecm_version=2207'],
      { verdict: 'not-applicable', kbs: [] },
    ],
    [
      'with an external certificate',
      [DDM],
      [...PKI_2203, '--fact', 'cert_origin=public'],
      { verdict: 'not-applicable', kbs: [] },
    ],
    [
      'with the rollup installed',
      [DDM],
      [...PKI_2203, '--fact', 'hotfix_level=rollup'],
      { verdict: 'already-fixed', kbs: [] },
    ],
    [
      'on the early ring',
      [DDM],
      [...PKI_2203, '--fact', 'update_ring=early'],
      { kbs: ['KB14244456', 'KB13953025', 'KB14480034'] },
    ],
    [
      'nothing known',
      ['Everything is fine in this line $$<Backup><06-01-2022 10:00:00.000-540><thread=1 (0x1)>'],
      [],
      { verdict: 'unknown', issue: null, kbs: [], suspects: [], question: null },
    ],
  ])('%s', async (_, [text = ''], facts, expected) => {
    expect(await diagnose('--text', text, ...facts)).toMatchObject(expected);
  });

  test('has every field of the contract', async () => {
    const out = await diagnose('--text', ANALYZER, '--lang', 'en');
    expect(out).toEqual({
      verdict: 'possible',
      issue: expect.any(String),
      aliases: expect.any(Array),
      title: expect.any(String),
      kbs: [],
      suspects: expect.arrayContaining([
        {
          issue: 'cmg-2203-pki-registration',
          aliases: expect.any(Array),
          verdict: 'possible',
          probability: expect.any(Number),
          because: expect.any(Array),
          against: [],
        },
      ]),
      question: {
        fact: 'client_auth_kind',
        ask: expect.any(String),
        options: ['pki', 'external', 'entra', 'token', 'mixed'],
      },
      facts: expect.any(Object),
      evidence: [expect.objectContaining({ file: 'message', line: 1, time: null, count: 1 })],
      codes: [],
      plan: expect.any(Array),
      alternative: [],
      verify: expect.any(String),
      notes: expect.any(Array),
      timeline: null,
      coverage: { read: 0, lines: 0, records: 0, logs: [], encodings: {}, skipped: 0, reasons: {}, cut: {} },
      files: expect.any(Array),
      knowledge: {
        issues: expect.any(Number),
        updates: expect.any(Number),
        codes: expect.any(Number),
        version: expect.any(String),
      },
    });
  });

  test('--answers plays the dialog; what is not in the file is not known', async () => {
    const answers = file(
      'answers.json',
      JSON.stringify({ client_auth_kind: 'pki', mecm_version: '2203', update_ring: 'unknown' }),
    );
    const out = await diagnose('--text', ANALYZER, '--answers', answers);
    expect(out).toMatchObject({
      verdict: 'probable',
      question: null,
      asked: ['client_auth_kind', 'mecm_version', 'log:DDM.log'],
    });
    expect(out.facts).toMatchObject({
      client_auth_kind: { value: 'pki', from: 'answer' },
      mecm_version: { value: '2203', from: 'answer' },
    });
  });

  test('a zip: each line with its file, line and time; a file that cannot be read with its reason', async () => {
    const zip = new AdmZip();
    zip.addFile(
      'Logs/DDM.log',
      Buffer.from(
        `x  $$<A><06-01-2022 09:00:00.000-540><thread=1 (0x1)>\r\nClientIdentity is not a hex string  $$<A><06-01-2022 09:12:33.120-540><thread=1 (0x1)>\r\n`,
      ),
    );
    zip.addFile('photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]));
    const out = await diagnose(file('logs.zip', zip.toBuffer()));
    expect(out.evidence).toEqual([
      expect.objectContaining({
        issue: 'cmg-2203-pki-registration',
        file: 'Logs/DDM.log',
        line: 2,
        time: '2022-06-01 09:12:33.120',
      }),
    ]);
    expect(out.files).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'Logs/DDM.log',
          read: true,
          encoding: 'utf-8',
          lines: 2,
          records: 2,
        }),
        { name: 'photo.png', read: false, reason: 'image' },
      ]),
    );
    expect(out.coverage).toEqual({
      read: 1,
      lines: 2,
      records: 2,
      from: '2022-06-01 09:00:00.000',
      to: '2022-06-01 09:12:33.120',
      logs: ['DDM.log'],
      encodings: { 'utf-8': 1 },
      skipped: 1,
      reasons: { image: 1 },
      cut: {},
    });
    const time = '2022-06-01 09:12:33.120';
    expect(out.timeline).toEqual({
      from: '2022-06-01 09:00',
      to: '2022-06-01 09:00',
      errorsPerHour: [0],
      evidence: [{ hour: 0, file: 'Logs/DDM.log', line: 2, first: time, last: time }],
    });
  });
});

describe('what cannot be used ends with 2 and says why', () => {
  test.each([
    ['a file that is not there', ['diagnose', '/no/such/file.zip'], /no\/such\/file\.zip/],
    ['no input', ['diagnose'], /diagnose/],
    ['an unknown fact', ['diagnose', '--text', 'a', '--fact', 'colour=red'], /colour/],
    ['an unknown value', ['diagnose', '--text', 'a', '--fact', 'client_auth_kind=red'], /red.*pki/],
    ['a malformed fact', ['diagnose', '--text', 'a', '--fact', 'pki'], /--fact pki/],
    ['an unknown option', ['diagnose', '--colour'], /--colour/],
    ['no command', [], /diagnose/],
  ])('%s', async (_, args, why) => {
    const { code, err } = await cli(...args);
    expect(code).toBe(2);
    expect(err).toMatch(why);
  });

  test('an answers file that is no JSON', async () => {
    const { code, err } = await cli('diagnose', '--text', 'a', '--answers', file('bad.json', '{'));
    expect(code).toBe(2);
    expect(err).toContain('bad.json');
  });
});

describe('the other commands', () => {
  test.each([
    [['code', '0x87D00231'], /87d00231/i],
    [['search', 'CMG', '証明書'], /CMG/],
    [['diagnose', '--text', ANALYZER, '--lang', 'ja'], /クライアントの認証/],
    [['diagnose', '--text', ANALYZER, '--lang', 'en'], /authenticate/],
  ])('%j', async (args, says) => {
    const { code, out } = await cli(...args);
    expect(code).toBe(0);
    expect(out).toMatch(says);
  });

  test('chat: a number picks the option, an empty line says "I don\'t know", exit ends', async () => {
    const child = execFile(process.execPath, [CLI, 'chat', '--lang', 'ja']);
    let out = '';
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    child.stdin?.end(`${ANALYZER}\n1\n2203\n\nexit\n`);
    await new Promise((resolve) => child.on('close', resolve));
    expect(out).toContain('DDM.log');
    expect(out).toContain('KB14244456');
  });
});
