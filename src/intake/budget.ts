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
}

/** The memory that the threads of one analysis share, and what does not change in it. */
export interface Purse {
  readonly limits: Limits;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly shared: SharedArrayBuffer;
}

/** Bytes of the shared memory: whether nobody waits any more; what is left to inflate; how much of the uploads was read; which file is being read. */
const SIZE = 32;

interface Cells {
  readonly flags: Int32Array;
  readonly sizes: BigInt64Array;
}

const cells = ({ shared }: Purse): Cells => ({
  flags: new Int32Array(shared, 0, 2),
  sizes: new BigInt64Array(shared, 8, 2),
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
  const late = () => Atomics.load(flags, 0) === 1 || Date.now() > until;
  return {
    limits,
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
