import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { drawProgress, showProgress } from '../../src/cli/progress';
import { phrases } from '../cards/phrases';

const MB = 1024 * 1024;
const CLI = path.join(__dirname, '..', '..', 'dist', 'cli', 'index.js');
const half = { file: 'Logs/DDM.log', done: 50 * MB, total: 100 * MB };
const BAR = '▰▰▰▰▰▱▱▱▱▱ 50 % · 50 / 100 MB';

test.each([
  ['a wide terminal', half, 12_000, 120, `${BAR} · 0:12 left · Logs/DDM.log`],
  ['the first second', half, 900, 120, `${BAR} · Logs/DDM.log`],
  ['nothing read yet', { ...half, done: 0 }, 9_000, 120, '▱▱▱▱▱▱▱▱▱▱ 0 % · 0 / 100 MB · Logs/DDM.log'],
  [
    'minutes',
    { ...half, done: 10 * MB },
    60_000,
    120,
    '▰▱▱▱▱▱▱▱▱▱ 10 % · 10 / 100 MB · 9:00 left · Logs/DDM.log',
  ],
  ['a long name', { ...half, file: `${'x'.repeat(200)}/DDM.log` }, 0, 60, `${BAR} · …xxxxx/DDM.log`],
  ['a Japanese name', { ...half, file: `${'資料'.repeat(20)}/DDM.log` }, 0, 60, `${BAR} · …資料/DDM.log`],
  ['no room for the name', half, 12_000, 56, `${BAR} · 0:12 left`],
  ['no room for the estimate', half, 12_000, 50, BAR],
  ['no room for the bar', half, 12_000, 20, '50 %'],
  ['no room at all', half, 12_000, 3, ''],
  ['more than there is', { ...half, done: 300 * MB }, 0, 20, '100 %'],
  [
    'a name that would take over the terminal',
    { ...half, file: 'a\u001b[2J\r\n\u0007\u009b1m\u202e.log' },
    0,
    120,
    `${BAR} · a [2J    1m .log`,
  ],
])('%s', (_, progress, elapsed, width, line) => {
  expect(drawProgress(progress, elapsed, width, phrases, 'en')).toBe(line);
});

test('speaks Japanese', () => {
  expect(drawProgress(half, 12_000, 120, phrases, 'ja')).toContain('残り 0:12');
});

/** What a terminal shows after all that was written to it. */
function screen(written: readonly string[]): string {
  const cells: string[] = [];
  let at = 0;
  for (const char of written.join('')) {
    if (char === '\r') at = 0;
    else cells[at++] = char;
  }
  return cells.join('').trimEnd();
}

test('is drawn at most ten times a second, over itself, and is gone at the end', () => {
  const written: string[] = [];
  let now = 0;
  const terminal = { isTTY: true, columns: 100, write: (text: string) => written.push(text) };
  const bar = showProgress(terminal, phrases, 'en', () => now);
  for (now = 0; now < 1_000; now += 10)
    bar.onProgress({ ...half, file: now < 500 ? 'a long name.log' : 'b.log', done: now * 1e5 });
  expect(written).toHaveLength(10);
  expect(screen(written)).toMatch(/ b\.log$/);
  bar.end();
  expect(screen(written)).toBe('');
});

test.each([
  ['without a terminal', { isTTY: false }, half],
  ['without files', { isTTY: true }, { file: 'message', done: 0, total: 0 }],
])('nothing is drawn %s', (_, terminal, progress) => {
  const written: string[] = [];
  const bar = showProgress({ ...terminal, write: (text: string) => written.push(text) }, phrases, 'en');
  bar.onProgress(progress);
  bar.end();
  expect(written).toEqual([]);
});

describe('mecm-triage diagnose', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'mecm-progress-'));
    writeFileSync(path.join(dir, 'DDM.log'), 'ClientIdentity is not a hex string\r\n'.repeat(1_000));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  /** `script` gives a program a terminal; it is part of every Debian. */
  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('draws on a terminal, and what it prints elsewhere stays clean', async () => {
    const command = `"${process.execPath}" "${CLI}" diagnose --json "${dir}/DDM.log" > "${dir}/out.json"`;
    const { stdout } = await promisify(execFile)('script', ['-qec', command, '/dev/null'], { cwd: dir });
    expect(stdout).toMatch(/[▰▱]{10} \d+ % · .*DDM\.log/);
    expect(screen([stdout])).toBe('');
    expect(JSON.parse(readFileSync(path.join(dir, 'out.json'), 'utf8'))).toMatchObject({
      files: [{ name: 'DDM.log' }],
    });
  });
});
