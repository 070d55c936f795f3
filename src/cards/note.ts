import type { Phrases, Reply } from '../domain';
import { notices } from './notices';
import { commands } from './press';
import { voice } from './say';
import type { Sheet } from './sheet';

type Note = Extract<Reply, { kind: 'note' }>;

/** Notices after which a person may want to send a file. */
const ASK_FOR_FILES = ['notice.not-solved', 'notice.restarted', 'notice.empty', 'notice.text-cut'];

/** Nothing but what was to be said. */
export function note(reply: Note, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  const asks = reply.notices.some(({ phrase }) => ASK_FOR_FILES.includes(phrase));
  const names = asks ? (['upload', 'restart', 'help'] as const) : (['restart', 'help'] as const);
  return { blocks: notices(reply.notices, v), buttons: commands(names, reply, v) };
}
