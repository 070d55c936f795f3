import fc from 'fast-check';
import { anyMessage, plainMessage } from './any-message';

/** The parts of a log: records as the product writes them, records as others do, lines that are none. */

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

/** A record as the product writes it. */
export function ccm(
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

/** A record, or whatever else may stand in a log, with its line end or without. */
export const anyPart = fc.oneof(
  { weight: 8, arbitrary: regular },
  { weight: 2, arbitrary: otherwise },
  { weight: 1, arbitrary: irregular },
  { weight: 1, arbitrary: torn },
  { weight: 1, arbitrary: openers },
  { weight: 2, arbitrary: loose },
);
