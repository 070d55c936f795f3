import type { ConversationReference, TurnContext } from 'botbuilder';
import type { Knowledge } from '../domain';
import type { Store } from '../store/port';
import type { Limits } from './fetch-bytes';
import type { Gate } from './gate';
import type { Graph } from './graph/open';
import type { Log } from './log';
import type { Metrics } from './metrics';
import type { Patience } from './patiently';
import type { LateReader } from './reader';
import type { Work } from './work';

/** What every turn shares. */
export interface House {
  readonly knowledge: Knowledge;
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly work: Work;
  readonly reader: LateReader;
  /** Files are held in memory while they are read: of a few messages at a time. */
  readonly gate: Gate;
  readonly limits: Limits;
  readonly patience: Patience;
  readonly pace: Pace;
  /** Hosts files may come from beside SharePoint and OneDrive. */
  readonly fileHosts: readonly string[];
  /** Files of channels and group chats; null where the environment has it off. */
  readonly graph: Graph | null;
  /** Entra ids of teams, as far as they were asked for. */
  readonly groups: Map<string, string>;
  /** The address of the upload page for a token. */
  readonly uploadUrl: (token: string) => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Speaks in a conversation after its turn has ended. */
  readonly later: (
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ) => Promise<void>;
}

/** Milliseconds a turn waits for its answer before it says that the work has begun, that a press may take, and between two states of that card. */
export interface Pace {
  readonly answerMs: number;
  readonly pressMs: number;
  readonly progressMs: number;
}

export const PACE: Pace = { answerMs: 1_000, pressMs: 1_500, progressMs: 1_500 };
