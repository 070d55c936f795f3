import type { SkipReason } from '../domain';
import type { Limits } from './limits';

/** Thrown out of a stream of bytes that must end early; caught where the file is read. */
export class Stop extends Error {
  constructor(readonly reason: SkipReason) {
    super(reason);
  }
}

/** What one analysis may still spend, and how far it is; every thread that reads for it draws on the same. */
export interface Budget {
  readonly limits: Limits;
  /** Draws `size` bytes of a file that came to `out` bytes of `packed`. Throws `Stop`. */
  spend(size: number, out: number, packed: number): void;
  /** Why nothing more may be read. */
  over(): SkipReason | null;
  /** Room for an archive that stands in an archive and is held in memory while it is read. */
  hold(): Hold;
}

/** Beyond a few megabytes one thread after the other holds an archive, so that together they hold no more than one may. */
export interface Hold {
  /** So many bytes more. Waits for the other threads; throws `Stop`. */
  grow(bytes: number): void;
  end(): void;
}

/** Bytes that any thread may hold at any time. */
const FREE = 4 * 1024 * 1024;
const WAIT_MS = 200;

/** The memory that the threads of one analysis share, and what does not change in it. */
export interface Purse {
  readonly limits: Limits;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly shared: SharedArrayBuffer;
}

/** Bytes of the shared memory: whether nobody waits any more; which file is being read; whether a thread holds an archive; what is left to inflate; how much of the uploads was read. */
const SIZE = 32;

/** Which of the flags tells that a thread holds an archive. */
const HELD = 2;

interface Cells {
  readonly flags: Int32Array;
  readonly sizes: BigInt64Array;
}

const cells = ({ shared }: Purse): Cells => ({
  flags: new Int32Array(shared, 0, 3),
  sizes: new BigInt64Array(shared, 16, 2),
});

/** A new budget for one analysis. */
export function openPurse(limits: Limits): Purse {
  const purse = { limits, until: Date.now() + limits.time, shared: new SharedArrayBuffer(SIZE) };
  cells(purse).sizes[0] = BigInt(limits.inflated);
  return purse;
}

/** Nobody waits any more: whoever reads for this purse stops at the next block. */
export function abandon(purse: Purse): void {
  Atomics.store(cells(purse).flags, 0, 1);
}

/** How many of the uploads' bytes were read, and the number of the file read last. */
export function progressOf(purse: Purse): { done: number; file: number } {
  const { flags, sizes } = cells(purse);
  return { done: Number(Atomics.load(sizes, 1)), file: Atomics.load(flags, 1) };
}

/** Tells how far a thread came: so many more bytes of an upload, of the file with this number. */
export function teller(purse: Purse): (bytes: number, file: number) => void {
  const { flags, sizes } = cells(purse);
  return (bytes, file) => {
    Atomics.add(sizes, 1, BigInt(bytes));
    Atomics.store(flags, 1, file);
  };
}

/** This thread's hand in the purse. */
export function budgetOf(purse: Purse): Budget {
  const { limits, until } = purse;
  const { flags, sizes } = cells(purse);
  /** Archives in archives in this thread: the outermost holds for all. */
  let held = 0;
  const acquire = (): void => {
    while (held === 0 && Atomics.compareExchange(flags, HELD, 0, 1) !== 0) {
      if (late()) throw new Stop('time');
      Atomics.wait(flags, HELD, 1, WAIT_MS);
    }
    held++;
  };
  const release = (): void => {
    held--;
    if (held > 0) return;
    Atomics.store(flags, HELD, 0);
    Atomics.notify(flags, HELD);
  };
  const late = () => Atomics.load(flags, 0) === 1 || Date.now() > until;
  return {
    limits,
    hold() {
      let size = 0;
      let mine = false;
      return {
        grow(bytes) {
          size += bytes;
          if (size <= FREE || mine) return;
          acquire();
          mine = true;
        },
        end() {
          if (mine) release();
        },
      };
    },
    over: () => (late() ? 'time' : Atomics.load(sizes, 0) <= 0n ? 'budget' : null),
    spend(size, out, packed) {
      const left = Atomics.sub(sizes, 0, BigInt(size)) - BigInt(size);
      if (late()) throw new Stop('time');
      if (out > limits.entry) throw new Stop('too-large');
      if (out > limits.ratioFrom && out / Math.max(1, packed) > limits.ratio) throw new Stop('ratio');
      if (left < 0n) throw new Stop('budget');
    },
  };
}
