import type { TurnContext } from 'botbuilder';
import { arrive } from './arrive';
import { hear } from './hear';
import type { House } from './house';
import { invoke } from './invoke';

const KNOWN = new Set([
  ...['message', 'invoke', 'conversationUpdate', 'installationUpdate'],
  ...['messageReaction', 'messageUpdate', 'messageDelete'],
]);

/** One activity from Teams, whatever its kind; those that ask for nothing are passed over in silence. */
export async function receive(context: TurnContext, house: House): Promise<void> {
  const { type } = context.activity;
  house.metrics.count('activities', { type: KNOWN.has(type) ? type : 'other' });
  switch (type) {
    case 'message':
      return hear(context, house);
    case 'invoke':
      return invoke(context, house);
    case 'conversationUpdate':
    case 'installationUpdate':
      return arrive(context, house);
    default:
      return undefined;
  }
}
