import { render } from '../../src/cards/render';
import type { Lang } from '../../src/domain';
import { knowledge } from './knowledge';

type Json = Readonly<Record<string, unknown>>;

const { phrases } = knowledge;

/** The card that says one phrase and nothing else. */
export function noteCard(phrase: string, lang: Lang = 'ja', revision = 0, link?: string): Json {
  const notice = { phrase, values: {}, ...(link ? { link } : {}) };
  const reply = { kind: 'note', lang, revision, notices: [notice] } as const;
  return JSON.parse(JSON.stringify(render(reply, phrases)));
}

/** The words of a phrase, up to its first value. Throws where there are none: every card contains nothing. */
export function phrase(id: string, lang: Lang = 'ja'): string {
  const words = (phrases[lang][id] ?? '').split('{')[0] ?? '';
  if (words === '') throw new Error(`no words of "${id}" to look for`);
  return words;
}
