/** The rules for error codes in a text (log-formats, section 7), one regular expression each, as slow as they are plain. */

export interface Written {
  readonly value: number;
  readonly written: string;
  /** Where it stands in the text. */
  readonly at: number;
}

const MARKS = '[\\t-\\r :=(\'"#：]';
/** One mark at most, a space before and behind it. */
const MARK = '(?:[\\t-\\r ]?[:=(：][\\t-\\r ]?|[\\t-\\r ]?)';
const JAPANESE_CODE = '(?:エラー|終了|戻り)[\\t-\\r ]?コード';
const HEX_WORD =
  '(?:(?<![0-9A-Za-z_])(?:rc|hr|le|gle|err|errors?|stderr|code|errorcode|exitcode|result|hresult|status|win32|lasterror|returned)|エラー|コード|結果)';
const HTTP_WORD =
  '(?:(?<![0-9A-Za-z_])(?:statuscode|winhttpqueryheaders)|http[ -](?:code|error|status)|http[ _-]?status[ -]code)';
const DECIMAL_WORD = `(?:(?<![0-9A-Za-z_])(?:rc|exitcode|errorcode|returncode)|(?<![0-9A-Za-z_]|(?:http|status)[ -])(?:code|error)|win32[ -]status|エラー|${JAPANESE_CODE})`;
/** How an installer action ended: up to 3 it is no code of any system. */
const MSI_WORD = '(?:return[ -]value|戻り値)';

const FREE = '(?<![0-9A-Za-z])';
/** Behind these a number that begins with a digit is part of something else. */
const ODD_MARK = '(?<![/@\x60|}~\x7f])';
const BARE = `(?:${ODD_MARK}[89][0-9a-f]{7}|c[01][0-9a-f]{6})(?![0-9A-Za-z-])`;
const PLAIN = '[0-9]{1,5}(?![0-9A-Za-z:/-]|\\.[0-9])';

/** Facilities whose codes are written without `0x`, and as unsigned decimals. */
const KNOWN = [
  0x8000, 0x8004, 0x8007, 0x8009, 0x800b, 0x800f, 0x8015, 0x8019, 0x8020, 0x8024, 0x87d0, 0xc000, 0xc190,
];

const known = (value: number): boolean => KNOWN.includes(Math.floor(value / 65536));
const hex = (digits: string): number => Number.parseInt(digits.replace(/^0x/i, ''), 16);

/** Each form, and the code it stands for; 0 where it is none. */
const RULES: readonly (readonly [form: string, value: (digits: string) => number])[] = [
  ['0x[0-9a-f]{8}(?![0-9A-Za-z])', (digits) => (hex(digits) >= 0x80000000 ? hex(digits) : 0)],
  [`(?<=${HEX_WORD}(?: is| of| was)?${MARKS}{0,4})0x[0-9a-f]{1,8}(?![0-9A-Za-z])`, hex],
  [`(?<![{.-])${BARE}`, (digits) => (known(hex(digits)) ? hex(digits) : 0)],
  [`(?<=[=(])(?![0-9]{8})${BARE}`, hex],
  [`(?<=${HEX_WORD}${MARKS}{0,4})${BARE}`, hex],
  [
    '(?<![.-])-[12][0-9]{9}(?![0-9A-Za-z.-])',
    (digits) => (Number(digits) < -0x80000000 ? 0 : 2 ** 32 + Number(digits)),
  ],
  [
    `(?<![{.-])${ODD_MARK}[2-4][0-9]{9}(?![0-9A-Za-z.-])`,
    (digits) => (known(Number(digits)) ? Number(digits) : 0),
  ],
  [`(?<=${HTTP_WORD}${MARK})[45][0-9]{2}(?![0-9A-Za-z])`, (digits) => 0x80190000 + Number(digits)],
  [`(?<=${DECIMAL_WORD}${MARK})${PLAIN}`, Number],
  [`(?<=${MSI_WORD}${MARK})${PLAIN}`, (digits) => (Number(digits) > 3 ? Number(digits) : 0)],
];

const FORMS = RULES.map(([form, value]) => [new RegExp(FREE + form, 'gi'), value] as const);

/** The error codes in a text, each once, in the order they stand. */
export function plainCodes(text: string): Written[] {
  const all = FORMS.flatMap(([form, value]) =>
    [...text.matchAll(form)].map(({ 0: written, index }) => ({ value: value(written), written, at: index })),
  );
  const sorted = all.filter(({ value }) => value > 0 && value < 2 ** 32).sort((a, b) => a.at - b.at);
  return sorted.filter(({ value }, i) => sorted.findIndex((other) => other.value === value) === i);
}
