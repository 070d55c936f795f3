import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const scripts = path.join(__dirname, '../scripts');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mecm-triage-pictures-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const ADDRESS = /^Open (http:\/\/localhost:\d+) /m;

/** Starts `npm run playground`'s script, waits for the address it prints, and gives the way to end it. */
async function play() {
  const child = spawn('node', [path.join(scripts, 'playground.mjs')], { cwd: folder });
  let printed = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    printed += text;
    if (ADDRESS.test(printed)) break;
  }
  return { address: ADDRESS.exec(printed)?.[1] ?? '', child, exited: once(child, 'exit') };
}

describe('the playground', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'answers at the address it prints, and ends on %s',
    async (signal) => {
      const { address, child, exited } = await play();
      expect((await fetch(address)).status).toBe(200);
      child.kill(signal);
      expect(await exited).toEqual([0, null]);
      await expect(fetch(address)).rejects.toThrow();
      expect(fs.readdirSync(folder)).toEqual([]);
    },
    30_000,
  );

  if (fs.existsSync('/usr/bin/chromium')) {
    test('shows a question and a diagnosis in a browser', () => {
      const shown = execFileSync('node', [path.join(scripts, 'pictures.mjs'), folder, 'ja'], {
        encoding: 'utf8',
      });
      expect(shown).toMatch(/^question-ja\.png: .*PKI.*Entra ID/m);
      expect(shown).toMatch(/^diagnosis-ja\.png: .*2203.*KB14244456/m);
      expect(fs.readdirSync(folder).sort()).toEqual(['diagnosis-ja.png', 'question-ja.png']);
    }, 60_000);
  } else {
    console.warn('Chromium is not installed: no card was looked at in a browser. apt-get install chromium');
  }
});
