import type { Command, Phrases, Reply } from '../domain';
import type { AdaptiveCard } from './draw';
import { type Voice, voice } from './say';
import { submit } from './send';
import type { Button } from './sheet';
import { sheetOf } from './sheet-of';
import { shrink } from './shrink';

/** Commands whose answer is read in the dialog itself. */
const WITHIN: readonly Command['name'][] = ['export', 'export-hidden', 'issue'];

/** The reply for a Teams dialog, whose buttons send their press with `session`; `post` adds the one that puts it into the conversation. */
export function dialog(
  reply: Reply,
  phrases: Phrases,
  session: string,
  { post = false }: { readonly post?: boolean } = {},
): AdaptiveCard {
  const v = voice(phrases, reply.lang);
  const sheet = sheetOf(reply, phrases);
  const buttons = [...sheet.buttons.filter(isWithin), ...(post ? [postButton(v)] : [])];
  return shrink({ ...sheet, buttons }, reply.lang, phrases, { act: submit(session) });
}

function isWithin(button: Button): boolean {
  return 'url' in button || !('name' in button.data) || WITHIN.includes(button.data.name);
}

function postButton(v: Voice): Button {
  return { title: v.say('button.post'), data: { post: true } };
}
