import fc from 'fast-check';
import { TEXTS } from './known-texts';

/** Messages such as logs hold, and such as they should not. */

const WORDS = fc.constantFrom(
  ...'policy request for the record is not valid. Bad site P01 opened, ClientIdentity ok waltz box quartz Version=5.00.9078 5.00.9128.1007 5.2203.1063.2400 v5.00.9012.1000 client site'.split(
    ' ',
  ),
  ...'サービス が 証明書 開始しました。 、 「鍵」 クライアント ｻｰﾋﾞｽ ﾊﾟｽ ＣＭＧ ＭＰ ー 々 か\u3099 \u3000 é ü ± “ ” ¥ … 😀 \u200b \u00a0 \ufffd'.split(
    ' ',
  ),
);

const ODD = fc.constantFrom(
  ...[
    '"',
    ']',
    '[',
    ']]>',
    ']LOG]',
    ']LOG',
    '[LOG[',
    '<![LOG',
    '<![LOG[',
    '[<![LOG[',
    ']LOG]!',
    '<',
    '>',
    '<>',
    '$$<',
    '~',
    '~~',
  ],
  ...[
    '\0',
    '\0\0\0',
    '\x01',
    '\x1b[0m',
    '\x7f',
    'failed',
    'error',
    'Failover',
    '2022-06-01 08:00:00',
    '#Fields: date time',
    '<time="',
  ],
);

const WORD_BEFORE = fc.constantFrom(
  ...'error|Error|ERRORS|err|code|Code|error code|exit code|Exit Code|status code|HTTP code|http status code|HTTP status|http-error|StatusCode|StatusCode at WinHttpQueryHeaders|returned|return value|return-value|returnCode|exitcode|rc|hr|HRESULT|result|gle|le|lasterror|last error|win32 status|win32 error|win32|stderr|status|xrc|error_code|my_error|value|nohttp status code|error is|code was|result of|errors is'.split(
    '|',
  ),
  ...'エラー|エラー コード|エラーコード|終了コード|戻りコード|戻り値|コード|結果|値|は'.split('|'),
  '',
);

const MARK = fc.constantFrom(
  '',
  ' ',
  '  ',
  '=',
  ' = ',
  ':',
  ': ',
  '：',
  ' (',
  '(',
  '="',
  " '",
  ' #',
  '-',
  '_',
  '.',
  '\t',
  '\n',
  ' =  ',
  ':::: ',
  '{',
  '\u3000',
);

const digits = (least: number, most: number, of: string) =>
  fc.string({ unit: fc.constantFrom(...of), minLength: least, maxLength: most });

const NUMBER = fc.oneof(
  fc.constantFrom(
    ...'0x80070005 0X8013150a 0x0 0x00000000 0x2efd 0x7fffffff 0x800700051 80070005 80072f8f 87d00215 C0000005 c1900101 c1000000 12345678 90000000 99999999 8000000g 88888888 2278556436 2147942405 2147500037 4294967295 4294967296 3221225477 -2147467259 -2016410860 -2147483648 -2147483649 -0000000005 -0000000000 -1 0 1 3 5 403 404 600 399 12029 1603 65535 123456 0xC1900101-0x4000D 5.1 12:30 7/8 64. 0005 00000000 abcdef12 8a7b6c5d c0ffee00 80070005h'.split(
      ' ',
    ),
  ),
  digits(1, 11, '0123456789'),
  digits(7, 9, '0123456789abcdefABCDEF'),
  digits(1, 9, '0123456789abcdef').map((text) => `0x${text}`),
  digits(9, 10, '0123456789').map((text) => `-${text}`),
);

const BEHIND = fc.constantFrom(
  '',
  '',
  '.',
  ',',
  ')',
  ' ',
  '-',
  ':',
  '/',
  '_',
  'h',
  '"',
  '。',
  '.5',
  '\n',
  '}',
);

const numbered = fc.tuple(WORD_BEFORE, MARK, NUMBER, BEHIND).map((parts) => parts.join(''));

const VALUE = fc.constantFrom('', 'x', 'P01', '9078', '0x8000FFFF', 'D: a b.txt', 'ｶﾞﾝ 表', '12', 'a\nb');

/** A change that a text may suffer: some still are the text, some are a near miss. */
type Edit = (text: string) => string;
const at = (text: string, n: number) => n % Math.max(1, text.length);
const EDIT: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(399), fc.oneof(fc.nat(20), fc.constantFrom(2, 3)))
  .map(([n, kind]): Edit => {
    const put = (made: string, over: number) => (text: string) =>
      text.slice(0, at(text, n)) + made + text.slice(at(text, n) + over);
    const kinds: readonly Edit[] = [
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => text.replace(/ /g, '  '),
      (text) =>
        text.replace(
          / /g,
          ['\t', '\n', '\r\n', '\r', ' \t ', '\u3000', '\u00a0', '\v', ' \r\n'][n % 9] ?? ' ',
        ),
      (text) =>
        text.replace(/[ -~]/g, (c) => (c === ' ' ? '\u3000' : String.fromCharCode(c.charCodeAt(0) + 0xfee0))),
      (text) => text.replace(/(?<=[^ -~])(?=[ -~])|(?<=[ -~])(?=[^ -~])/g, ' '),
      (text) => text.normalize('NFD'),
      (text) => text.replace(/[ガ-ゴ]/g, (c) => ({ ガ: 'ｶﾞ', ギ: 'ｷﾞ', グ: 'ｸﾞ', ゲ: 'ｹﾞ', ゴ: 'ｺﾞ' })[c] ?? c),
      (text) => text.replace(/クライアント/g, 'ｸﾗｲｱﾝﾄ').replace(/サービス/g, 'ｻｰﾋﾞｽ'),
      (text) => text.slice(0, at(text, n)),
      (text) => text.slice(at(text, n)),
      put('', 1),
      put('x', 1),
      put('明', 1),
      put('の', 0),
      put(' ', 0),
      put('\n', 0),
      put('\r\n', 0),
      put('\u3000', 0),
      put('\0', 0),
      put('照会', 2),
    ];
    return kinds[kind] ?? ((text) => text);
  });

const planted = fc
  .tuple(
    fc.constantFrom(...TEXTS),
    VALUE,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: fc.array(EDIT, { minLength: 1, maxLength: 3 }) },
    ),
  )
  .map(([text, value, edits]) => edits.reduce((made, edit) => edit(made), text.replace(/\{\w+\}/g, value)));

const SPACE = fc.constantFrom(' ', ' ', ' ', '', '  ', '\t', '\n', '\r\n', '\r', ' \n  ');

/** The text of a message. */
export const anyMessage: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 6, arbitrary: WORDS },
        { weight: 4, arbitrary: planted },
        { weight: 3, arbitrary: numbered },
        { weight: 1, arbitrary: ODD },
      ),
      SPACE,
    ),
    { maxLength: 9 },
  )
  .map((parts) => parts.flat().join(''));

/** A message all of ordinary words, which the kernel counts without a closer look. */
export const plainMessage: fc.Arbitrary<string> = fc
  .array(fc.oneof(WORDS, numbered, NUMBER), { maxLength: 8 })
  .map((words) => words.join(' '));
