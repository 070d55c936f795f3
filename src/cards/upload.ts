import type { Lang, Phrases, Reply } from '../domain';
import { type AdaptiveCard, draw } from './draw';
import { nameList } from './files';
import { notices } from './notices';
import { voice } from './say';
import { item, type Sheet, text } from './sheet';

type Upload = Extract<Reply, { kind: 'upload' }>;

/** The way to hand in files: the button that opens the page, or what to type at a terminal. */
export function upload(reply: Upload, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  const { link } = reply;
  const head = [...notices(reply.notices, v), { kind: 'title', text: v.say('title.upload') } as const];
  if (link === undefined) return { blocks: [...head, text(v.say('sending.terminal'))], buttons: [] };
  const rules = ['sending.link', 'sending.deleted', 'sending.answer'] as const;
  return {
    blocks: [...head, text(v.say('sending.page')), ...rules.map((id) => item(v.say(id)))],
    buttons: [{ title: v.say('button.upload'), url: link }],
  };
}

/** What the card with the link becomes when the files have arrived. */
export function received(lang: Lang, phrases: Phrases, files: readonly string[]): AdaptiveCard {
  const v = voice(phrases, lang);
  const blocks = [
    { kind: 'title', text: v.say('title.received') } as const,
    ...nameList(files, v),
    text(v.say('sending.below'), { tone: 'subtle' }),
  ];
  return draw({ blocks, buttons: [] }, lang);
}
