import type { Working } from '../cards/analysing';

/** Shows how far work has come, now and then. */
export interface Progress {
  (work: Working): void;
  /** Nothing more is shown; resolves when what was on its way has arrived, so that it cannot overtake the answer. */
  end(): Promise<void>;
}

/** Shows a state at most every `everyMs` milliseconds, and none before the last one has arrived; states in between are passed over. */
export function openProgress(show: (work: Working) => Promise<unknown>, everyMs: number): Progress {
  let next = Date.now() + everyMs;
  let busy: Promise<unknown> | null = null;
  let over = false;
  const tell = (work: Working) => {
    if (over || busy !== null || Date.now() < next) return;
    busy = show(work)
      .catch(() => {
        over = true;
      })
      .finally(() => {
        busy = null;
        next = Date.now() + everyMs;
      });
  };
  const end = async () => {
    over = true;
    await busy;
  };
  return Object.assign(tell, { end });
}
