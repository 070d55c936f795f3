import fc from 'fast-check';
import { type As, type Damage, damaged, encode } from './any-bytes';
import { anyMessage, plainMessage } from './any-message';

/** Logs of all kinds, whole and damaged, as bytes. */

const two = (n: number): string => String(n).padStart(2, '0');

interface Stamped {
  readonly hour: number;
  readonly day: number;
  readonly type: string;
}

const STAMP: fc.Arbitrary<Stamped> = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  day: fc.integer({ min: 1, max: 28 }),
  type: fc.constantFrom('1', '1', '2', '3'),
});

/** `06-01-2022` and `08:52:46.657-540`. */
const native = ({ hour, day }: Stamped) => ({
  time: `${two(hour)}:52:46.657-540`,
  date: `06-${two(day)}-2022`,
});

function ccm(
  message: string,
  { time, date }: { time: string; date: string },
  type: string,
  end: string,
): string {
  return `<![LOG[${message}]LOG]!><time="${time}" date="${date}" component="DDM" context="" type="${type}" thread="3396" file="ddm.cpp:627">${end}`;
}

const END = fc.constantFrom('\r\n', '\r\n', '\n');

const regular = fc
  .tuple(fc.oneof(plainMessage, anyMessage), STAMP, END)
  .map(([message, at, end]) => ccm(message, native(at), at.type, end));

const TIME = fc.constantFrom(
  ...'08:52:46.657+-540|08:52:46.657 600|8:52:46.657-540|08:52:46.6574321|08:52:46.6574321-540|08:52:46.65743210-540|08:52:46.6-540|08:52:46-540|08:52:46.657+0|08:52:46.657-12345|24:00:00.000-540|08:60:46.657-540|23:59:60.000+000|08:52:46.657|08.52.46.657-540|8:52 PM|08:52:46.657Z|'.split(
    '|',
  ),
);
const DATE = fc.constantFrom(
  ...'06-31-2022|13-01-2022|31-12-2022|12-31-2022|00-10-2022|6-1-2022|2022-06-01|06/01/2022|01.06.2022|06-01-1979|06-01-1980|06-01-2098|06-01-2099|06-01-22|'.split(
    '|',
  ),
);
const TYPE = fc.constantFrom('0', '4', '9', '03', ' 3', '', '-1', 'x', '33');

const otherwise = fc
  .tuple(anyMessage, STAMP, fc.option(TIME), fc.option(DATE), fc.option(TYPE), END)
  .map(([message, at, time, date, type, end]) =>
    ccm(message, { time: time ?? native(at).time, date: date ?? native(at).date }, type ?? at.type, end),
  );

/** Attributes in another order, with some of them missing, odd or torn. */
const ATTRIBUTE = fc.constantFrom(
  ...[
    'time="08:52:46.657-540"',
    'date="06-02-2022"',
    'component="CcmExec"',
    'component="a<b>c"',
    'component="<![LOG[x"',
    'context=""',
    'context="日本"',
  ],
  ...[
    'type="3"',
    'type="1"',
    'TYPE="2"',
    'type=3',
    'thread="1"',
    'file="a.cpp:1"',
    'file="サ.cpp"',
    'severity="2"',
    '=""',
    '"',
    'time="x',
    'thread=“5”',
  ],
);
const irregular = fc
  .tuple(
    anyMessage,
    fc.array(ATTRIBUTE, { maxLength: 7 }),
    fc.constantFrom(' ', '  ', '\t', '', '\n'),
    fc.constantFrom('<', ' <', '', '< '),
    fc.constantFrom('>\r\n', '>', ' >\n', '\n', '> x\n', '><![LOG[', ''),
  )
  .map(
    ([message, attributes, space, open, end]) =>
      `<![LOG[${message}]LOG]!>${open}${attributes.join(space)}${end}`,
  );

const torn = fc
  .tuple(fc.oneof(regular, otherwise), fc.nat(200), fc.nat(80), fc.constantFrom('', '\n', '\r\n'))
  .map(([text, from, size, put]) => text.slice(0, from) + put + text.slice(from + size));

const openers = fc
  .tuple(
    fc.constantFrom(' ', '\t', '[', ' [', 'x ', '\u3000', '<![LOG[', '\r', '\0', 'é', '\ufeff'),
    fc.oneof(regular, otherwise),
  )
  .map(([before, text]) => before + text);

const loose = fc.oneof(
  anyMessage.map((text) => `${text}\n`),
  plainMessage.map((text) => `${text}\r\n`),
  fc
    .tuple(anyMessage, STAMP)
    .map(
      ([text, { hour, day }]) =>
        `${text}  $$<SMS_DDM><06-${two(day)}-2022 ${two(hour)}:10:11.123-540><thread=3396 (0xD44)>\r\n`,
    ),
  fc
    .tuple(plainMessage, STAMP)
    .map(([text, { hour, day }]) => `2022-06-${two(day)} ${two(hour)}:11:12, Error  CBS  ${text}\r\n`),
  fc.constantFrom(
    '\n',
    '\r\n',
    '  \n',
    'ROLLOVER\n',
    '<![LOG[\n',
    ']LOG]!>\n',
    '#Fields: date time sc-status sc-win32-status\n2022-06-01 08:00:00 403 64\n',
    '2022-06-01 08:00:00 500 0\n',
  ),
);

const PART = fc.oneof(
  { weight: 8, arbitrary: regular },
  { weight: 2, arbitrary: otherwise },
  { weight: 1, arbitrary: irregular },
  { weight: 1, arbitrary: torn },
  { weight: 1, arbitrary: openers },
  { weight: 2, arbitrary: loose },
);

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
    ? fc.record({ text: PART, as: fc.option(NARROW, { freq: 3 }) })
    : fc.record({ text: PART, as: fc.constant(null) });

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

/** A short line beside a NUL may pass for a line of UTF-16: what it says is anybody's guess. */
export function unclear({ as }: Log, bytes: Uint8Array): boolean {
  if (as === 'utf-16le' || as === 'utf-16be') return false;
  return /(^|\n)[^\n]{0,24}\n\0|(^|\n)[^\n]{0,24}\0\r?\n|(^|\n)[^\n\0]{0,24}\0|\0[^\n]{0,24}(\n|$)/.test(
    Buffer.from(bytes).toString('latin1'),
  );
}
