import type { Phrases, Reply } from '../domain';
import { notices } from './notices';
import { commands, openIssue } from './press';
import { voice } from './say';
import { type Sheet, text } from './sheet';

type Found = Extract<Reply, { kind: 'search' }>;

const MOST = 6;

/** Known issues that fit the words, each with a button to go on with it. */
export function search(reply: Found, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  const { query } = reply;
  const found = reply.found.slice(0, MOST);
  const head = [...notices(reply.notices, v), { kind: 'title', text: v.say('title.search') } as const];
  if (found.length === 0) {
    return {
      blocks: [...head, text(v.say('search.none', { query }))],
      buttons: commands(['help'], reply, v),
    };
  }
  return {
    blocks: [
      ...head,
      text(v.say('search.found', { query, count: found.length })),
      ...found.map((one, i) => ({ kind: 'option', number: i + 1, text: v.of(one.title) }) as const),
    ],
    buttons: found.map((one, i) => openIssue(i + 1, v.of(one.title), one.issue, reply)),
  };
}
