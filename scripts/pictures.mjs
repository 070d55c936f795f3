import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage } from './browser.mjs';
import { startPlayground } from './playground.mjs';

const docs = path.join(path.dirname(fileURLToPath(import.meta.url)), '../docs');

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

for (const [lang, { language, problem, answers }] of Object.entries(TALKS)) {
  const playground = await startPlayground();
  try {
    const chat = await openPage(playground.address, { height: 4000 });
    await chat.say(language);
    await chat.say(problem);
    await chat.picture(path.join(docs, `question-${lang}.png`), { withMessage: problem });
    for (const answer of answers) await chat.say(answer);
    await chat.picture(path.join(docs, `diagnosis-${lang}.png`));
    await chat.close();
  } finally {
    await playground.stop();
  }
}
