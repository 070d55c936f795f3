import { constants, crc32, createGunzip, createInflateRaw } from 'node:zlib';
import type { SkipReason } from '../domain';
import { type Budget, Stop } from './budget';

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
  readonly as: 'deflate' | 'gzip';
  /** Checked at the end; gzip checks its own. */
  readonly crc?: number;
  /** The packed bytes end too early: what is there is still inflated. */
  readonly torn?: boolean;
}

/** Node's zlib below its stream (docs/decisions/0008): `writeSync` inflates into memory of the caller, `_writeState` says what is left of the
 *  output and of the input. */
interface Handle {
  writeSync(
    flush: number,
    from: Uint8Array,
    fromAt: number,
    fromSize: number,
    to: Uint8Array,
    toAt: number,
    toSize: number,
  ): void;
  onerror: (message: string) => void;
}

interface Engine {
  readonly _handle: Handle;
  readonly _writeState: Uint32Array;
  reset(): void;
}

/** Engines that came to the end of a stream and may begin another. */
const idle: Record<Packed['as'], Engine[]> = { deflate: [], gzip: [] };

function engine(as: Packed['as']): Engine {
  const used = idle[as].pop();
  used?.reset();
  if (used) return used;
  const options = { chunkSize: constants.Z_MIN_CHUNK };
  return (as === 'gzip' ? createGunzip(options) : createInflateRaw(options)) as unknown as Engine;
}

const NOTHING = Buffer.alloc(1);

/** Inflates as it is read, into the reader's own memory. */
export function inflated({ bytes, as, crc, torn }: Packed, budget: Budget, seen = unseen): Source {
  const zlib = engine(as);
  let failed = false;
  zlib._handle.onerror = () => {
    failed = true;
  };
  let at = 0;
  let out = 0;
  let sum = 0;
  const write = (into: Uint8Array): number => {
    zlib._handle.writeSync(constants.Z_SYNC_FLUSH, bytes, at, bytes.length - at, into, 0, into.length);
    if (failed) return 0;
    const [room = 0, left = 0] = zlib._writeState;
    at = bytes.length - left;
    return into.length - room;
  };
  /** At its end a stream has nothing to say against the end of its input. */
  const unfinished = (): boolean => {
    if (!failed) zlib._handle.writeSync(constants.Z_FINISH, bytes, at, 0, NOTHING, 0, 1);
    return failed || zlib._writeState[0] === 0;
  };
  let verdict: SkipReason | 'whole' | null = null;
  const end = (): number => {
    if (verdict === null) {
      verdict = torn || unfinished() ? 'damaged' : crc !== undefined && sum !== crc ? 'bad-crc' : 'whole';
      if (!failed) idle[as].push(zlib);
    }
    if (verdict !== 'whole') throw new Stop(verdict);
    return 0;
  };
  return {
    fill(into) {
      const size = verdict === null ? write(into) : 0;
      if (size === 0) return end();
      const part = into.subarray(0, size);
      out += size;
      if (crc !== undefined) sum = crc32(part, sum);
      budget.spend(size, out, bytes.length);
      seen(at);
      return size;
    },
  };
}
