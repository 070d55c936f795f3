import type { Activity } from 'botbuilder';
import { render, smaller } from '../cards/render';
import type { Reply } from '../domain';
import type { House } from './house';
import { sorry } from './notes';
import type { Card, Letter } from './outbox';
import { report } from './report';

/** Kinds of reply whose worth people are asked about. */
const RATED: readonly Reply['kind'][] = ['diagnosis', 'unknown'];
/** Teams shows three suggested actions. */
const SUGGESTIONS = 3;

/** A reply as it goes out: its card, a smaller one where Teams finds it too big, and an apology where it still does. */
export function letterOf(reply: Reply, house: House, to: string | null = null): Letter {
  const { phrases } = house.knowledge;
  const tooBig = () => sorry(house, reply.lang, report(house, new RangeError('card too big')));
  return {
    cards: [() => render(reply, phrases), () => smaller(reply, phrases), tooBig],
    more: { ...rating(reply), ...suggestions(reply, to) },
  };
}

/** A card that is short by its nature. */
export function plain(card: Card): Letter {
  return { cards: [() => card], more: {} };
}

function rating(reply: Reply): Partial<Activity> {
  return RATED.includes(reply.kind) ? { channelData: { feedbackLoop: { type: 'default' } } } : {};
}

/** The first choices once more above the box people type in; they go with the next message. */
function suggestions(reply: Reply, to: string | null): Partial<Activity> {
  if (to === null || reply.kind !== 'question') return {};
  const options = reply.question.options.filter((option) => option.value !== 'unknown');
  const actions = options.slice(0, SUGGESTIONS).map(({ label }) => {
    const words = label[reply.lang];
    return { type: 'imBack', title: words, value: words };
  });
  return actions.length > 0 ? { suggestedActions: { to: [to], actions } } : {};
}
