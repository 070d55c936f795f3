import type restify from 'restify';
import type { Lang } from '../../domain';
import type { House } from '../house';
import { report } from '../report';
import { openPages } from './page';
import { MOST_FILES, receive, ticketOf } from './receive';
import type { Order } from './ticket';

/** Milliseconds a refused upload may go on until its connection is cut, so that the sender hears why. */
const LEAVE = 3_000;
const STATUS = { open: 200, spent: 410, expired: 410, unknown: 404 } as const;

/** `GET /upload/<token>` shows the page, which spends nothing; `PUT` takes a file. */
export function uploads(server: restify.Server, house: House): void {
  const pages = openPages(house.knowledge.phrases, house.limits.bytes, MOST_FILES);
  server.get('/upload/:token', async (req: restify.Request, res: restify.Response) => {
    const ticket = await ticketOf(String(req.params.token), house).catch(() => null);
    const state = ticket?.state ?? 'unknown';
    const lang = ticket ? (ticket.order as Order).lang : spoken(req.headers['accept-language']);
    const { html, headers } = pages(state, lang);
    res.sendRaw(STATUS[state], html, headers);
  });
  server.put('/upload/:token', async (req: restify.Request, res: restify.Response) => {
    try {
      const query = new URLSearchParams(req.getQuery());
      const { status, code } = await receive(req, String(req.params.token), query, house);
      house.metrics.count('uploads', { outcome: code });
      if (!req.complete) leave(req, res);
      res.send(status, { code });
    } catch (failure) {
      house.metrics.count('uploads', { outcome: req.complete ? 'failed' : 'cut-off' });
      if (req.destroyed && !req.complete) return;
      report(house, failure);
      res.send(500, { code: 'failed' });
    }
  });
}

/** The rest of a body that nobody wants. */
function leave(req: restify.Request, res: restify.Response): void {
  res.setHeader('connection', 'close');
  req.resume();
  setTimeout(() => req.destroy(), LEAVE).unref();
}

function spoken(accepted: string | undefined): Lang {
  return accepted === undefined || /^ja\b/i.test(accepted) ? 'ja' : 'en';
}
