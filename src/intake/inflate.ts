import { crc32 } from 'node:zlib';
import type { SkipReason } from '../domain';
import { type Budget, Stop } from './budget';
import { openStream, type Packing, type Stream } from './zlib-engine';

/** Bytes that are read from their beginning to their end, once. */
export interface Source {
  /** Fills `into` from its beginning, as far as the bytes go; returns how many came, 0 at the end. Throws `Stop`. */
  fill(into: Uint8Array): number;
}

/** Is told how many of the packed bytes were read. */
export type Seen = (packed: number) => void;
const unseen: Seen = () => {};

/** The bytes of a stored entry or an uploaded file. */
export function stored(bytes: Uint8Array, budget: Budget, crc?: number, seen = unseen): Source {
  let at = 0;
  let sum = 0;
  return {
    fill(into) {
      const part = bytes.subarray(at, at + into.length);
      if (part.length === 0) {
        if (crc !== undefined && sum !== crc) throw new Stop('bad-crc');
        return 0;
      }
      into.set(part);
      at += part.length;
      if (crc !== undefined) sum = crc32(part, sum);
      budget.spend(part.length, at, bytes.length);
      seen(at);
      return part.length;
    },
  };
}

export interface Packed {
  readonly bytes: Uint8Array;
  readonly as: Packing;
  /** Checked at the end; gzip checks its own. */
  readonly crc?: number;
  /** The packed bytes end too early: what is there is still inflated. */
  readonly torn?: boolean;
}

/** Bytes inflated at a time on the way back to where a fault is looked for. */
const REPLAY = 64 * 1024;
/** Bytes inflated at a time where a fault is looked for; in the last of these steps, one by one. */
const STEP = 512;
/** No text in UTF-8 has this byte. */
const RARE = 0xff;

/** Inflates again up to `size`. Throws `Stop`. */
function replay(stream: Stream, size: number, check: () => void): void {
  const nowhere = new Uint8Array(Math.min(size, REPLAY));
  stream.rewind();
  for (let left = size; left > 0; ) {
    const got = stream.write(nowhere.subarray(0, left));
    if (got === 0) return;
    left -= got;
    check();
  }
}

/** Fills `into` by so many bytes at a time; returns how many came before the fault. */
function step(stream: Stream, into: Uint8Array, size: number): number {
  let got = 0;
  while (got < into.length) {
    into[got] = RARE;
    const more = stream.write(into.subarray(got, got + size));
    if (more === 0) break;
    got += more;
  }
  return got;
}

/** Of a fault zlib does not tell how many bytes came before it. So this goes back behind the `out` bytes that were given and fills `into`
 *  again, up to the fault. zlib looks ahead: the last byte may have come in the very step that failed, and is then no longer what it was. */
function upToFault(stream: Stream, into: Uint8Array, out: number, check: () => void): number {
  let got = 0;
  for (const size of [STEP, 1]) {
    replay(stream, out + got, check);
    got += step(stream, into.subarray(got), size);
  }
  if (got === into.length || !stream.faulty()) return got;
  if (into[got] !== RARE) return got + 1;
  replay(stream, out + got, check);
  into[got] = 0;
  stream.write(into.subarray(got, got + 1));
  return into[got] === RARE ? got + 1 : got;
}

/** Inflates as it is read, into the reader's own memory; of damaged bytes, all that comes before the damage. */
export function inflated({ bytes, as, crc, torn }: Packed, budget: Budget, seen = unseen): Source {
  const stream = openStream(bytes, as);
  let out = 0;
  let sum = 0;
  let verdict: SkipReason | 'whole' | null = null;
  const settle = (last: SkipReason | 'whole'): void => {
    verdict = last;
    stream.leave();
  };
  const write = (into: Uint8Array): number => {
    if (stream.faulty()) return 0;
    const size = stream.write(into);
    return stream.faulty() ? upToFault(stream, into, out, () => budget.spend(0, out, bytes.length)) : size;
  };
  const draw = (into: Uint8Array): number => {
    const size = write(into);
    out += size;
    if (crc !== undefined) sum = crc32(into.subarray(0, size), sum);
    if (size > 0) budget.spend(size, out, bytes.length);
    return size;
  };
  const judged = (): SkipReason | 'whole' => {
    /** Some programs write no packed bytes for an empty file. */
    const nothing = bytes.length === 0 && crc === 0;
    if (torn || !(nothing || stream.whole())) return 'damaged';
    return crc !== undefined && sum !== crc ? 'bad-crc' : 'whole';
  };
  const next = (into: Uint8Array): number => {
    try {
      return draw(into);
    } catch (error) {
      settle(error instanceof Stop ? error.reason : 'damaged');
      throw error;
    }
  };
  return {
    fill(into) {
      const size = verdict === null ? next(into) : 0;
      if (size > 0) {
        seen(stream.taken());
        return size;
      }
      if (verdict === null) settle(judged());
      if (verdict !== 'whole') throw new Stop(verdict ?? 'damaged');
      return 0;
    },
  };
}
