import { randomUUID } from 'node:crypto';
import { hasCard } from '../scripts/connector.mjs';
import { bigZip } from './big-zip.mjs';

const PATIENCE = 300_000;

/**
 * One person sends a zip of `megabytes`, and meanwhile others go on asking. Resolves to milliseconds: until the zip was acknowledged and
 * until it was diagnosed, how often its card moved, and how long each of the others waited. A wrong diagnosis rejects.
 */
export async function crowd(bot, connector, { megabytes, right, ask }) {
  const zip = bigZip(megabytes);
  await new Promise((resolve) => setTimeout(resolve, 200)); // Connections that ended meanwhile are noticed.
  connector.files.set('/big.zip', zip);
  const from = performance.now();
  const seen = [];
  let over = false;
  const wanted = (activity) => {
    if (!hasCard(activity)) return false;
    const card = JSON.stringify(activity.attachments[0].content);
    seen.push({ at: performance.now() - from, card });
    return right.test(card);
  };
  const attachments = [link(`${connector.address}/big.zip`)];
  const options = { conversation: randomUUID(), locale: 'en-US', attachments, wanted, patience: PATIENCE };
  const answer = connector.say(bot.address, '', options).finally(() => {
    over = true;
  });
  const others = [];
  while (!over) {
    const asked = performance.now();
    await ask();
    others.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await answer;
  connector.files.delete('/big.zip');
  return {
    bytes: zip.length,
    acknowledged: seen[0].at,
    answered: seen.at(-1).at,
    moved: new Set(seen.map(({ card }) => card)).size - 2,
    others,
  };
}

function link(url) {
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: url,
    name: 'big.zip',
    content: { downloadUrl: url, uniqueId: 'big', fileType: 'zip' },
  };
}
