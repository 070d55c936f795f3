import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { SafeAdapter } from './adapter';
import { receive } from './bot';
import type { House } from './house';
import { uploads } from './upload/routes';

const BODY = 256 * 1024;
const BODY_MS = 15_000;

export interface Listening {
  readonly port: number;
  /** Takes no new request, lets the running ones end, and then closes. */
  stop(): Promise<void>;
}

/** An error of restify-errors. */
interface Refusal {
  readonly statusCode: number;
  readonly body?: { readonly code?: string };
  toJSON: () => unknown;
}

/** Serves the bot over HTTP. Rejects when it cannot listen there. */
export async function serve(
  adapter: SafeAdapter,
  house: House,
  host: string,
  port: number,
): Promise<Listening> {
  const server = restify.createServer({ name: '' });
  server.server.requestTimeout = 0;
  server.server.headersTimeout = 10_000;
  plainBodies(server);
  withoutReasons(server, house);
  messages(server, adapter, house);
  uploads(server, house);
  upkeep(server, house);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return { port: (server.server.address() as AddressInfo).port, stop: () => close(server) };
}

/** Bodies without content encoding, those of posts in JSON and within their time: the parser counts packed bytes only, and its sisters write to disk. */
function plainBodies(server: restify.Server): void {
  server.pre((req, res, next) => {
    const encoding = req.headers['content-encoding'];
    const type = String(req.headers['content-type'] ?? '')
      .split(';')[0]
      ?.trim()
      .toLowerCase();
    if ((encoding && encoding !== 'identity') || (req.method === 'POST' && type !== 'application/json')) {
      res.send(415, { code: 'UnsupportedMediaType' });
      return next(false);
    }
    if (req.method !== 'PUT' || !req.path().startsWith('/upload/')) limitTime(req);
    return next();
  });
}

/** A body that has not come by then is waited for no longer; uploads take their own time. */
function limitTime(req: restify.Request): void {
  const timer = setTimeout(() => req.complete || req.destroy(), BODY_MS);
  timer.unref();
  req.once('close', () => clearTimeout(timer));
}

/** Answers errors with their code only; restify's messages repeat what was thrown. */
function withoutReasons(server: restify.Server, house: House): void {
  server.on('restifyError', (_req: unknown, _res: unknown, error: Refusal, done: () => void) => {
    error.toJSON = () => ({ code: error.body?.code ?? 'Error' });
    house.metrics.count('refused', { status: String(error.statusCode) });
    done();
  });
}

function messages(server: restify.Server, adapter: SafeAdapter, house: House): void {
  const json = restify.plugins.jsonBodyParser({
    maxBodySize: BODY,
    mapParams: false,
  } as restify.plugins.JsonBodyParserOptions);
  server.post('/api/messages', json, async (req: restify.Request, res: restify.Response) => {
    try {
      const answer = await adapter.handle(req.body, req.headers.authorization ?? '', (context) =>
        receive(context, house),
      );
      if (answer.status >= 400) house.metrics.count('refused', { status: String(answer.status) });
      res.send(answer.status, answer.body ?? '');
    } catch (failure) {
      house.log('error', 'request.failed', {
        name: failure instanceof Error ? failure.name : typeof failure,
      });
      res.send(500, '');
    }
  });
}

function upkeep(server: restify.Server, house: House): void {
  server.get('/healthz', async (_req: restify.Request, res: restify.Response) => {
    res.send(200, { status: 'ok' });
  });
  server.get('/readyz', async (_req: restify.Request, res: restify.Response) => {
    const ready = await house.store.ping().then(
      () => true,
      () => false,
    );
    res.send(ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
  });
  server.get('/metrics', async (_req: restify.Request, res: restify.Response) => {
    res.sendRaw(200, house.metrics.print(), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
}

function close(server: restify.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.server.closeIdleConnections();
  });
}
