import { constants, createGunzip, createInflateRaw } from 'node:zlib';

export type Packing = 'deflate' | 'gzip';

/** Node's zlib below its stream (docs/decisions/0008): `writeSync` inflates into memory of the caller, `_writeState` says what is left of the
 *  output and of the input; after an error it says nothing. */
interface Zlib {
  readonly _handle: {
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
  };
  readonly _writeState: Uint32Array;
  reset(): void;
}

interface Engine {
  readonly zlib: Zlib;
  /** What zlib says against the bytes, in its words. */
  fault: string | null;
}

/** One packed stream that is inflated piece by piece. */
export interface Stream {
  /** Fills `into` from its beginning; returns how many bytes came, 0 at the end. At a fault it returns 0, however many came before it. */
  write(into: Uint8Array): number;
  faulty(): boolean;
  /** How many of the packed bytes were taken. */
  taken(): number;
  /** Begins again with the first byte. */
  rewind(): void;
  /** Whether the stream ended well; to be asked after a `write` that gave nothing. */
  whole(): boolean;
  /** Leaves the engine to another stream; nothing may be asked of this one any more. */
  leave(): void;
}

/** Engines that no stream has; each is reset before it is used again. */
const idle: Record<Packing, Engine[]> = { deflate: [], gzip: [] };

function made(as: Packing): Engine {
  const options = { chunkSize: constants.Z_MIN_CHUNK };
  const zlib = (as === 'gzip' ? createGunzip(options) : createInflateRaw(options)) as unknown as Zlib;
  const engine: Engine = { zlib, fault: null };
  zlib._handle.onerror = (message) => {
    engine.fault = message;
  };
  return engine;
}

function reset(engine: Engine): void {
  engine.zlib.reset();
  engine.fault = null;
}

function engineFor(as: Packing): Engine {
  const used = idle[as].pop();
  if (!used) return made(as);
  reset(used);
  return used;
}

const { Z_SYNC_FLUSH, Z_FINISH } = constants;
const NOWHERE = Buffer.alloc(1);
/** No header of gzip has it for its first or second byte. */
const JUNK = Buffer.of(0xff);
/** zlib's words for bytes that stand where a gzip header should. */
const NO_HEADER = 'incorrect header check';

/** Opens a stream of packed bytes; one of gzip begins with a header. */
export function openStream(bytes: Uint8Array, as: Packing): Stream {
  const engine = engineFor(as);
  const { _handle: handle, _writeState: state } = engine.zlib;
  let at = 0;
  /** At its end a stream has nothing to say against the end of its input. */
  const finished = (): boolean => {
    if (engine.fault === null) handle.writeSync(Z_FINISH, bytes, at, 0, NOWHERE, 0, 1);
    return engine.fault === null && state[0] !== 0;
  };
  /** Whether a member of gzip ended well and something else follows, which gzip(1) passes over, too. A single byte is told by another one. */
  const trailed = (): boolean => {
    handle.writeSync(Z_SYNC_FLUSH, JUNK, 0, 1, NOWHERE, 0, 1);
    return engine.fault === NO_HEADER;
  };
  return {
    write(into) {
      handle.writeSync(Z_SYNC_FLUSH, bytes, at, bytes.length - at, into, 0, into.length);
      if (engine.fault !== null) return 0;
      const [room = 0, left = 0] = state;
      at = bytes.length - left;
      return into.length - room;
    },
    faulty: () => engine.fault !== null,
    taken: () => at,
    rewind() {
      reset(engine);
      at = 0;
    },
    whole: () => finished() || (as === 'gzip' && trailed()),
    leave: () => void idle[as].push(engine),
  };
}
