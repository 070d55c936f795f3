import type { AdaptiveCard } from '../cards/draw';

/** Why work ends early: nobody waits for it, the bot was taken away, or the server stops and will go on with it later. */
export type Interruption = 'withdrawn' | 'gone' | 'closing';

/** An errand on its way, as the turn that brought it and the one that does it both see it. */
export interface Underway {
  begin(): void;
  /** Other work of the conversation comes first. */
  readonly behind: boolean;
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
  /** Aborted with an `Interruption`. */
  readonly signal: AbortSignal;
}

/** The same, as the work itself sees it. */
export interface Live extends Underway {
  readonly conversation: string;
  running: boolean;
  end(): void;
  abort(why: Interruption): void;
}

/** What it needs of the work around it. */
export interface Around {
  readonly conversation: string;
  readonly behind: boolean;
  /** The card that stood for it when another process began it. */
  readonly card: string | null;
  begin(): void;
  /** False where another process has done it. */
  isOpen(): Promise<boolean>;
  /** Remembers the card that stands for it. Never rejects. */
  mark(card: string | null): Promise<void>;
  end(): void;
}

export function openUnderway(around: Around): Live {
  const { card, conversation, behind, begin } = around;
  const stop = new AbortController();
  const shown = promise<AdaptiveCard | null>();
  const finished = promise<void>();
  let standing: Promise<string | null> = Promise.resolve(card);
  let answered = false;
  const sent = async (send: () => Promise<string | null>) => {
    if (!(await around.isOpen())) return null;
    const id = await send();
    await around.mark(id);
    return id;
  };
  return {
    ...{ conversation, behind, begin, running: false },
    async acknowledge(send) {
      if (answered || card !== null) return;
      standing = sent(send).catch(() => null);
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
