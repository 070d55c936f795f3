import type { LogInfo, Phrases, Reply } from '../domain';
import { notices } from './notices';
import { commands } from './press';
import { type Voice, voice } from './say';
import { type Block, type Sheet, section, text } from './sheet';

type Logs = Extract<Reply, { kind: 'log' }>;

/** Where a log stands and what it records. */
export function log(reply: Logs, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  const none = text(v.say('log.none', { query: reply.query }));
  return {
    blocks: [
      ...notices(reply.notices, v),
      { kind: 'title', text: v.say('title.log-info') },
      ...(reply.logs.length > 0 ? reply.logs.slice(0, 8).flatMap((one) => about(one, v)) : [none]),
    ],
    buttons: commands(['help'], reply, v),
  };
}

function about(one: LogInfo, v: Voice): readonly Block[] {
  return section(one.name, [
    text(v.of(one.records)),
    text(v.of(one.role), { label: v.say('label.log.role') }),
    text(v.of(one.folder), { label: v.say('label.log.folder') }),
    ...(one.fetch
      ? [text(v.say('label.fetch'), { tone: 'subtle' }), { kind: 'command', text: one.fetch } as const]
      : []),
  ]);
}
