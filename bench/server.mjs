import { startBot } from '../scripts/bot.mjs';
import { hasCard, startConnector } from '../scripts/connector.mjs';
import { sampleFiles } from '../scripts/sample-logs.js';
import { zipUp } from '../scripts/zip-up.mjs';
import { crowd } from './crowd.mjs';
import { measure, quantile } from './measure.mjs';
import { EMPTY_TURN, QUESTIONS, ZIP } from './questions.mjs';
import { timed } from './table.mjs';

const START = 'start, with all knowledge';

/** Milliseconds until a card arrives: of the start, of questions, of zips, of others while a large zip is read. A wrong card rejects. */
export async function serverRows(quick) {
  const connector = await startConnector();
  const env = { FILE_HOSTS: connector.address, LOG_LEVEL: 'error' };
  const bots = [];
  const starts = await measure(quick ? 3 : 10, async () => bots.push(await startBot(env)));
  const bot = bots.pop();
  await Promise.all(bots.map(({ stop }) => stop()));
  try {
    const talk = speaker(bot, connector);
    return [
      timed(START, starts, { target: 2000 }),
      ...(await turns(talk, quick)),
      ...(await large(talk, quick)),
    ];
  } finally {
    connector.close();
    await bot.stop();
  }
}

async function turns({ ask, sendZip }, quick) {
  const rounds = quick ? 10 : 50;
  await measure(rounds, (i) => ask([EMPTY_TURN, ...QUESTIONS][i % (QUESTIONS.length + 1)]));
  const empty = await measure(rounds, () => ask(EMPTY_TURN));
  const beside = quantile(empty, 0.5);
  const rows = [timed(EMPTY_TURN.what, empty)];
  for (const question of QUESTIONS)
    rows.push(timed(question.what, await measure(rounds, () => ask(question)), { target: 100, beside }));
  await ask(ZIP, sendZip());
  rows.push(timed(ZIP.what, await measure(quick ? 3 : 10, () => ask(ZIP, sendZip())), { beside }));
  return rows;
}

async function large({ bot, connector, ask }, quick) {
  const busy = await crowd(bot, connector, {
    megabytes: quick ? 20 : 100,
    right: ZIP.right,
    ask: () => ask(QUESTIONS[1]),
  });
  const what = `zip of ${Math.round(busy.bytes / 1e6)} MB`;
  return [
    timed(`${what}: acknowledged`, [busy.acknowledged], { target: 2000 }),
    timed(`${what}: answered, its card moved ${busy.moved} times`, [busy.answered]),
    timed(`${what}: others meanwhile`, busy.others, { target: 300 }),
  ];
}

function speaker(bot, connector) {
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

  return { bot, connector, ask, sendZip };
}
