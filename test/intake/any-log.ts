import fc from 'fast-check';
import { encodingOf } from '../../src/intake/decode';
import { type As, type Damage, damaged, encode } from './any-bytes';
import { plainMessage } from './any-message';
import { anyPart, ccm } from './any-part';

/** Logs of all kinds, whole and damaged, as bytes. */

const NARROW: fc.Arbitrary<As> = fc.constantFrom('utf-8', 'utf-8', 'utf-8', 'cp932', 'cp932', 'cp1252');
const WIDE: fc.Arbitrary<As> = fc.constantFrom('utf-16le', 'utf-16be');

const DAMAGE: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  cut: fc.nat(40),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.nat(70).map((size) => new Uint8Array(size)),
    fc.constantFrom('\n', '\r', '\r\n', '<![LOG[', ']LOG]!>', '\n<![LOG[', ']'),
  ),
});

/** A part, and the encoding it is written in where that is not the log's. */
interface Piece {
  readonly text: string;
  readonly as: As | null;
}

export interface Log {
  readonly name: string;
  readonly as: As;
  readonly mark: boolean;
  readonly pieces: readonly Piece[];
  /** Ordinary records before and behind, so that the log is longer than a block: bytes, and what they say. */
  readonly around: readonly (readonly [size: number, message: string])[];
  readonly end: boolean;
  readonly damage: readonly Damage[];
}

const piece = (mixed: boolean): fc.Arbitrary<Piece> =>
  mixed
    ? fc.record({ text: anyPart, as: fc.option(NARROW, { freq: 3 }) })
    : fc.record({ text: anyPart, as: fc.constant(null) });

const log = (as: fc.Arbitrary<As>, mixed: boolean, around: fc.Arbitrary<Log['around']>): fc.Arbitrary<Log> =>
  fc.record({
    name: fc.constantFrom('DDM.log', 'other.log'),
    as,
    mark: fc.boolean(),
    pieces: fc.array(piece(mixed), { minLength: 1, maxLength: 8 }),
    around,
    end: fc.boolean(),
    damage: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(DAMAGE, { maxLength: 3 })),
  });

const logs = (around: fc.Arbitrary<Log['around']>): fc.Arbitrary<Log> =>
  fc.oneof(
    { weight: 6, arbitrary: log(NARROW, false, around) },
    { weight: 2, arbitrary: log(NARROW, true, around) },
    { weight: 2, arbitrary: log(WIDE, false, around) },
  );

/** Logs of a few records. */
export const smallLog: fc.Arbitrary<Log> = logs(fc.constant([]));

const KB = 1024;
/** Near where a block ends, or a record becomes too long to be held. */
const SIZE = fc
  .tuple(fc.constantFrom(64, 128, 192, 256, 320, 384, 512, 640), fc.integer({ min: -700, max: 200 }))
  .map(([kb, more]) => kb * KB + more);

/** Logs of several blocks. */
export const largeLog: fc.Arbitrary<Log> = logs(
  fc.array(fc.tuple(SIZE, plainMessage), { minLength: 1, maxLength: 3 }),
);

/** Ordinary records of so many bytes in all; or, of every fifth size, one that is as long as that. */
function filler(size: number, message: string, as: As): Buffer {
  const at = { time: '10:11:12.123-540', date: '06-15-2022' };
  if (size % 5 === 0)
    return encode(
      ccm(`${message} ${'lorem ipsum dolor '.repeat(size / 18)}\n${message}`, at, '1', '\r\n'),
      as,
    );
  const one = encode(ccm(message, at, '1', '\r\n'), as);
  return Buffer.concat(Array.from({ length: Math.ceil(size / one.length) }, () => one));
}

/** The log's bytes. */
export function bytesOf({ as, mark, pieces, around, end, damage }: Log): Uint8Array {
  const parts = pieces.flatMap((each, i) => {
    const before = around[i];
    const own = encode(each.text, each.as ?? as);
    return before ? [filler(...before, as), own] : [own];
  });
  const more = around.slice(pieces.length).map((each) => filler(...each, as));
  const all = Buffer.concat([
    encode(mark && as !== 'cp932' && as !== 'cp1252' ? '\ufeff' : '', as),
    ...parts,
    ...more,
  ]);
  const cut = end ? all : all.subarray(0, Math.max(0, all.length - 2));
  return damage.reduce<Uint8Array>((bytes, each) => damaged(bytes, each, as), cut);
}

/** Bytes that two readers may take for different things: UTF-16 that damage has made unlike itself; a short line beside a NUL, which may
 *  pass for UTF-16. */
export function unclear({ as }: Log, bytes: Uint8Array): boolean {
  if (as === 'utf-16le' || as === 'utf-16be') return encodingOf(bytes).wide !== as;
  if (!bytes.includes(0)) return false;
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  return lines.some(
    (line, i) => line.length < 25 && `${lines[i - 1] ?? ''}${line}${lines[i + 1] ?? ''}`.includes('\0'),
  );
}
