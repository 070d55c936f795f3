import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBot } from './bot.mjs';
import { startConnector } from './connector.mjs';

const cli = path.join(path.dirname(fileURLToPath(import.meta.url)), '../dist/cli/index.js');
const PASTE = "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff";

const bot = await startBot();
const connector = await startConnector();
try {
  const answer = await connector.say(bot.address, PASTE, { locale: 'en-US' });
  const card = answer.attachments[0].content;
  assert.equal(card.type, 'AdaptiveCard');
  assert.match(JSON.stringify(card), /client_auth_kind/);
  console.log('Server: a pasted line was answered with a question card.');
} finally {
  connector.close();
  await bot.stop();
}

const facts = ['--fact', 'client_auth_kind=pki', '--fact', 'mecm_version=2203'];
const lines = ['ClientIdentity is not a hex string', 'The registration record is not valid. Bad RDR'];
const printed = execFileSync(process.execPath, [
  cli,
  'diagnose',
  '--json',
  '--text',
  lines.join('\n'),
  ...facts,
]);
const diagnosis = JSON.parse(printed);
assert.equal(diagnosis.verdict, 'confirmed');
assert.equal(diagnosis.issue, 'cmg-2203-pki-registration');
assert.deepEqual(diagnosis.kbs, ['KB14244456', 'KB14480034']);
console.log('Command line: the two DDM.log lines were diagnosed.');
console.log(`Smoke passed on Node ${process.versions.node}.`);
