import type { Activity, TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/draw';
import type { House } from './house';
import { patiently, statusOf } from './patiently';

export type Card = AdaptiveCard;

/** A message to be sent: the forms of its card, each for when Teams finds the one before too big, and what else goes along with a new message. */
export interface Letter {
  readonly cards: readonly (() => Card)[];
  readonly more: Partial<Activity>;
}

/** Sends cards into one conversation, again and again where Teams asks for it. Every method gives the id of the message the card has
 *  then, null where Teams gives none; it throws when Teams does not take the card. */
export interface Outbox {
  /** Sends a card as a new message. */
  post(letter: Letter): Promise<string | null>;
  /** Puts a card in the place of an earlier message. */
  replace(id: string, letter: Letter): Promise<string>;
  /** The same, tried once: for what is not worth waiting for. */
  nudge(id: string, letter: Letter): Promise<string>;
  /** Puts a card in the place of a standing one, or sends it anew where there is none or it is gone. */
  say(letter: Letter, standing: string | null): Promise<string | null>;
}

/** The outbox of a turn's conversation. */
export function openOutbox(context: TurnContext, house: House): Outbox {
  const busy = () => house.metrics.count('sends_retried');
  const fitting = async <T>(
    letter: Letter,
    out: (card: Card) => Promise<T>,
    patience = house.patience,
  ): Promise<T> => {
    const [first, ...others] = letter.cards;
    if (!first) throw new RangeError('no card is small enough');
    try {
      const card = first();
      return await patiently(() => out(card), patience, busy);
    } catch (failure) {
      if (statusOf(failure) !== 413 || others.length === 0) throw failure;
      return fitting({ ...letter, cards: others }, out, patience);
    }
  };
  const post = (letter: Letter) =>
    fitting(
      letter,
      async (card) => (await context.sendActivity({ ...message(card), ...letter.more }))?.id || null,
    );
  const replace = (id: string, letter: Letter, patience = house.patience) =>
    fitting(
      letter,
      async (card) => {
        const { channelData } = letter.more;
        await context.updateActivity({ ...message(card), ...(channelData && { channelData }), id });
        return id;
      },
      patience,
    );
  return {
    ...{ post, replace: (id, letter) => replace(id, letter) },
    nudge: (id, letter) => replace(id, letter, { ...house.patience, tries: 1 }),
    async say(letter, standing) {
      if (standing === null) return post(letter);
      try {
        return await replace(standing, letter);
      } catch (failure) {
        if (isGone(failure)) throw failure;
        house.log('warn', 'card.update-failed', { status: statusOf(failure) });
        return post(letter);
      }
    },
  };
}

/** The bot may not speak there any more (learn.microsoft.com: bots/how-to/conversations/conversation-messages, status codes). */
const GONE = new Set([
  ...[
    'BotNotInConversationRoster',
    'BotDisabledByAdmin',
    'ConversationBlockedByUser',
    'ConversationNotFound',
  ],
  ...['NotEnoughPermissions', 'InvalidBotApiHost'],
]);

/** Whether a send failed because nobody would get it, so that a second one is no use. */
export function isGone(failure: unknown): boolean {
  const { code, details, response } = (failure ?? {}) as {
    readonly code?: unknown;
    readonly details?: { readonly error?: { readonly code?: unknown } };
    readonly response?: { readonly bodyAsText?: unknown };
  };
  const named = [code, details?.error?.code].some((one) => typeof one === 'string' && GONE.has(one));
  return named || [...GONE].some((one) => String(response?.bodyAsText ?? '').includes(`"${one}"`));
}

function message(card: Card): Partial<Activity> {
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}
