import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBot } from './bot.mjs';
import { hasCard, startConnector } from './connector.mjs';
import { sampleFiles } from './sample-logs.js';
import { zipUp } from './zip-up.mjs';

const cli = path.join(path.dirname(fileURLToPath(import.meta.url)), '../dist/cli/index.js');
const PASTE = "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff";

const connector = await startConnector();
const bot = await startBot({ FILE_HOSTS: connector.address });
try {
  const answer = await connector.say(bot.address, PASTE, { locale: 'en-US' });
  const card = answer.attachments[0].content;
  assert.equal(card.type, 'AdaptiveCard');
  assert.match(JSON.stringify(card), /client_auth_kind/);
  console.log('Server: a pasted line was answered with a question card.');
  connector.files.set('/sample.zip', zipUp(sampleFiles({ lines: 50 })));
  const url = `${connector.address}/sample.zip`;
  const zip = {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: url,
    name: 'sample.zip',
    content: { downloadUrl: url, uniqueId: 'sample', fileType: 'zip' },
  };
  const wanted = (activity) => hasCard(activity) && /KB14480034/.test(JSON.stringify(activity));
  await connector.say(bot.address, '', { locale: 'en-US', attachments: [zip], wanted });
  console.log('Server: a zip was read and answered with the update that mends it.');
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
