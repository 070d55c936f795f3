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

/** What the cards and pages of a whole case show, in the order they come. */
const TALKS = [
  [
    'ja',
    {
      question: /^症状: .*何を使っていますか？.*PKI（社内 CA） .*Entra ID/,
      pressed: /クライアントの認証: PKI（社内 CA）.*バージョンはどれですか？/,
      wanted: /2203（ビルド 9078）.*DDM\.log を送っていただけますか？.*ファイルを送る 手元にない$/,
      link: /^ファイルを送る .*30 分.* ファイルを送る$/,
      page: /^ログを送る .*ファイルを選ぶ/,
      upload: /^送信しています .*「sample\.zip」を送信中/,
      done: /^受け取りました .*sample\.zip .*送信済み/,
      received: /^ファイルを受け取りました • sample\.zip/,
      analysing: /^調べています .*sample\.zip/,
      diagnosis: /^✅ 確定 バージョン 2203 の不具合で PKI クライアントの登録が失敗する .*根拠.*手順/,
    },
  ],
  [
    'en',
    {
      question: /^Symptoms: .*What do the clients authenticate with\?.*PKI client certificate/,
      pressed: /Client authentication: PKI client certificate.*Which Configuration Manager version/,
      wanted: /2203 \(build 9078\).*Could you send DDM\.log\?.*Send files I don't have it$/,
      link: /^Send files .*30 minutes.* Send files$/,
      page: /^Send logs .*Choose files/,
      upload: /^Sending .*Sending “sample\.zip”/,
      done: /^Received .*sample\.zip .*Sent/,
      received: /^Files received • sample\.zip/,
      analysing: /^Analysing .*sample\.zip/,
      diagnosis: /^✅ Confirmed Version 2203: registration of PKI clients fails .*Evidence.*Steps/,
    },
  ],
] as const;

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
    describe('in a browser', () => {
      let shown: Record<string, string>;
      beforeAll(() => {
        const printed = execFileSync('node', [path.join(scripts, 'pictures.mjs'), folder], {
          encoding: 'utf8',
        });
        shown = Object.fromEntries(printed.split('\n').map((line) => line.split(/: (.*)/)));
      }, 240_000);

      test.each(TALKS)('asks, takes a press and words, and wants a log (%s)', (lang, said) => {
        expect(shown[`${lang} question`]).toMatch(said.question);
        expect(shown[`${lang} pressed`]).toMatch(said.pressed);
        expect(shown[`${lang} wanted`]).toMatch(said.wanted);
      });

      test.each(TALKS)('takes a zip on the page behind the link (%s)', (lang, said) => {
        expect(shown[`${lang} link`]).toMatch(said.link);
        expect(shown[`${lang} page`]).toMatch(said.page);
        expect(shown[`${lang} upload`]).toMatch(said.upload);
        const bar = (shown[`${lang} bar`] ?? '').split(' ').map(Number);
        expect(bar).toEqual(bar.toSorted((a, b) => a - b));
        expect(bar.filter((percent) => percent > 0 && percent < 100).length).toBeGreaterThan(3);
        expect(shown[`${lang} done`]).toMatch(said.done);
      });

      test.each(TALKS)('answers in the conversation with what the zip holds (%s)', (lang, said) => {
        expect(shown[`${lang} received`]).toMatch(said.received);
        expect(shown[`${lang} analysing`]).toMatch(said.analysing);
        expect(shown[`${lang} diagnosis`]).toMatch(said.diagnosis);
        expect(shown[`${lang} diagnosis`]).toMatch(/ddm\.log.* is not a hex string.*Bad RDR.*KB14244456/);
      });

      test.each(TALKS)('gives a link in a group chat that mentions it (%s)', (lang, said) => {
        expect(shown[`${lang} group`]).toMatch(said.link);
      });

      test.each(TALKS)('keeps the pictures (%s)', (lang) => {
        for (const name of ['question', 'upload', 'diagnosis'])
          expect(fs.statSync(path.join(folder, `${name}-${lang}.png`)).size).toBeGreaterThan(10_000);
      });
    });
  } else {
    console.warn('Chromium is not installed: no card was looked at in a browser. apt-get install chromium');
  }
});
