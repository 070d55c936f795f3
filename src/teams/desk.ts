import type { TurnContext } from 'botbuilder';
import type { House } from './house';
import type { Outbox } from './outbox';
import type { Room } from './room';
import type { Underway } from './underway';

/** What an errand is done with. */
export interface Desk {
  readonly context: TurnContext;
  readonly house: House;
  readonly outbox: Outbox;
  readonly room: Room;
  readonly underway: Underway;
}
