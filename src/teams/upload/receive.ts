import type { IncomingMessage } from 'node:http';
import type { Part, Received } from '../../store/port';
import type { Errand } from '../errand';
import { follow } from '../hear';
import type { House } from '../house';
import { report } from '../report';
import { hashOf, type Order } from './ticket';

/** Files that one link takes. */
export const MOST_FILES = 20;
/** Milliseconds without a byte, and in all, after which an upload is given up. */
const IDLE = 60_000;
const TOTAL = 60 * 60_000;
const LONGEST_NAME = 200;
const TOKEN = /^[\w-]{43}$/;

/** What an upload came to: an HTTP status, and a code the page knows. */
export interface Outcome {
  readonly status: 201 | 400 | 404 | 409 | 410 | 413;
  readonly code:
    | 'taken'
    | 'invalid'
    | 'unknown'
    | 'sent'
    | 'sending'
    | 'spent'
    | 'expired'
    | 'empty'
    | 'too-large';
}

/** The ticket of a link, as the store knows it; null for what never was a link. */
export async function ticketOf(token: string, { store, now }: House) {
  return TOKEN.test(token) ? await store.findTicket(hashOf(token), now()) : null;
}

/** What came is not wanted. */
class Refused extends Error {
  constructor(readonly code: 'empty' | 'too-large') {
    super(code);
  }
}

/** Takes in one file by stream. When it was the last of its delivery, the analysis begins and the link has served. What does not arrive
 *  whole leaves nothing behind; rejects when the sender is gone. */
export async function receive(
  req: IncomingMessage,
  token: string,
  query: URLSearchParams,
  house: House,
): Promise<Outcome> {
  const { store, now, limits } = house;
  const ticket = await ticketOf(token, house);
  if (!ticket) return { status: 404, code: 'unknown' };
  const part = partOf(query);
  if (!part) return { status: 400, code: 'invalid' };
  if (ticket.state === 'spent' && ticket.batch === part.batch && part.batch !== '')
    return { status: 409, code: 'sent' };
  if (ticket.state !== 'open') return { status: 410, code: ticket.state };
  const hash = hashOf(token);
  if (Number(req.headers['content-length'] ?? 0) > limits.bytes) return { status: 413, code: 'too-large' };
  const begun = await store.beginPart(hash, part, now());
  if (begun === 'closed') return { status: 410, code: 'expired' };
  if (typeof begun === 'string') return { status: 409, code: begun };
  try {
    const size = await keep(req, begun.bytes, limits.bytes - begun.before, house);
    if (size === 0) throw new Refused('empty');
    const all = await store.endPart(hash, begun.bytes, nameOf(query), size);
    if (all) await finish(hash, part.batch, ticket.order as Order, all, house);
    return { status: 201, code: 'taken' };
  } catch (failure) {
    await store.dropPart(begun.bytes);
    if (!(failure instanceof Refused)) throw failure;
    return { status: failure.code === 'empty' ? 400 : 413, code: failure.code };
  }
}

/** The job is taken on before the link has served, so that a failure between leaves it open. */
async function finish(
  hash: string,
  batch: string,
  order: Order,
  files: readonly Received[],
  house: House,
): Promise<void> {
  const { reference, speaker, card, lang } = order;
  const errand: Errand = { kind: 'upload', reference, speaker, card, lang, files };
  const underway = await house.work.take(`upload|${hash}`, errand);
  await house.store.spendTicket(hash, batch).catch((failure) => void report(house, failure));
  if (underway) await follow(errand, underway, house).catch((failure) => void report(house, failure));
}

/** The size of what came. */
async function keep(req: IncomingMessage, key: string, most: number, { store }: House): Promise<number> {
  let size = 0;
  req.setTimeout(IDLE, () => req.destroy());
  const late = setTimeout(() => req.destroy(), TOTAL);
  async function* counted() {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw new Refused('too-large');
      yield chunk;
    }
    if (!req.complete) throw new Error('cut off');
  }
  try {
    await store.putBytes(key, counted());
    return size;
  } finally {
    clearTimeout(late);
  }
}

function partOf(query: URLSearchParams): Part | null {
  const whole = (name: string) => Number(query.get(name) ?? 1);
  const [part, of] = [whole('part'), whole('of')];
  const fits = Number.isInteger(part) && Number.isInteger(of) && part >= 1 && part <= of && of <= MOST_FILES;
  const batch = (query.get('batch') ?? '').slice(0, 80);
  return fits ? { batch, part, of } : null;
}

/** The file's own name: a label, never a path. */
function nameOf(query: URLSearchParams): string {
  const own = (query.get('name') ?? '').split(/[\\/]/).at(-1) ?? '';
  const shown = own.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return shown === '' ? 'upload' : shown.slice(-LONGEST_NAME);
}
