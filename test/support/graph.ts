import http from 'node:http';
import { addressOf, close, listen } from './connector';

type Json = Readonly<Record<string, unknown>>;

/** A request that came to one of the hosts; `path` is decoded and without a query. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: string;
}

/** What a tenant's sign-in gives: a token with these roles, one nobody can look into, or a refusal. */
export type Grant = { readonly roles: readonly string[] } | 'opaque' | 'refused' | 'silent';

/** What the next requests to Graph are answered instead; `status` 0 breaks the line. */
export interface Trouble {
  readonly path: RegExp;
  readonly status?: number;
  readonly times?: number;
  /** Milliseconds. */
  readonly delay?: number;
}

/** Microsoft 365 on free loopback ports, speaking the shapes recorded in teams-platform.md: sign-in, Graph, the host of the files behind it, and one that is none of them. */
export interface Microsoft365 {
  /** For `GRAPH_URL` and `LOGIN_URL`. */
  readonly env: { readonly GRAPH_FILES: string; readonly GRAPH_URL: string; readonly LOGIN_URL: string };
  readonly root: string;
  /** Origin of a host that files may not come from. It can be reached, and counts who tries. */
  readonly foreign: string;
  readonly asked: Readonly<Record<'login' | 'graph' | 'files' | 'foreign', readonly Asked[]>>;
  /** What tenants give; any other gives all it takes. */
  readonly grants: Map<string, Grant>;
  /** Messages by their path below the root, `/chats/…/messages/…`. */
  readonly messages: Map<string, Json>;
  /** Hosted contents by their path below the root. */
  readonly hosted: Map<string, string>;
  /** SharePoint's files by their address; a word in place of bytes is where the redirect leads. */
  readonly files: Map<string, Uint8Array | string>;
  fail(trouble: Trouble): void;
  stop(): Promise<void>;
}

const SCOPE = 'https://graph.microsoft.com/.default';
const ALL: Grant = { roles: ['ChannelMessage.Read.All', 'Chat.Read.All', 'Files.Read.All'] };

type Answer = (asked: Asked, res: http.ServerResponse) => unknown;

export async function startMicrosoft365(): Promise<Microsoft365> {
  const grants = new Map<string, Grant>();
  const messages = new Map<string, Json>();
  const hosted = new Map<string, string>();
  const files = new Map<string, Uint8Array | string>();
  const kept = new Map<string, Uint8Array>();
  const tokens = new Set<string>();
  const troubles: { trouble: Trouble; left: number }[] = [];

  const login = await open((asked, res) => signIn(asked, res, grants, tokens));
  const storage = await open(({ path }, res) => {
    const bytes = kept.get(path);
    res.statusCode = bytes ? 200 : 404;
    res.end(bytes);
  });
  const foreign = await open((_, res) => void res.end('mine now'));
  const graph = await open(async (asked, res) => {
    const hit = troubles.find(({ trouble, left }) => left > 0 && trouble.path.test(asked.path));
    if (hit) hit.left -= 1;
    if (hit?.trouble.delay) await new Promise((resolve) => setTimeout(resolve, hit.trouble.delay));
    const { status } = hit?.trouble ?? {};
    if (status === 0) return void res.destroy();
    if (status !== undefined) return refuse(res, status, 'Trouble');
    if (!tokens.has(asked.authorization ?? '')) return refuse(res, 401, 'InvalidAuthenticationToken');
    const path = asked.path.replace(/^\/v1\.0/, '');
    const share = /^\/shares\/u!([\w-]+)\/driveItem\/content$/.exec(path)?.[1];
    if (share !== undefined) return redirect(Buffer.from(share, 'base64url').toString(), res);
    const message = messages.get(path);
    if (message) return json(res, 200, message);
    const content = hosted.get(path);
    return content === undefined ? refuse(res, 404, 'NotFound') : void res.end(content);
  });

  const redirect = (address: string, res: http.ServerResponse) => {
    const file = files.get(address);
    if (file === undefined) return refuse(res, 404, 'itemNotFound');
    const at = `/${kept.size}`;
    if (typeof file !== 'string') kept.set(at, file);
    res.statusCode = 302;
    res.setHeader('location', typeof file === 'string' ? file : `${storage.origin}${at}`);
    res.end();
  };

  const root = `${graph.origin}/v1.0`;
  return {
    env: { GRAPH_FILES: 'on', GRAPH_URL: root, LOGIN_URL: login.origin },
    ...{ root, grants, messages, hosted, files },
    foreign: foreign.origin.replace('127.0.0.1', '0.0.0.0'),
    asked: { login: login.asked, graph: graph.asked, files: storage.asked, foreign: foreign.asked },
    fail: (trouble) => void troubles.push({ trouble, left: trouble.times ?? Number.POSITIVE_INFINITY }),
    stop: async () => void (await Promise.all([login, storage, foreign, graph].map((host) => host.stop()))),
  };
}

/** `POST /{tenant}/oauth2/v2.0/token`, for an application. */
function signIn(
  { method, path, body }: Asked,
  res: http.ServerResponse,
  grants: ReadonlyMap<string, Grant>,
  tokens: Set<string>,
): unknown {
  const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1];
  const form = new URLSearchParams(body);
  const right = form.get('grant_type') === 'client_credentials' && form.get('scope') === SCOPE;
  if (tenant === undefined || method !== 'POST' || !right || !form.get('client_secret'))
    return json(res, 400, { error: 'invalid_request', error_description: 'AADSTS900144: no such request' });
  const grant = grants.get(tenant) ?? ALL;
  if (grant === 'silent') return null;
  if (grant === 'refused')
    return json(res, 401, { error: 'invalid_client', error_description: 'AADSTS7000222: secret expired' });
  const token =
    grant === 'opaque' ? `opaque-${tenant}` : jwt({ aud: 'https://graph.microsoft.com', ...grant });
  tokens.add(`Bearer ${token}`);
  return json(res, 200, {
    token_type: 'Bearer',
    expires_in: 3599,
    ext_expires_in: 3599,
    access_token: token,
  });
}

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.signature`;
}

function refuse(res: http.ServerResponse, status: number, code: string): void {
  json(res, status, { error: { code, message: 'no', innerError: {} } });
}

function json(res: http.ServerResponse, status: number, body: object): void {
  res.statusCode = status;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(body));
}

async function open(answer: Answer) {
  const asked: Asked[] = [];
  const server = http.createServer((req, res) => {
    let body = '';
    req.setEncoding('utf8').on('data', (piece) => {
      body += piece;
    });
    req.on('end', () => {
      const { method = '', url = '', headers } = req;
      const { authorization = null } = headers;
      const one = { method, path: decodeURIComponent(url.split('?')[0] ?? ''), authorization, body };
      asked.push(one);
      answer(one, res);
    });
  });
  await listen(server);
  return { asked, origin: addressOf(server).slice(0, -1), stop: () => close(server) };
}
