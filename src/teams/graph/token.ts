import {
  ConfidentialClientApplication,
  type INetworkModule,
  ManagedIdentityApplication,
} from '@azure/msal-node';
import type { Config } from '../../config';
import { isLoopback } from '../../config';

/** An app-only token of a tenant for Microsoft Graph. Rejects when there is none to be had. */
export type TokenOf = (tenant: string | null) => Promise<string>;

/** Tokens by the bot's own identity, kept by MSAL until they run out; those of a multi-tenant bot are for the tenant that asks, of others for their own. Without an app id (everything on loopback) a made-up one is shown. */
export function openTokens({ app, graph }: Pick<Config, 'app' | 'graph'>): TokenOf {
  const scope = `${isLoopback(new URL(graph.url).hostname) ? 'https://graph.microsoft.com' : new URL(graph.url).origin}/.default`;
  if (app?.type === 'userassignedmsi') return managed(app.id, scope);
  const id = app?.id ?? '00000000-0000-0000-0000-000000000000';
  const clients = new Map<string, ConfidentialClientApplication>();
  return async (tenant) => {
    const directory = (app?.type === 'multitenant' ? tenant : null) ?? app?.tenant ?? tenant;
    if (directory === null) throw new Error('the tenant is not known');
    const known = clients.get(directory) ?? client(id, app?.password ?? 'loopback', directory, graph.login);
    clients.set(directory, known);
    const got = await known.acquireTokenByClientCredential({ scopes: [scope] });
    if (!got) throw new Error('no token was given');
    return got.accessToken;
  };
}

function managed(clientId: string, scope: string): TokenOf {
  const identity = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: clientId },
  });
  return async () =>
    (await identity.acquireToken({ resource: scope.replace(/\/\.default$/, '') })).accessToken;
}

/** The endpoints are given, so that MSAL asks nobody where they are. */
function client(
  clientId: string,
  clientSecret: string,
  tenant: string,
  login: string,
): ConfidentialClientApplication {
  const { host, protocol } = new URL(login);
  const authority = `https://${host}/${encodeURIComponent(tenant)}`;
  const endpoints = {
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  };
  return new ConfidentialClientApplication({
    auth: {
      ...{ clientId, clientSecret, authority, knownAuthorities: [host] },
      authorityMetadata: JSON.stringify(endpoints),
    },
    ...(protocol === 'http:' ? { system: { networkClient: inClear(host) } } : {}),
  });
}

/** MSAL speaks https only; a stand-in on loopback is asked in clear text. */
function inClear(host: string): INetworkModule {
  const ask = async <T>(
    method: string,
    url: string,
    options: { headers?: Record<string, string>; body?: string } = {},
  ) => {
    const address = url.replace(`https://${host}`, `http://${host}`);
    const { headers = {}, body } = options;
    const answer = await fetch(address, { method, headers, ...(body === undefined ? {} : { body }) });
    return {
      headers: Object.fromEntries(answer.headers),
      body: (await answer.json()) as T,
      status: answer.status,
    };
  };
  return {
    sendGetRequestAsync: (url, options) => ask('GET', url, options),
    sendPostRequestAsync: (url, options) => ask('POST', url, options),
  };
}
