import type { Phrases, Reply } from '../domain';
import { notices } from './notices';
import { commands } from './press';
import { voice } from './say';
import type { Sheet } from './sheet';

type Note = Extract<Reply, { kind: 'note' }>;

/** Nothing but what was to be said. */
export function note(reply: Note, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  return { blocks: notices(reply.notices, v), buttons: commands(['restart', 'help'], reply, v) };
}
