import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { sampleFiles } from '../scripts/sample-logs.js';
import { startBot } from '../scripts/bot.mjs';
import { startConnector } from '../scripts/connector.mjs';
import { zipUp } from '../scripts/zip-up.mjs';
import { measure, quantile } from './measure.mjs';

const quick = process.argv.includes('--quick');
const rounds = quick ? 10 : 50;

const PASTES = [
  [
    'ja-JP',
    'MPの場所を更新できませんでした。選択したクライアント証明書は、CMGサービスで信頼されていません。クライアント証明書の証明書チェーンがCMGサービスにアップロードされるように指定されているかどうかご確認ください。',
    /client_auth_kind/,
  ],
  [
    'en-US',
    "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff",
    /client_auth_kind/,
  ],
  [
    'en-US',
    'DDM.log says: ClientIdentity is not a hex string\nThe registration record is not valid. Bad RDR\nWe use PKI and the site is on 2203.',
    /KB14244456[\s\S]*KB14480034/,
  ],
];

/** The card of an answer, checked to be the right one: a fast wrong answer fails the bench. */
async function ask(connector, [locale, text, expected]) {
  const answer = await connector.say(text, { locale });
  assert.match(JSON.stringify(answer.attachments[0].content), expected, `wrong answer to: ${text}`);
}

const rows = [];
const row = (what, times, target) => rows.push({ what, times, target });

row('start, with all knowledge', await measure(quick ? 3 : 10, async () => (await startBot()).stop, true), 2000);

const bot = await startBot({ LOG_LEVEL: 'error' });
const connector = await startConnector(bot.address);
