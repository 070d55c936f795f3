import type { LogRecord } from '../../src/intake/record';
import { cutter } from '../../src/intake/records';
import { ccm } from './patterns';

/** The records of a text that comes in pieces of this size. */
function cut(text: string, size = text.length || 1): LogRecord[] {
  const cutting = cutter();
  const records: LogRecord[] = [];
  for (let at = 0; at < text.length; at += size) records.push(...cutting.push(text.slice(at, at + size)));
  return [...records, ...cutting.end()];
}

const further = (records: readonly LogRecord[], lines: number): LogRecord[] =>
  records.map((each) => ({ ...each, line: each.line + lines }));

const lines = (text: string): number => text.split('\n').length - 1;

const ATTRS = '<time="08:52:46.657-540" date="06-01-2022" component="DDM"';

/** What may be unfinished when a line begins with an opener. */
const unfinished: readonly [what: string, text: string][] = [
  ['a record without its closer', '<![LOG[lost\nmore of it\n'],
  ['a record in the middle of a line', 'x <![LOG[lost\n'],
  ['a record with its attributes cut', `<![LOG[a]LOG]!>${ATTRS}\n`],
  ['a record with its attributes cut in a value', '<![LOG[a]LOG]!><time="08:5\n'],
  ['a record without attributes', '<![LOG[a]LOG]!>\n'],
  ['a record with text behind it', `${ccm('a').trimEnd()} behind\n`],
  ['the end of a record', `tail\nof it]LOG]!>${ATTRS}>\n`],
  ['plain lines', 'one\n\ntwo\n'],
  ['a server line without its mark', 'one\ntwo\n'],
  ['a server line with its date cut', 'one $$<DDM><06-0\n'],
  ['a line of CBS that goes on', '2022-06-01 08:52:46, Info  CBS  a\n   b\n\n'],
  ['an IIS log', '#Fields: date time sc-status\n2022-06-01 08:52:46 403\n'],
  ['an installer log', '=== Logging started: 2020/02/14  23:59:40 ===\nMSI (s) (A4:10) [23:59:41:444]: a\n'],
  ['a line longer than any', `${'x '.repeat(600_000)}<![LOG[y\n`],
];

/** What may follow, and would be read otherwise behind something unfinished. */
const following = [
  ccm('b'),
  ccm('b\nc'),
  `${ccm('b')}2022-06-01 08:52:46 403\nMSI (s) (A4:10) [00:00:02:017]: b\nAction ended 0:00:03: c. Return value 3.\n`,
  `${ccm('b')}  more\nx $$<DDM><06-01-2022 08:52:46.657-540>\n`,
  '<![LOG[b\n<![LOG[c',
  '<![LOG[b]LOG]!><time="1',
];

describe('a line that begins with an opener begins anew', () => {
  it.each(unfinished)('behind %s', (_, before) => {
    for (const text of following) {
      const expected = [...cut(before), ...further(cut(text), lines(before))];
      expect(cut(before + text)).toEqual(expected);
      if (before.length < 1000) expect(cut(before + text, 7)).toEqual(expected);
    }
  });
});

describe('behind a record that ends its line nothing is left of it', () => {
  it.each([...unfinished, ['more text', 'more\n2022-06-01 08:52:46, Info  CBS  a\nb\n']])(
    'before %s',
    (_, text) => {
      for (const before of [ccm('a'), ccm('a\nb'), ccm('')])
        expect(cut(before + text)).toEqual([...cut(before), ...further(cut(text), lines(before))]);
    },
  );
});

/** Texts of a megabyte that must take no longer than their length asks for. */
const floods: readonly [what: string, text: string, records: number][] = [
  ['100,000 records on one line', '<![LOG[x]LOG]!><type="1">'.repeat(100_000), 100_000],
  ['openers, a line each', '<![LOG[\n'.repeat(100_000), 100_000],
  ['closers with a bracket behind', ']LOG]!><x'.repeat(120_000), 60_001],
  ['marks of server lines', '$$<'.repeat(350_000), 1],
  ['server lines run together', 'a $$<b><06-01-2022 08:52:46.657-540>'.repeat(30_000), 30_000],
  ['attributes without an end', `x]LOG]!><${'a="b" '.repeat(170_000)}`, 1],
  ['odd attributes', `x]LOG]!><${'a="b" x '.repeat(130_000)}`, 1],
  ['half attributes', ']LOG]!><time="'.repeat(70_000), 23_334],
  ['column names', `#Fields: ${'a '.repeat(500_000)}`, 1],
];

it.each(floods)(
  'reads %s',
  (_, text, records) => {
    expect(cut(text, 65_536)).toHaveLength(records);
  },
  5000,
);

it('a line too long to hold is still one line, and its records stay whole', () => {
  const records = cut(`${ccm('x').trimEnd().repeat(20_000)}\n${ccm('y')}`, 65_536);
  expect(records).toHaveLength(20_001);
  expect(new Set(records.slice(0, -1).map(({ text, line, time }) => `${text} ${line} ${time}`)).size).toBe(1);
  expect(records.at(-1)).toMatchObject({ text: 'y', line: 2 });
});
