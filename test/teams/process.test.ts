import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Connector, startConnector } from '../support/connector';
import { refusal, spawnServer } from '../support/server';
import { buttons, startTeams } from '../support/teams';

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
  const activity = {
    ...{ type: 'message', id, channelId: 'msteams', serviceUrl: connector.url, text, locale: 'ja-JP' },
    ...{
      from: { id: '29:u' },
      recipient: { id: '28:b' },
      conversation: { id: 'a:1', conversationType: 'personal' },
    },
  };
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  return JSON.stringify(connector.calls.at(-1)?.body);
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
