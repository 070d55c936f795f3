import { randomUUID } from 'node:crypto';
import type { Case, Reply, Turn } from '../domain';
import { advance } from '../triage/advance';
import { openCase } from '../triage/open';
import type { House } from './house';

/** One turn against the case of a conversation, kept when `keep`; tried once more when another process was faster. */
export async function step(
  house: House,
  conversation: string,
  turn: Turn,
  keep = true,
): Promise<{ before: Case; after: Case; reply: Reply }> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const kept = await house.store.loadCase(conversation, house.now());
    const before = kept?.case ?? newCase();
    const next = advance(before, turn, house.knowledge);
    const outcome = { before, after: next.case, reply: next.reply };
    if (!keep) return outcome;
    const etag = await house.store.saveCase(conversation, next.case, kept?.etag ?? null, house.now());
    if (etag !== null) return outcome;
  }
  throw new Error('the case was changed elsewhere, twice');
}

/** The case of a conversation as it stands; a new one where there is none. */
export async function currentCase(house: House, conversation: string): Promise<Case> {
  return (await house.store.loadCase(conversation, house.now()))?.case ?? newCase();
}

function newCase(): Case {
  return openCase(randomUUID(), null);
}
