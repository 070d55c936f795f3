import os from 'node:os';
import { startBot } from '../scripts/bot.mjs';
import { hasCard, startConnector } from '../scripts/connector.mjs';
import { sampleFiles } from '../scripts/sample-logs.js';
import { zipUp } from '../scripts/zip-up.mjs';
import { crowd } from './crowd.mjs';
import { measure, quantile } from './measure.mjs';
import { EMPTY_TURN, QUESTIONS, ZIP } from './questions.mjs';

const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 10 : 50;
const START = 'start, with all knowledge';
const rows = [];
const row = (what, times, target) => rows.push({ what, times, target });

const connector = await startConnector();
const env = { FILE_HOSTS: connector.address, LOG_LEVEL: 'error' };

const bots = [];
row(START, await measure(quick ? 3 : 10, async () => bots.push(await startBot(env))), 2000);
const bot = bots.pop();
await Promise.all(bots.map(({ stop }) => stop()));

try {
  await measure(ROUNDS, (i) => ask([EMPTY_TURN, ...QUESTIONS][i % (QUESTIONS.length + 1)]));
  row(EMPTY_TURN.what, await measure(ROUNDS, () => ask(EMPTY_TURN)));
  for (const question of QUESTIONS) row(question.what, await measure(ROUNDS, () => ask(question)), 100);
  await ask(ZIP, sendZip());
  row(ZIP.what, await measure(quick ? 3 : 10, () => ask(ZIP, sendZip())));
  const busy = await crowd(bot, connector, {
    megabytes: quick ? 20 : 100,
    right: ZIP.right,
    ask: () => ask(QUESTIONS[1]),
  });
  const what = `zip of ${Math.round(busy.bytes / 1e6)} MB`;
  row(`${what}: acknowledged`, [busy.acknowledged], 2000);
  row(`${what}: answered, its card moved ${busy.moved} times`, [busy.answered]);
  row(`${what}: others meanwhile`, busy.others, 300);
  print();
} finally {
  connector.close();
  await bot.stop();
}

/** One message in a conversation of its own, until its card is there; a wrong card fails the bench. */
async function ask({ what, locale, text, right }, attachments) {
  const isRight = (activity) => right.test(JSON.stringify(activity.attachments[0].content));
  // A zip is acknowledged first; its diagnosis comes as an update of that card.
  const wanted = (activity) => hasCard(activity) && (attachments === undefined || isRight(activity));
  const answer = await connector.say(bot.address, text, { locale, attachments, wanted });
  if (!isRight(answer)) throw new Error(`${what}: the answer is wrong`);
}

function sendZip() {
  if (!connector.files.has('/sample.zip')) connector.files.set('/sample.zip', zipUp(sampleFiles()));
  const url = `${connector.address}/sample.zip`;
  return [
    {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: url,
      name: 'sample.zip',
      content: { downloadUrl: url, uniqueId: 'sample', fileType: 'zip' },
    },
  ];
}

/** One line per row; the last column is the median beside that of an empty turn. */
function print() {
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`;
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}, ${machine}; milliseconds until the card arrives\n`,
  );
  const least = quantile(rows.find(({ what }) => what === EMPTY_TURN.what).times, 0.5);
  const table = rows.map(({ what, times, target }) => {
    const median = quantile(times, 0.5);
    return {
      what,
      runs: times.length,
      p50: Number(median.toFixed(1)),
      p95: Number(quantile(times, 0.95).toFixed(1)),
      max: Number(Math.max(...times).toFixed(1)),
      target: target ? `< ${target}` : '',
      met: target ? (quantile(times, 0.95) < target ? 'yes' : 'no') : '',
      'to empty': what === START ? '' : `${(median / least).toFixed(1)} ×`,
    };
  });
  console.table(table);
}
