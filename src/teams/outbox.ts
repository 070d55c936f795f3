import type { Activity, TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/draw';
import type { House } from './house';
import { patiently, statusOf } from './patiently';

export type Card = AdaptiveCard;

/** Sends cards into one conversation. Every method gives the id of the message the card has then, null where Teams gives none. */
export interface Outbox {
  /** Sends a card that the next `say` will replace; a failure only means that there is nothing to replace. */
  wait(card: Card): Promise<void>;
  /** Sends a card as a new message, or in the place of the waiting one. */
  say(card: Card): Promise<string | null>;
  /** Puts a card in the place of an earlier message. Throws when that cannot be done. */
  replace(id: string, card: Card): Promise<string>;
}

/** The outbox of a turn's conversation. `smaller` is sent where Teams finds a card too big. */
export function openOutbox(context: TurnContext, house: House, smaller: () => Card): Outbox {
  let waiting: string | null = null;
  const busy = () => house.metrics.count('sends_retried');
  const fitting = async <T>(card: Card, out: (card: Card) => Promise<T>): Promise<T> => {
    try {
      return await patiently(() => out(card), house.patience, busy);
    } catch (failure) {
      if (statusOf(failure) !== 413) throw failure;
      return patiently(() => out(smaller()), house.patience, busy);
    }
  };
  const post = (card: Card) =>
    fitting(card, async (one) => (await context.sendActivity(message(one)))?.id || null);
  const replace = (id: string, card: Card) =>
    fitting(card, async (one) => {
      await context.updateActivity({ ...message(one), id });
      return id;
    });
  const instead = async (id: string, card: Card): Promise<string | null> => {
    try {
      return await replace(id, card);
    } catch (failure) {
      house.log('warn', 'card.update-failed', { status: statusOf(failure) });
      return post(card);
    }
  };
  return {
    replace,
    async wait(card) {
      waiting = await post(card).catch(() => null);
    },
    async say(card) {
      const id = waiting;
      waiting = null;
      return id === null ? post(card) : instead(id, card);
    },
  };
}

function message(card: Card): Partial<Activity> {
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}
