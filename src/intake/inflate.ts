import { constants, crc32, createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import type { SkipReason } from '../domain';
import type { Limits } from './limits';

/** What one analysis may still spend; every entry draws on it. */
export interface Budget {
  readonly limits: Limits;
  left: number;
  readonly until: number;
  readonly signal: AbortSignal | undefined;
}

/** Thrown out of a stream of bytes that must end early; caught where the file is read. */
export class Stop extends Error {
  constructor(readonly reason: SkipReason) {
    super(reason);
  }
}

const STEP = 256 * 1024;

/** Time is up, or nobody waits any more. */
export function late(budget: Budget): boolean {
  return budget.signal?.aborted === true || Date.now() > budget.until;
}

function spend(budget: Budget, chunk: number, out: number, packed: number): void {
  const { limits } = budget;
  budget.left -= chunk;
  if (late(budget)) throw new Stop('time');
  if (out > limits.entry) throw new Stop('too-large');
  if (out > limits.ratioFrom && out / Math.max(1, packed) > limits.ratio) throw new Stop('ratio');
  if (budget.left < 0) throw new Stop('budget');
}

/** Is told how many of the packed bytes were read. */
export type Seen = (packed: number) => void;
const unseen: Seen = () => {};

/** The bytes of a stored entry or an uploaded file, block by block. */
export async function* stored(
  bytes: Uint8Array,
  budget: Budget,
  crc?: number,
  seen = unseen,
): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for (let from = 0; from < bytes.length; from += STEP) {
    const chunk = bytes.subarray(from, from + STEP);
    spend(budget, chunk.length, from + chunk.length, bytes.length);
    if (crc !== undefined) sum = crc32(chunk, sum);
    seen(from + chunk.length);
    yield chunk;
    await new Promise(setImmediate);
  }
  if (crc !== undefined && sum !== crc) throw new Stop('bad-crc');
}

export interface Packed {
  readonly bytes: Uint8Array;
  readonly as: 'deflate' | 'gzip';
  /** Checked at the end; gzip checks its own. */
  readonly crc?: number;
  /** The packed bytes end too early: what is there is still inflated. */
  readonly torn?: boolean;
}

/** What a cut gzip stream had inflated but not yet given out is lost with its error, so its blocks are small. */
const SMALL_STEP = 16 * 1024;

function inflater(as: Packed['as']): Gunzip | InflateRaw {
  if (as === 'gzip') return createGunzip({ chunkSize: SMALL_STEP });
  return createInflateRaw({ chunkSize: STEP, finishFlush: constants.Z_SYNC_FLUSH });
}

/** Inflates as it is read, at most a block ahead. Throws `Stop`. */
export async function* inflated(packed: Packed, budget: Budget, seen = unseen): AsyncGenerator<Uint8Array> {
  const stream = inflater(packed.as);
  let out = 0;
  let sum = 0;
  stream.end(packed.bytes);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      out += chunk.length;
      spend(budget, chunk.length, out, packed.bytes.length);
      if (packed.crc !== undefined) sum = crc32(chunk, sum);
      seen(stream.bytesWritten);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Stop ? error : new Stop('damaged');
  } finally {
    stream.destroy();
  }
  if (packed.torn) throw new Stop('damaged');
  if (packed.crc !== undefined && sum !== packed.crc) throw new Stop('bad-crc');
}
