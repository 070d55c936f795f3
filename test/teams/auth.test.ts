import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentials,
} from 'botframework-connector';
import jwt from 'jsonwebtoken';
import { addressOf, close, listen } from '../support/connector';
import { startTeams, type Teams } from '../support/teams';

const APP = '11111111-2222-3333-4444-555555555555';
const ISSUER = 'https://api.botframework.com';
const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const unendorsed = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The Bot Framework's key server. */
const keys = http.createServer((req, res) => {
  const jwks_uri = `${addressOf(keys)}keys`;
  const metadata = { issuer: ISSUER, jwks_uri, id_token_signing_alg_values_supported: ['RS256'] };
  const jwk = (kid: string, pair: typeof key, endorsements: string[]) => ({
    ...pair.publicKey.export({ format: 'jwk' }),
    ...{ kid, use: 'sig', endorsements },
  });
  const all = { keys: [jwk('good', key, ['msteams']), jwk('unendorsed', unendorsed, ['webchat'])] };
  res.setHeader('content-type', 'application/json').end(JSON.stringify(req.url === '/keys' ? all : metadata));
});

class Credentials extends PasswordServiceClientCredentialFactory {
  override async createCredentials(): Promise<ServiceClientCredentials> {
    return {
      signRequest: async (request) => {
        request.headers.set('authorization', 'Bearer ours');
        return request;
      },
    };
  }
}

let teams: Teams;
beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {}); // The SDK prints keys for every bad token.
  await listen(keys);
  const metadata = `${addressOf(keys)}v1/.well-known/openidconfiguration`;
  const auth = new ConfigurationBotFrameworkAuthentication(
    {
      ...{
        ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
        ToChannelFromBotOAuthScope: ISSUER,
      },
      ...{ ToBotFromChannelTokenIssuer: ISSUER, OAuthUrl: ISSUER, ValidateAuthority: true },
      ...{ ToBotFromChannelOpenIdMetadataUrl: metadata, ToBotFromEmulatorOpenIdMetadataUrl: metadata },
    },
    new Credentials(APP, 'secret'),
  );
  const env = { HOST: '127.0.0.1', MicrosoftAppId: APP, MicrosoftAppPassword: 'secret' };
  teams = await startTeams({ auth, env });
});
afterAll(async () => {
  await teams.stop();
  await close(keys);
});

const now = () => Math.floor(Date.now() / 1000);
const claims = (more: object = {}) => ({
  ...{ iss: ISSUER, aud: APP, serviceurl: teams.connector.url, nbf: now() - 60, exp: now() + 3600, ...more },
});
const sign = (more: object = {}, options: jwt.SignOptions = {}, pair = key) =>
  jwt.sign(JSON.parse(JSON.stringify(claims(more))), pair.privateKey, {
    algorithm: 'RS256',
    keyid: 'good',
    ...options,
  });
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
    ['one with an unknown key', () => `Bearer ${sign({}, { keyid: 'unknown' }, other)}`],
    ['one with a forged signature', () => `Bearer ${sign({}, {}, other)}`],
    ['one by a key that is not for Teams', () => `Bearer ${sign({}, { keyid: 'unendorsed' }, unendorsed)}`],
    [
      'one without a signature',
      () => `Bearer ${b64({ alg: 'none', kid: 'good', typ: 'JWT' })}.${b64(claims())}.`,
    ],
    [
      'one signed with the public key as a secret',
      () =>
        `Bearer ${jwt.sign(claims(), String(key.publicKey.export({ type: 'spki', format: 'pem' })).slice(0, 200), { algorithm: 'HS256', keyid: 'good' })}`,
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
