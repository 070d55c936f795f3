import jwt from 'jsonwebtoken';
import { APP, type Keys, now, SIGNED, startKeys } from '../support/signed';
import { startTeams, type Teams } from '../support/teams';

let keys: Keys;
let teams: Teams;
beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {}); // The SDK prints keys for every bad token.
  keys = await startKeys();
  teams = await startTeams({ auth: keys.auth, env: SIGNED });
});
afterAll(async () => {
  await teams.stop();
  await keys.stop();
});

const claims = () => keys.claims(teams.connector.url);
const sign = (more?: object, options?: jwt.SignOptions, by?: Keys['pairs']['good']) =>
  keys.sign(teams.connector.url, more, options, by);
const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function post(
  authorization: string | undefined,
  more: object = {},
): Promise<{ status: number; body: string; calls: number }> {
  const before = teams.connector.calls.length;
  const activity = {
    ...{
      type: 'message',
      id: `${Math.random()}`,
      channelId: 'msteams',
      serviceUrl: teams.connector.url,
      text: 'help',
    },
    ...{
      from: { id: '29:u' },
      recipient: { id: `28:${APP}` },
      conversation: { id: 'a:auth', conversationType: 'personal' },
      ...more,
    },
  };
  const headers = {
    'content-type': 'application/json',
    ...(authorization === undefined ? {} : { authorization }),
  };
  const answer = await fetch(teams.url, { method: 'POST', headers, body: JSON.stringify(activity) });
  return { status: answer.status, body: await answer.text(), calls: teams.connector.calls.length - before };
}

describe('who may call', () => {
  test.each<[string, () => string]>([
    ['a good token', () => sign()],
    ['one that ran out two minutes ago', () => sign({ exp: now() - 120 })],
  ])('%s: answered, with our token', async (_, token) => {
    expect(await post(`Bearer ${token()}`)).toMatchObject({ status: 200, calls: 1 });
    expect(teams.connector.calls.at(-1)?.authorization).toBe('Bearer ours');
  });

  test.each<[string, () => string | undefined]>([
    ['no token', () => undefined],
    ['an empty one', () => ''],
    ['garbage', () => 'Bearer garbage'],
    ['garbage in three parts', () => 'Bearer a.b.c'],
    ['another scheme', () => 'Basic dXNlcjpwYXNz'],
    ['one for another bot', () => `Bearer ${sign({ aud: 'another' })}`],
    ['one of another issuer', () => `Bearer ${sign({ iss: 'https://evil.example' })}`],
    ['one that ran out', () => `Bearer ${sign({ exp: now() - 900 })}`],
    ['one that is not valid yet', () => `Bearer ${sign({ nbf: now() + 900 })}`],
    ['one for another connector', () => `Bearer ${sign({ serviceurl: 'https://smba.trafficmanager.net/' })}`],
    ['one for no connector', () => `Bearer ${sign({ serviceurl: undefined })}`],
    ['one with an unknown key', () => `Bearer ${sign({}, { keyid: 'unknown' }, keys.pairs.unknown)}`],
    ['one with a forged signature', () => `Bearer ${sign({}, {}, keys.pairs.unknown)}`],
    [
      'one by a key that is not for Teams',
      () => `Bearer ${sign({}, { keyid: 'unendorsed' }, keys.pairs.unendorsed)}`,
    ],
    [
      'one without a signature',
      () => `Bearer ${b64({ alg: 'none', kid: 'good', typ: 'JWT' })}.${b64(claims())}.`,
    ],
    [
      'one signed with the public key as a secret',
      () =>
        `Bearer ${jwt.sign(claims(), String(keys.pairs.good.publicKey.export({ type: 'spki', format: 'pem' })).slice(0, 200), { algorithm: 'HS256', keyid: 'good' })}`,
    ],
  ])('%s: a bare 401', async (_, authorization) => {
    const { status, body, calls } = await post(authorization());
    expect([status, body.replace('""', ''), calls]).toEqual([401, '', 0]);
  });

  test('an invoke without a token: a bare 401', async () => {
    const { status, body } = await post(undefined, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: {},
    });
    expect([status, body.replace('""', '')]).toEqual([401, '']);
  });

  test('an activity that would send our token elsewhere in clear text is refused', async () => {
    expect(
      await post(`Bearer ${sign({ serviceurl: 'http://example.com/' })}`, {
        serviceUrl: 'http://example.com/',
      }),
    ).toMatchObject({ status: 400, calls: 0 });
  });
});
