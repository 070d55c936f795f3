import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type BotFrameworkAuthentication,
  PasswordServiceClientCredentialFactory,
  type ServiceClientCredentials,
} from 'botframework-connector';
import jwt from 'jsonwebtoken';
import { addressOf, close, listen } from './connector';

export const APP = '11111111-2222-3333-4444-555555555555';
const ISSUER = 'https://api.botframework.com';
/** The environment of a bot that checks its callers. */
export const SIGNED = { HOST: '127.0.0.1', MicrosoftAppId: APP, MicrosoftAppPassword: 'secret' };

type Pair = ReturnType<typeof pair>;

/** The Bot Framework's keys, and tokens signed with them. */
export interface Keys {
  /** Checks tokens against these keys, and shows `Bearer ours` to the connector. */
  readonly auth: BotFrameworkAuthentication;
  /** The key that is for Teams, one that is not, and one that nobody published. */
  readonly pairs: { readonly good: Pair; readonly unendorsed: Pair; readonly unknown: Pair };
  claims(connector: string, more?: object): object;
  /** A good token for calls from this connector, unless `more` claims, options or another key spoil it. */
  sign(connector: string, more?: object, options?: jwt.SignOptions, by?: Pair): string;
  stop(): Promise<void>;
}

/** Serves the Bot Framework's OpenID keys on a free loopback port. */
export async function startKeys(): Promise<Keys> {
  const pairs = { good: pair(), unendorsed: pair(), unknown: pair() };
  const jwks = { keys: [jwk('good', pairs.good, 'msteams'), jwk('unendorsed', pairs.unendorsed, 'webchat')] };
  const server = http.createServer((req, res) => {
    const jwks_uri = `${addressOf(server)}keys`;
    const metadata = { issuer: ISSUER, jwks_uri, id_token_signing_alg_values_supported: ['RS256'] };
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(req.url === '/keys' ? jwks : metadata));
  });
  await listen(server);
  return {
    ...{ auth: authentication(addressOf(server)), pairs, claims },
    sign: (connector, more = {}, options = {}, by = pairs.good) =>
      jwt.sign(JSON.parse(JSON.stringify(claims(connector, more))), by.privateKey, {
        ...{ algorithm: 'RS256', keyid: 'good', ...options },
      }),
    stop: () => close(server),
  };
}

/** Seconds since 1970. */
export const now = () => Math.floor(Date.now() / 1000);

function claims(serviceurl: string, more: object = {}): object {
  return { iss: ISSUER, aud: APP, serviceurl, nbf: now() - 60, exp: now() + 3600, ...more };
}

function pair() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function jwk(kid: string, { publicKey }: Pair, endorsement: string): object {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: [endorsement] };
}

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

function authentication(server: string): BotFrameworkAuthentication {
  const metadata = `${server}v1/.well-known/openidconfiguration`;
  return new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: ISSUER,
      ValidateAuthority: true,
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    },
    new Credentials(APP, 'secret'),
  );
}
