import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startTeams, type Teams } from '../support/teams';

let teams: Teams;
let origin: string;
beforeAll(async () => {
  teams = await startTeams();
  origin = new URL(teams.url).origin;
});
afterAll(() => teams.stop());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method, headers }, (res) => {
      let text = '';
      res.on('data', (piece) => {
        text += piece;
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  send(
    'POST',
    '/api/messages',
    headers,
    typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  );

const activity = (more: object = {}) => ({
  ...{ type: 'message', id: 'x', channelId: 'msteams', serviceUrl: teams.connector.url, text: 'help' },
  ...{
    from: { id: 'u' },
    recipient: { id: 'b' },
    conversation: { id: 'a:http', conversationType: 'personal' },
    ...more,
  },
});

describe('a request that is refused', () => {
  test.each<[string, number, () => Promise<Answer>]>([
    ['packed', 415, () => post(gzipSync('{}'), { ...JSON_TYPE, 'content-encoding': 'gzip' })],
    ['of another type', 415, () => post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })],
    ['with files', 415, () => post('--x--', { 'content-type': 'multipart/form-data; boundary=x' })],
    ['of no type', 415, () => post('{}', {})],
    ['no JSON', 400, () => post('{"a":')],
    ['over 256 KB', 413, () => post({ text: 'a'.repeat(262_144) })],
    [
      'over 256 KB in pieces',
      413,
      () => post({ text: 'a'.repeat(300_000) }, { ...JSON_TYPE, 'transfer-encoding': 'chunked' }),
    ],
    ['empty', 400, () => post('')],
    ['an array', 400, () => post([1])],
    ['null', 400, () => post('null')],
    ['deeply nested', 400, () => post('['.repeat(200_000))],
    ['another method', 405, () => send('GET', '/api/messages')],
    ['another path', 404, () => send('GET', '/secret')],
  ])('%s: %i without reasons', async (_, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(/^(|""|\{"code":"\w+"\})$/);
    expect(answer.headers.server ?? '').toBe('');
  });

  test.each<[string, object]>([
    ['without a type', { type: undefined }],
    ['whose type is no text', { type: 7 }],
    ['without a channel', { channelId: undefined }],
    ['without a conversation', { conversation: undefined }],
    ['without a sender', { from: null }],
    ['without a recipient', { recipient: {} }],
    ['without an address to answer to', { serviceUrl: undefined }],
    ['to be answered in clear text elsewhere', { serviceUrl: 'http://example.com/' }],
    ['to be answered nowhere', { serviceUrl: 'smba' }],
    ['whose attachments are no list', { attachments: {} }],
  ])('an activity %s: 400', async (_, more) => {
    const before = teams.connector.calls.length;
    expect(await post(activity(more))).toMatchObject({ status: 400 });
    expect(teams.connector.calls).toHaveLength(before);
  });
});

test.each(['/nowhere', '/api/messages'])(
  'a body that never ends on PUT %s is not waited for',
  async (path) => {
    const { port } = new URL(origin);
    const socket = connect(Number(port), '127.0.0.1');
    const closed = once(socket, 'close');
    socket.on('error', () => {}).resume();
    socket.write(`PUT ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na`);
    await closed;
  },
  20_000,
);

test('a good activity is answered 200 with nothing in it', async () => {
  expect(await post(activity())).toMatchObject({ status: 200, body: expect.stringMatching(/^(|"")$/) });
});

describe('upkeep', () => {
  test.each([
    ['/healthz', { status: 'ok' }],
    ['/readyz', { status: 'ready' }],
  ])('%s', async (path, body) => {
    const answer = await send('GET', path);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, body]);
  });

  test('/metrics counts what came and went, in words that are ours', async () => {
    await post(activity({ id: 'twice' }));
    await post(activity({ id: 'twice' }));
    await post(activity({ type: 'evil"} 1\n#', id: 'odd' }));
    const { body, headers } = await send('GET', '/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toMatch(/^mecm_triage_activities_total\{type="message"\} \d+$/m);
    expect(body).toMatch(/^mecm_triage_activities_total\{type="other"\} 1$/m);
    expect(body).toMatch(/^mecm_triage_duplicates_total 1$/m);
    expect(body).toMatch(/^mecm_triage_replies_total\{kind="help"\} \d+$/m);
    expect(body).not.toContain('evil');
  });
});
