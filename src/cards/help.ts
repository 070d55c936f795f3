import type { Lang, Phrases, Reply } from '../domain';
import { notices } from './notices';
import { commands, otherLanguage } from './press';
import { type Voice, voice } from './say';
import { type Block, item, type Sheet, section, text } from './sheet';

type Help = Extract<Reply, { kind: 'help' }>;

/** How to use the bot: paste, send, answer, and the words it knows. */
export function help(reply: Help, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  return {
    blocks: [
      ...notices(reply.notices, v),
      { kind: 'title', text: v.say('title.help') },
      ...ways(v),
      ...words(v),
    ],
    buttons: [...commands(['upload', 'restart', 'status'], reply, v), otherLanguage(reply, v)],
  };
}

/** Where the bot is met: only in personal chat do files always reach it. */
export type Scope = 'personal' | 'shared';

/** The first card a person sees. */
export function welcome(lang: Lang, phrases: Phrases, scope: Scope): Sheet {
  const v = voice(phrases, lang);
  const on = { lang, revision: 0 };
  const how = scope === 'personal' ? ways(v) : [text(v.say('teams.welcome.shared')), ...asking(v)];
  return {
    blocks: [{ kind: 'title', text: v.say('title.welcome') }, text(v.say('teams.welcome')), ...how],
    buttons: [...commands(['upload', 'help'], on, v), otherLanguage(on, v)],
  };
}

function ways(v: Voice): readonly Block[] {
  return [
    ...section(v.say('help.paste'), [text(v.say('help.paste.how'))]),
    ...section(v.say('help.files'), [text(v.say('help.files.how')), text(v.say('help.files.kinds'))]),
    ...asking(v),
  ];
}

function asking(v: Voice): readonly Block[] {
  return section(v.say('help.answers'), [text(v.say('help.answers.how'))]);
}

function words(v: Voice): readonly Block[] {
  const known = ['upload', 'code', 'search', 'log', 'status', 'export', 'restart', 'language'] as const;
  return section(
    v.say('help.commands'),
    known.map((name) => item(v.say(`help.${name}`))),
  );
}
