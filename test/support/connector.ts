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

/** What the next calls are answered instead. */
export interface Trouble {
  readonly status: number;
  readonly times: number;
  readonly method?: 'POST' | 'PUT';
  readonly retryAfter?: string;
  readonly code?: string;
}

/** Teams' side of the Bot Framework protocol on a free loopback port: records what the bot sends. */
export interface Connector {
  readonly url: string;
  readonly calls: readonly Call[];
  fail(trouble: Trouble): void;
  stop(): Promise<void>;
}

export async function startConnector(): Promise<Connector> {
  const calls: Call[] = [];
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
      const hit = troubles.find(({ trouble, left }) => left > 0 && (trouble.method ?? method) === method);
      if (hit) hit.left -= 1;
      const status = hit?.trouble.status ?? (method === 'POST' ? 201 : 200);
      const id = method === 'POST' ? `card-${calls.length + 1}` : (parts[5] ?? '');
      calls.push({
        ...{ method, status, id, conversation: parts[3] ?? '', activity: parts[5] ?? null, at: Date.now() },
        authorization: req.headers.authorization ?? null,
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
    calls,
    fail: (trouble) => void troubles.push({ trouble, left: trouble.times }),
    stop: () => close(server),
  };
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
