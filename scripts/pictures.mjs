import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage } from './browser.mjs';
import { startPlayground } from './playground.mjs';

const docs = path.join(path.dirname(fileURLToPath(import.meta.url)), '../docs');
const [folder = docs, ...languages] = process.argv.slice(2);

/** The starting case, told by text alone. */
const TALKS = {
  ja: {
    language: '日本語',
    problem:
      '接続アナライザーで「MPの場所を更新できませんでした。選択したクライアント証明書は、CMGサービスで信頼されていません。」と出て、昨日からCMGにつながりません',
    answers: ['PKIです。バージョンは2203、早期リングではありません', '手元にない'],
  },
  en: {
    language: 'English',
    problem:
      "Clients lost the cloud management gateway yesterday. CcmMessaging.log: Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff",
    answers: ['PKI, version 2203, not the early ring', "I don't have it"],
  },
};

for (const lang of languages.length > 0 ? languages : Object.keys(TALKS)) {
  const playground = await startPlayground();
  try {
    await talk(lang, TALKS[lang], playground.address);
  } finally {
    await playground.stop();
  }
}

/** Plays one talk and keeps a picture of its question and of its diagnosis; prints what each card says. */
async function talk(lang, { language, problem, answers }, address) {
  const chat = await openPage(address);
  const keep = async (name, options) => {
    await chat.picture(path.join(folder, name), options);
    console.log(`${name}: ${(await chat.newest()).replace(/\s+/g, ' ')}`);
  };
  try {
    await chat.say(language);
    await chat.say(problem);
    await keep(`question-${lang}.png`, { withMessage: problem });
    for (const answer of answers) await chat.say(answer);
    await keep(`diagnosis-${lang}.png`);
  } finally {
    await chat.close();
  }
}
