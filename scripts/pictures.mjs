import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage } from './browser.mjs';
import { startPlayground } from './playground.mjs';
import random from './sample/random.js';
import { sampleFiles } from './sample-logs.js';
import { zipUp } from './zip-up.mjs';

const docs = path.join(path.dirname(fileURLToPath(import.meta.url)), '../docs');
const [folder = docs, ...languages] = process.argv.slice(2);

// For people to look at, it wants a Japanese and an emoji font: fonts-ipafont-gothic and fonts-noto-color-emoji.

/** The starting case: told, asked about, and settled by a zip. `reading` and `verdict` are on the cards that follow the zip. */
const TALKS = {
  ja: {
    language: '日本語',
    problem:
      '接続アナライザーで「MPの場所を更新できませんでした。選択したクライアント証明書は、CMGサービスで信頼されていません。」と出て、昨日からCMGにつながりません',
    pressed: 'PKI（社内 CA）',
    answer: '2203、早期リングではありません',
    sendFiles: 'ファイルを送る',
    upload: 'アップロード',
    reading: '読み取り、原因',
    verdict: '確定',
  },
  en: {
    language: 'English',
    problem:
      "Clients lost the cloud management gateway yesterday. CcmMessaging.log: Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff",
    pressed: 'PKI client certificate',
    answer: '2203, not the early ring',
    sendFiles: 'Send files',
    upload: 'upload',
    reading: 'looking for the cause',
    verdict: 'Confirmed',
  },
};

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'mecm-triage-zip-'));
const zip = path.join(temporary, 'sample.zip');
fs.writeFileSync(zip, zipUp([...sampleFiles(), { name: 'SRV-CM01/IIS/u_ex220601.log', bytes: visits() }]));
try {
  for (const lang of languages.length > 0 ? languages : Object.keys(TALKS)) {
    const playground = await startPlayground();
    const chat = await openPage(playground.address).catch((failure) => failure);
    try {
      if (chat instanceof Error) throw chat;
      await talk(lang, TALKS[lang], chat);
    } finally {
      await chat.close?.();
      await playground.stop();
    }
  }
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}

/** Plays one talk and keeps pictures of it; prints what is shown, a line each. */
async function talk(lang, words, chat) {
  const print = (what, shown) => console.log(`${what}: ${shown.replace(/\s+/g, ' ').trim()}`);
  const keep = async (name, options) => {
    await chat.picture(path.join(folder, `${name}-${lang}.png`), options);
    print(`${name}-${lang}.png`, await chat.newest());
  };
  await chat.say(words.language);
  await chat.say(words.problem);
  await keep('question', { withMessage: words.problem });
  await chat.press(words.pressed);
  print('next', await chat.newest());
  await chat.say(words.answer);
  print('next', await chat.newest());
  await chat.press(words.sendFiles);
  print('link', await chat.newest());
  await handIn(lang, words, chat, print);
  await chat.until(new RegExp(`${words.reading}|${words.verdict}`));
  await keep('analysing');
  await chat.until(new RegExp(words.verdict));
  await keep('diagnosis', { steps: 1 });
  await chat.toGroup();
  print('group', await chat.newest());
  await chat.say(words.upload);
  print('group', await chat.newest());
}

async function handIn(lang, words, chat, print) {
  const page = await chat.openLink(words.sendFiles);
  print('page', await page.text());
  const midway = async () => {
    await page.picture(path.join(folder, `upload-${lang}.png`));
    print(`upload-${lang}.png`, await page.text());
  };
  const percents = await page.send(zip, { seconds: 4, midway });
  print('bar', percents.join(' '));
  print('page', await page.text());
  await page.close();
}

/** A web server's log of some sixty megabytes without a word of the case, so that the work on the zip can be watched. */
function visits() {
  const { below, hex } = random.random(7);
  const line = (i) =>
    `2022-06-01 ${new Date(i * 150).toISOString().slice(11, 19)} 10.0.4.12 GET /SMS_MP/.sms_aut MPLIST&${hex(8)} 443 - 10.0.${below(256)}.${below(256)} SMS+CCM+5.0 - 200 0 0 ${below(900)}\r\n`;
  return Buffer.from(Array.from({ length: 500_000 }, (_, i) => line(i)).join(''));
}
