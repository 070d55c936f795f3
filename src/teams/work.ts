import type { Job, Store } from '../store/port';
import type { Errand } from './errand';
import { openQueue } from './queue';
import { type Live, openUnderway, type Underway } from './underway';
import { within } from './within';

/** Milliseconds between two renewals of a job's lease. */
const RENEW = 20_000;
/** Milliseconds that work under way is given to end by itself when the server stops. */
const LAST_CALL = 2_000;
/** Milliseconds a delivery is known again; an answer by button only as long as a double click or a retry takes. */
const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;

/** What became of an errand: done; done with an apology, so that the person may try again at once; left for the next start of the server;
 *  or to be tried again, once its lease has run out. */
export type Ending = 'done' | 'failed' | 'left' | 'again';

/** Errands, each done once, one after another within a conversation, at once for different ones, and after a restart. */
export interface Work {
  /** Takes an errand on under its key; null when it was taken on before. Nothing is done before `begin`. */
  take(key: string, errand: Errand): Promise<Underway | null>;
  /** Goes on with what an ended process left behind. */
  resume(): Promise<void>;
  /** Nobody waits for it any more, nor for what came of its edits: it stops where it is. Gives the cards of what had not begun, which nothing will replace. */
  withdraw(key: string): Promise<readonly string[]>;
  /** The bot may not speak in a conversation and its threads any more: all that is under way there ends without a word. */
  abandon(conversation: string): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends what can end at once, and leaves the rest for the next start. */
  stop(): Promise<void>;
}

/** Does one errand; null where the store has lost it. */
export type Perform = (errand: Errand | null, job: Job, underway: Underway) => Promise<Ending>;

/** Opens the work over a store. `onFailure` hears what should not have happened. */
export function openWork(
  store: Store,
  now: () => number,
  perform: Perform,
  onFailure: (failure: unknown) => void,
): Work {
  const queue = openQueue();
  const lives = new Map<string, Live>();
  let closing = false;

  const drain = (conversation: string) => {
    const all = async () => {
      while (!closing) {
        const job = await store.nextJob(conversation, now());
        if (!job) return;
        await one(job);
      }
    };
    queue(conversation, all).catch(onFailure);
  };

  const one = async (job: Job) => {
    const live = lives.get(job.key) ?? open(job.key, job.conversation, job.card);
    const errand = job.errand as Errand | null;
    live.running = true;
    const renew = async () => {
      if (!(await store.keepJob(job.key, now()))) live.abort('withdrawn');
    };
    const timer = setInterval(() => renew().catch(onFailure), RENEW);
    timer.unref();
    try {
      const ending = await perform(errand, job, live);
      if (ending === 'left') await store.returnJob(job.key);
      else if (ending !== 'again') await store.endJob(job.key, now(), rememberedFor(errand, ending));
    } finally {
      clearInterval(timer);
      live.end();
    }
  };

  const open = (key: string, conversation: string, card: string | null): Live => {
    const live = openUnderway({
      ...{ conversation, card, behind: inside(conversation).length > 0 },
      begin: () => drain(conversation),
      isOpen: () => store.isOpenJob(key),
      mark: (id) => store.markJob(key, id).catch(onFailure),
      end: () => void lives.delete(key),
    });
    lives.set(key, live);
    return live;
  };

  const inside = (conversation: string) =>
    [...lives.values()].filter(
      (live) => live.conversation === conversation || live.conversation.startsWith(`${conversation};`),
    );

  return {
    async take(key, errand) {
      const { conversation } = errand.speaker;
      const added = await store.addJob({ key, conversation, errand }, now());
      return added ? open(key, conversation, null) : null;
    },
    async resume() {
      for (const conversation of await store.idleJobs(now())) drain(conversation);
      for (const [key, live] of lives) if (!live.running && !(await store.isOpenJob(key))) live.end();
    },
    async withdraw(key) {
      const meant = [...lives].filter(([other]) => other === key || other.startsWith(`${key}|`));
      for (const [, live] of meant) live.abort('withdrawn');
      const waiting = meant.filter(([, live]) => !live.running);
      const ended = meant.length === 0 ? [key] : waiting.map(([other]) => other);
      for (const other of ended) await store.endJob(other, now(), DAY);
      const cards = await Promise.all(waiting.map(([, live]) => live.standing()));
      return cards.filter((card) => card !== null);
    },
    abandon(conversation) {
      for (const live of inside(conversation)) live.abort('gone');
    },
    idle: queue.idle,
    async stop() {
      const idle = queue.idle();
      await within(LAST_CALL, idle);
      closing = true;
      for (const live of lives.values()) live.abort('closing');
      await idle;
    },
  };
}

function rememberedFor(errand: Errand | null, ending: Ending): number {
  if (errand?.kind !== 'press') return DAY;
  return ending === 'failed' ? 0 : MINUTE;
}
