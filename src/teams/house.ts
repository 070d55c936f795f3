import type { ConversationReference, TurnContext } from 'botbuilder';
import type { Knowledge } from '../domain';
import type { Store } from '../store/port';
import type { Limits } from './download';
import type { Log } from './log';
import type { Metrics } from './metrics';
import type { Patience } from './patiently';
import type { Queue } from './queue';

/** What every turn shares. */
export interface House {
  readonly knowledge: Knowledge;
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly queue: Queue;
  readonly limits: Limits;
  readonly patience: Patience;
  /** Hosts files may come from beside SharePoint and OneDrive. */
  readonly fileHosts: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Speaks in a conversation after its turn has ended. */
  readonly later: (
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ) => Promise<void>;
}
