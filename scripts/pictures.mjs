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

/** The starting case: told, asked about, and settled by a zip. `analysing` and `verdict` stand on the cards that follow the zip. */
const TALKS = {
  ja: {
    language: '日本語',
    problem:
      '接続アナライザーで「MPの場所を更新できませんでした。選択したクライアント証明書は、CMGサービスで信頼されていません。」と出て、昨日からCMGにつながりません',
    pressed: 'PKI（社内 CA）',
    answer: '2203、早期リングではありません',
    sendFiles: 'ファイルを送る',
    upload: 'アップロード',
    analysing: '調べています',
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
    analysing: 'Analysing',
    verdict: 'Confirmed',
  },
};

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'mecm-triage-zip-'));
const zip = path.join(temporary, 'sample.zip');
fs.writeFileSync(zip, zipUp([...sampleFiles(), { name: 'SRV-CM01/IIS/u_ex220601.log', bytes: visits() }]));
const failures = [];
const talks = [];
try {
  // Started in turn: two that look for a free port at once may find the same one. Then they talk side by side.
  for (const lang of languages.length > 0 ? languages : Object.keys(TALKS)) {
    const playground = await startPlayground();
    talks.push(play(lang, playground).catch((failure) => failures.push(failure)));
  }
} catch (failure) {
  failures.push(failure);
}
await Promise.all(talks);
fs.rmSync(temporary, { recursive: true, force: true });
if (failures.length > 0) throw failures[0];

async function play(lang, playground) {
  try {
    const chat = await openPage(playground.address);
    await talk(lang, TALKS[lang], chat).finally(() => chat.close());
  } finally {
    await playground.stop();
  }
}

/** Plays one talk and keeps pictures of it; prints what is shown, a line each. */
async function talk(lang, words, chat) {
  const print = (what, shown) => console.log(`${lang} ${what}: ${shown.replace(/\s+/g, ' ').trim()}`);
  const keep = (name) => path.join(folder, `${name}-${lang}.png`);
  await chat.say(words.language);
  await chat.say(words.problem);
  print('question', await chat.newest());
  await chat.picture(keep('question'), { withMessage: words.problem });
  await chat.press(words.pressed);
  print('pressed', await chat.newest());
  await chat.say(words.answer);
  print('wanted', await chat.newest());
  await chat.press(words.sendFiles);
  print('link', await chat.newest());
  await handIn(await chat.openLink(words.sendFiles), keep('upload'), print);

  print('analysing', await chat.until(new RegExp(words.analysing)));
  // A quick machine may be done before the bar is worth a picture.
  const underway = await chat.until(new RegExp(`▰▰|${words.verdict}`));
  if (underway.includes('▰▰')) await chat.picture(keep('analysing'));
  print('diagnosis', await chat.until(new RegExp(words.verdict)));
  print('received', await chat.newest(2));
  await chat.picture(keep('diagnosis'), { steps: 1 });

  await chat.toGroup();
  await chat.say(words.upload);
  print('group', await chat.newest());
}

async function handIn(page, picture, print) {
  print('page', await page.text());
  const midway = async () => {
    print('upload', await page.text());
    await page.picture(picture);
  };
  print('bar', (await page.send(zip, { seconds: 3, midway })).join(' '));
  print('done', await page.text());
  await page.close();
}

/** A web server's log of some forty megabytes without a word of the case, so that the work on the zip can be watched. */
function visits() {
  const { below, hex } = random.random(7);
  const line = (i) =>
    `2022-06-01 ${new Date(i * 250).toISOString().slice(11, 19)} 10.0.4.12 GET /SMS_MP/.sms_aut MPLIST&${hex(8)} 443 - 10.0.${below(256)}.${below(256)} SMS+CCM+5.0 - 200 0 0 ${below(900)}\r\n`;
  return Buffer.from(Array.from({ length: 300_000 }, (_, i) => line(i)).join(''));
}
