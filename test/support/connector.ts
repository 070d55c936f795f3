import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call the bot made: a message sent (`POST`), updated (`PUT`) or deleted. */
export interface Call {
  readonly method: string;
  readonly conversation: string;
  /** The activity answered or updated. */
  readonly activity: string | null;
  /** The id given to a message sent. */
  readonly id: string;
  readonly status: number;
  readonly authorization: string | null;
  readonly at: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A question the bot asked: about a team or a member. */
export interface Question {
  readonly path: string;
  readonly authorization: string | null;
}

/** What the next calls are answered instead; questions only where `method` says so. */
export interface Trouble {
  readonly status: number;
  readonly times: number;
  readonly method?: 'POST' | 'PUT' | 'GET';
  readonly retryAfter?: string;
  readonly code?: string;
}

/** Teams' side of the Bot Framework protocol on a free loopback port: records what the bot sends. */
export interface Connector {
  readonly url: string;
  readonly calls: readonly Call[];
  readonly questions: readonly Question[];
  /** Entra group ids of teams, by Teams' own id; other teams are not known. */
  readonly teams: Map<string, string>;
  fail(trouble: Trouble): void;
  /** Ends all trouble. */
  heal(): void;
  stop(): Promise<void>;
}

export async function startConnector(): Promise<Connector> {
  const calls: Call[] = [];
  const questions: Question[] = [];
  const teams = new Map<string, string>();
  const troubles: { trouble: Trouble; left: number }[] = [];
  const server = http.createServer((req, res) => {
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (piece) => {
      text += piece;
    });
    req.on('end', () => {
      const parts = (req.url ?? '').split('/').map(decodeURIComponent);
      const method = req.method ?? '';
      const authorization = req.headers.authorization ?? null;
      const asks = method === 'GET';
      const hit = troubles.find(
        ({ trouble, left }) => left > 0 && (trouble.method === undefined ? !asks : trouble.method === method),
      );
      if (hit) hit.left -= 1;
      if (asks) {
        questions.push({ path: parts.join('/'), authorization });
        const known = hit ? null : about(parts, teams);
        res.writeHead(hit?.trouble.status ?? (known ? 200 : 404), { 'content-type': 'application/json' });
        res.end(JSON.stringify(known ?? { error: { code: hit?.trouble.code ?? 'NotFound', message: 'no' } }));
        return;
      }
      const status = hit?.trouble.status ?? (method === 'POST' ? 201 : 200);
      const id = method === 'POST' ? `card-${calls.length + 1}` : (parts[5] ?? '');
      calls.push({
        ...{ method, status, id, conversation: parts[3] ?? '', activity: parts[5] ?? null, at: Date.now() },
        authorization,
        body: text === '' ? {} : JSON.parse(text),
      });
      const retry = hit?.trouble.retryAfter;
      res.writeHead(status, {
        'content-type': 'application/json',
        ...(retry ? { 'retry-after': retry } : {}),
      });
      res.end(
        JSON.stringify(hit ? { error: { code: hit.trouble.code ?? 'Trouble', message: 'no' } } : { id }),
      );
    });
  });
  await listen(server);
  return {
    url: addressOf(server),
    ...{ calls, questions, teams },
    heal: () => void troubles.splice(0),
    fail: (trouble) => void troubles.push({ trouble, left: trouble.times }),
    stop: () => close(server),
  };
}

/** `/v3/teams/{id}` and `/v3/conversations/{id}/members/{id}`, as the connector answers them. */
function about(parts: readonly string[], teams: ReadonlyMap<string, string>): object | null {
  const [, , kind, id = '', members, member = ''] = parts;
  if (kind === 'conversations' && members === 'members')
    return { id: member, name: member, aadObjectId: member.replace('29:', '00000000-0000-0000-0000-') };
  const aadGroupId = kind === 'teams' ? teams.get(id) : undefined;
  return aadGroupId === undefined ? null : { id, name: 'Ops', aadGroupId, type: 'standard' };
}

/** Listens on a free loopback port. */
export function listen(server: http.Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

export function addressOf(server: http.Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

export function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
