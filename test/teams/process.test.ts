import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import AdmZip from 'adm-zip';
import { addressOf, type Connector, close, listen, startConnector } from '../support/connector';
import { refusal, spawnServer } from '../support/server';
import { attached, buttons, type Json, startTeams } from '../support/teams';

const root = mkdtempSync(path.join(os.tmpdir(), 'mecm-process-'));
let connector: Connector;
beforeAll(async () => {
  connector = await startConnector();
});
afterAll(async () => {
  await connector.stop();
  rmSync(root, { recursive: true, force: true });
});

async function say(url: string, id: string, text: string): Promise<string> {
  await post(url, { id, text });
  return JSON.stringify(connector.calls.at(-1)?.body);
}

async function post(url: string, more: Json): Promise<void> {
  const activity = {
    ...{ type: 'message', channelId: 'msteams', serviceUrl: connector.url, locale: 'ja-JP' },
    ...{
      from: { id: '29:u' },
      recipient: { id: '28:b' },
      conversation: { id: 'a:1', conversationType: 'personal' },
      ...more,
    },
  };
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
}

test('a server killed between question and answer goes on where it was, and answers no delivery twice', async () => {
  const env = { DATA_DIR: path.join(root, 'data') };
  const one = await spawnServer(env);
  expect(one.output()).toMatch(
    /"msg":"auth.off"[\s\S]*\nListening on http:\/\/127\.0\.0\.1:\d+\/api\/messages\n$/,
  );
  expect(
    await say(one.url, 'm1', '選択したクライアント証明書は、CMGサービスで信頼されていません。'),
  ).toContain('client_auth_kind');
  await one.end('SIGKILL');
  const two = await spawnServer(env);
  await say(two.url, 'm1', '選択したクライアント証明書は、CMGサービスで信頼されていません。');
  expect(connector.calls).toHaveLength(1);
  expect(await say(two.url, 'm2', 'PKI')).toContain('mecm_version');
  expect(await two.end('SIGTERM')).toBe(0);
}, 20_000);

test('two servers over one store do not lose each other’s turns', async () => {
  const env = { DATA_DIR: path.join(root, 'shared') };
  const [one, two] = await Promise.all([startTeams({ env }), startTeams({ env })]);
  const turns = [one, two].map((server, i) => server.say('status', { conversation: 'a:both', id: `m${i}` }));
  await Promise.all(turns);
  const [data] = buttons(await one.say('status', { conversation: 'a:both', id: 'last' }));
  expect(data).toMatchObject({ revision: 3 });
  await Promise.all([one.stop(), two.stop()]);
});

describe('work under way when the server ends', () => {
  const LINE = 'ClientIdentity is not a hex string';
  const zip = new AdmZip();
  zip.addFile('Logs/DDM.log', Buffer.from(LINE));
  let asked = 0;
  /** Keeps the first who asks waiting. */
  const slow = http.createServer((_req, res) => {
    asked += 1;
    if (asked % 2 === 0) res.end(zip.toBuffer());
  });
  beforeAll(() => listen(slow));
  afterAll(() => close(slow));
  const cards = (conversation: string) =>
    connector.calls.filter((call) => call.conversation === conversation);

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s is finished by the next one, on the card that stood for it, and once',
    async (signal) => {
      const conversation = `a:${signal}`;
      const env = { DATA_DIR: path.join(root, signal), FILE_HOSTS: addressOf(slow) };
      const one = await spawnServer(env);
      const file = attached([{ name: 'logs.zip', url: `${addressOf(slow)}logs.zip` }]);
      await post(one.url, {
        ...file,
        id: 'm1',
        conversation: { id: conversation, conversationType: 'personal' },
      });
      await until(() => asked % 2 === 1 && cards(conversation).length === 1);
      await one.end(signal);
      const two = await spawnServer(env);
      await until(() => JSON.stringify(cards(conversation).at(-1)?.body).includes('mecm_version'));
      expect(cards(conversation).map((call) => [call.method, call.id])).toEqual([
        ['POST', cards(conversation)[0]?.id],
        ['PUT', cards(conversation)[0]?.id],
      ]);
      expect(await two.end('SIGTERM')).toBe(0);
    },
    30_000,
  );

  test('files handed in by the page are not lost', async () => {
    const conversation = 'a:page';
    const env = { DATA_DIR: path.join(root, 'page') };
    const one = await spawnServer(env);
    await post(one.url, {
      text: 'upload',
      id: 'm1',
      conversation: { id: conversation, conversationType: 'personal' },
    });
    const link = /http:\/\/127\.0\.0\.1:\d+\/upload\/[\w-]+/.exec(JSON.stringify(cards(conversation)))?.[0];
    connector.fail({ status: 503, times: 40, retryAfter: '1' });
    const taken = await fetch(`${link}?name=logs.zip`, { method: 'PUT', body: zip.toBuffer() });
    expect(taken.status).toBe(201);
    await one.end('SIGKILL');
    connector.heal();
    const two = await spawnServer(env);
    await until(() => JSON.stringify(cards(conversation).at(-1)?.body).includes('mecm_version'));
    expect(await two.end('SIGTERM')).toBe(0);
    expect(readdirSync(path.join(env.DATA_DIR, 'spool'))).toEqual([]);
  }, 30_000);
});

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done()).toBe(true);
}

describe('a start that is refused, in one line and with exit code 2', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['an open endpoint', { HOST: '0.0.0.0' }, /^HOST: 0\.0\.0\.0 .*MicrosoftAppId/],
    ['a store that cannot be', { DATA_DIR: __filename }, /^DATA_DIR: cannot keep cases in /],
    ['knowledge that is not there', { KNOWLEDGE_DIRS: '/no/such/folder' }, /KNOWLEDGE_DIRS/],
  ])('%s', async (_, env, message) => {
    const { code, stdout, stderr } = await refusal({ DATA_DIR: path.join(root, 'refused'), ...env });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
