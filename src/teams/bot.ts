import type { TurnContext } from 'botbuilder';
import { arrive } from './arrive';
import { hear, unhear } from './hear';
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
    case 'messageUpdate':
      return isEdit(context) ? hear(context, house) : undefined;
    case 'messageDelete':
      return unhear(context, house);
    case 'invoke':
      return invoke(context, house);
    case 'conversationUpdate':
    case 'installationUpdate':
      return arrive(context, house);
    default:
      return undefined;
  }
}

/** An update may also be an undeletion, which says nothing new. */
function isEdit({ activity }: TurnContext): boolean {
  return (activity.channelData as { eventType?: unknown } | undefined)?.eventType === 'editMessage';
}
