import type { Activity } from 'botbuilder';
import { readHtml } from '../html';

/** The message an action was called on (learn.microsoft.com: messaging-extensions/how-to/action-commands). */
export interface Payload {
  readonly id: string | null;
  readonly replyTo: string | null;
  readonly author: string | null;
  readonly text: string;
  readonly quoted: string;
  readonly image: boolean;
  readonly file: boolean;
  /** Written by the bot itself. */
  readonly own: boolean;
}

interface Raw {
  readonly id?: unknown;
  readonly replyToId?: unknown;
  readonly deleted?: unknown;
  readonly body?: { readonly contentType?: unknown; readonly content?: unknown };
  readonly from?: {
    readonly user?: { readonly id?: unknown } | null;
    readonly application?: { readonly id?: unknown } | null;
  };
  readonly attachments?: unknown;
}

/** Reads the message of an action; null where the call carries none, or one that was deleted. */
export function readPayload({ value, recipient }: Activity): Payload | null {
  const raw = (value as { messagePayload?: Raw } | null)?.messagePayload;
  if (typeof raw !== 'object' || raw === null || raw.deleted === true) return null;
  const content = typeof raw.body?.content === 'string' ? raw.body.content : '';
  const html = (words(raw.body?.contentType) ?? 'html').toLowerCase() === 'html';
  const said = html ? readHtml(content, (_, name) => name === recipient.name) : null;
  const attachments: readonly unknown[] = Array.isArray(raw.attachments) ? raw.attachments : [];
  const kinds = attachments.map((one) => words((one as Raw['body'] | null)?.contentType) ?? '');
  const bot = recipient.id.replace(/^\d+:/, '');
  const quotes = (said?.quotes ?? []).filter(({ sender }) => sender === null || !sender.endsWith(bot));
  return {
    ...{ id: words(raw.id), replyTo: words(raw.replyToId), author: words(raw.from?.user?.id) },
    text: (said?.text ?? content).trim(),
    quoted: quotes.map((quote) => quote.text).join('\n'),
    image: said?.image === true || kinds.some((kind) => kind.startsWith('image/')),
    file:
      said?.attached === true || kinds.some((kind) => kind === 'reference' || kind.endsWith('codesnippet')),
    own: words(raw.from?.application?.id)?.toLowerCase() === bot.toLowerCase(),
  };
}

function words(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
