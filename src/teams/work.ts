import type { AdaptiveCard } from '../cards/draw';
import type { Job, Store } from '../store/port';
import type { Errand } from './errand';
import { openQueue } from './queue';
import { within } from './within';

/** Milliseconds between two renewals of a job's lease. */
const RENEW = 20_000;
/** Milliseconds that work under way is given to end by itself when the server stops. */
const LAST_CALL = 2_000;

/** Errands, each done once, one after another within a conversation, at once for different ones, and after a restart. */
export interface Work {
  /** Takes an errand on under its key; null when it was taken on before. Nothing is done before `begin`. */
  take(key: string, errand: Errand): Promise<Underway | null>;
  /** Goes on with what an ended process left behind. */
  resume(): Promise<void>;
  /** Nobody waits for it any more: it is not begun, or stops where it is. True when it had not ended. */
  withdraw(key: string): Promise<boolean>;
  /** The conversation is gone: what is under way there stops. */
  abandon(conversation: string): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends what can end at once, and leaves the rest for the next start. */
  stop(): Promise<void>;
}

/** An errand on its way, as the turn that brought it and the one that does it both see it. */
export interface Underway {
  begin(): void;
  /** Sends the card that stands for the work, unless the answer is already on its way. Never rejects. */
  acknowledge(send: () => Promise<string | null>): Promise<void>;
  /** The card that stands for the work so far. */
  card(): Promise<string | null>;
  /** The same, for the answer to replace; no other is sent from here on. */
  standing(): Promise<string | null>;
  /** Tells the turn which card the answer begins with. */
  show(card: AdaptiveCard): void;
  /** The card the answer begins with; null once it has ended without. */
  readonly shown: Promise<AdaptiveCard | null>;
  readonly finished: Promise<void>;
  /** Aborted for one of `Ending`'s reasons. */
  readonly signal: AbortSignal;
}

/** Why work ends early: nobody waits for it, the bot was taken away, or the server stops and will go on with it later. */
export type Ending = 'withdrawn' | 'gone' | 'closing';

interface Live extends Underway {
  end(): void;
  abort(why: Ending): void;
}

type Perform = (errand: Errand, job: Job, underway: Underway) => Promise<void>;

/** Opens the work over a store. `perform` does one errand; `onFailure` hears what it threw. */
export function openWork(
  store: Store,
  now: () => number,
  perform: Perform,
  onFailure: (failure: unknown) => void,
): Work {
  const queue = openQueue();
  const lives = new Map<string, Live>();
  const conversations = new Map<string, string>();
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
    const renew = async () => {
      if (!(await store.keepJob(job.key, now()))) live.abort('withdrawn');
    };
    const timer = setInterval(() => renew().catch(onFailure), RENEW);
    timer.unref();
    await perform(job.errand as Errand, job, live).catch(onFailure);
    clearInterval(timer);
    if (live.signal.reason === 'closing') await store.returnJob(job.key);
    else await store.endJob(job.key, now());
    live.end();
  };

  const open = (key: string, conversation: string, card: string | null): Live => {
    const live = underway(card, {
      begin: () => drain(conversation),
      isOpen: () => store.isOpenJob(key),
      mark: (id) => store.markJob(key, id),
      end: () => {
        lives.delete(key);
        conversations.delete(key);
      },
    });
    lives.set(key, live);
    conversations.set(key, conversation);
    return live;
  };

  return {
    async take(key, errand) {
      const { conversation } = errand.speaker;
      return (await store.addJob({ key, conversation, errand }, now()))
        ? open(key, conversation, null)
        : null;
    },
    async resume() {
      for (const conversation of await store.idleJobs(now())) drain(conversation);
    },
    async withdraw(key) {
      const open = await store.endJob(key, now());
      lives.get(key)?.abort('withdrawn');
      return open;
    },
    abandon(conversation) {
      const inside = (other: string) => other === conversation || other.startsWith(`${conversation};`);
      for (const [key, other] of conversations) if (inside(other)) lives.get(key)?.abort('gone');
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

/** What `underway` needs of the work around it. */
interface Around {
  begin(): void;
  /** False where another process has done it. */
  isOpen(): Promise<boolean>;
  mark(card: string | null): Promise<void>;
  end(): void;
}

function underway(card: string | null, around: Around): Live {
  const stop = new AbortController();
  const shown = promise<AdaptiveCard | null>();
  const finished = promise<void>();
  let standing: Promise<string | null> = Promise.resolve(card);
  let answered = false;
  return {
    begin: around.begin,
    async acknowledge(send) {
      if (answered || card !== null) return;
      const sent = async () => {
        if (!(await around.isOpen())) return null;
        const id = await send();
        await around.mark(id);
        return id;
      };
      standing = sent().catch(() => null);
      await standing;
    },
    card: () => standing,
    standing() {
      answered = true;
      return standing;
    },
    show: shown.settle,
    end() {
      around.end();
      shown.settle(null);
      finished.settle();
    },
    abort: (why) => stop.abort(why),
    ...{ shown: shown.promise, finished: finished.promise, signal: stop.signal },
  };
}

function promise<T>(): { readonly promise: Promise<T>; readonly settle: (value: T) => void } {
  let settle: (value: T) => void = () => {};
  const made = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise: made, settle };
}
