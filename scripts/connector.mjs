import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';

/**
 * A stand-in for Teams on loopback. `say` delivers a message to the bot at `address` as a person in personal chat and
 * resolves to the first activity the bot sends in return that is `wanted`; `files` serves bytes by path.
 */
export async function startConnector() {
  const waiting = new Map();
  const files = new Map();
  const server = http.createServer(async (req, res) => {
    const file = files.get(req.url);
    if (file) return res.end(file);
    const activity = JSON.parse(Buffer.concat(await req.toArray()).toString() || '{}');
    const id = req.method === 'PUT' ? req.url.split('/').at(-1) : randomUUID();
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ id }));
    if (req.method !== 'DELETE') waiting.get(conversationOf(req.url))?.(activity);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const serviceUrl = `http://127.0.0.1:${server.address().port}`;

  return {
    address: serviceUrl,
    files,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
    /** Sends one message; resolves when the bot has answered with an activity that `wanted` accepts. */
    say: (
      address,
      text,
      {
        conversation = randomUUID(),
        locale = 'ja-JP',
        attachments,
        wanted = hasCard,
        patience = 30_000,
      } = {},
    ) =>
      new Promise((resolve, reject) => {
        const late = () => reject(new Error(`No answer within ${patience / 1000} s to: ${text}`));
        const timer = setTimeout(late, patience);
        const settle = (finish, value) => {
          clearTimeout(timer);
          waiting.delete(conversation);
          finish(value);
        };
        waiting.set(conversation, (answer) => wanted(answer) && settle(resolve, answer));
        post(address, message(serviceUrl, { text, conversation, locale, attachments })).catch((failure) =>
          settle(reject, failure),
        );
      }),
  };
}

/** Whether an activity carries an Adaptive Card. */
export function hasCard(activity) {
  return activity.attachments?.[0]?.contentType === 'application/vnd.microsoft.card.adaptive';
}

const conversationOf = (url) => decodeURIComponent(url.split('/')[3] ?? '');

async function post(address, activity) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
}

function message(serviceUrl, { text, conversation, locale, attachments }) {
  return {
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl,
    timestamp: new Date().toISOString(),
    locale,
    textFormat: 'plain',
    from: { id: '29:person', name: 'Hanako', aadObjectId: '7f2d3c1e-0a59-4b8e-9d0f-3b6a1c2d4e5f' },
    recipient: { id: '28:bot', name: 'MECM Triage' },
    conversation: { id: conversation, conversationType: 'personal', tenantId: 'tenant' },
    channelData: { tenant: { id: 'tenant' } },
    entities: [{ type: 'clientInfo', locale, country: 'JP', platform: 'Windows', timezone: 'Asia/Tokyo' }],
    text,
    ...(attachments ? { attachments } : {}),
  };
}
