import { createHash, randomBytes } from 'node:crypto';
import type { ConversationReference } from 'botbuilder';
import type { Lang, Notice, Reply } from '../../domain';
import type { Speaker } from '../activity';
import type { House } from '../house';
import type { Room } from '../room';

/** Milliseconds a link holds. */
export const HOLDS = 30 * 60_000;
const BYTES = 32;

/** For whom files are taken in. `card`: the message that carries the link and nothing else. */
export interface Order {
  readonly reference: Partial<ConversationReference>;
  readonly speaker: Speaker;
  readonly lang: Lang;
  readonly card: string | null;
}

/** A reply that carries its link; `sent` is told which message it became. */
export interface Linked {
  readonly reply: Reply;
  readonly sent: (card: string | null) => Promise<void>;
}

/** Notices of files that could not be had. */
const MISSING = /^(?:teams\.(?:channel|lost)-file$|unreadable\.)/;
/** Replies that are about the link alone: their card is of no more use once the files have come. */
const ABOUT_IT: readonly Reply['kind'][] = ['upload', 'note'];

/** The reply with a new link to the upload page where it speaks of one: a one-time secret of 256 bits, which the store knows by its hash alone. */
export async function linkFor(reply: Reply, room: Room, house: House): Promise<Linked> {
  const missing = reply.notices.findIndex((notice) => MISSING.test(notice.phrase));
  if (reply.kind !== 'upload' && missing < 0) return { reply, sent: async () => {} };
  const token = randomBytes(BYTES).toString('base64url');
  const order: Order = { reference: room.reference, speaker: room.speaker, lang: reply.lang, card: null };
  const ticket = { conversation: room.key, order };
  await house.store.openTicket(hashOf(token), ticket, house.now() + HOLDS);
  const link = house.uploadUrl(token);
  const notices = reply.notices.map((notice, i): Notice => (i === missing ? { ...notice, link } : notice));
  return {
    reply: reply.kind === 'upload' ? { ...reply, notices, link } : { ...reply, notices },
    async sent(card) {
      if (card !== null && ABOUT_IT.includes(reply.kind))
        await house.store.orderTicket(hashOf(token), { ...order, card });
    },
  };
}

/** Under which a link's secret is kept. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
