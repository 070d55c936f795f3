const WORD =
  '(?:\\b(?:errors?|err|code|hr|hresult|result|returned|rc|gle|le|status|exitcode|lasterror|stderr|win32)|エラー(?:\\s*コード)?|コード|終了コード|結果)';
/** 0x with eight digits; nothing may lengthen it. */
const HEX = /(?<![0-9A-Za-z])0[xX]([0-9a-fA-F]{8})(?![0-9A-Za-z])/g;
const WORD_HEX = new RegExp(
  `${WORD}[\\s:：=('"#]{0,4}(?:is |of |was )?0[xX]([0-9a-fA-F]{1,8})(?![0-9A-Za-z])`,
  'gi',
);
const BARE =
  /(?<![0-9A-Za-z{.-])(?:80(?:07|24|04|09|0[bB]|20|0[fF]|00|19|15)[0-9a-fA-F]{4}|87[dD]0[0-9a-fA-F]{4}|[cC](?:000|190)[0-9a-fA-F]{4})(?![0-9A-Za-z-])/g;
const WORD_BARE = new RegExp(
  `(?:${WORD}\\s?[:：=('"]{0,2}\\s?|[=(])([89a-fA-F][0-9a-fA-F]{7})(?![0-9A-Za-z-])`,
  'gi',
);
const NEGATIVE = /(?<![0-9A-Za-z.-])-([12][0-9]{9})(?![0-9A-Za-z.-])/g;
const UNSIGNED = /(?<![0-9A-Za-z.{-])([2-4][0-9]{9})(?![0-9A-Za-z.-])/g;
const DECIMAL =
  /(?:(?<!(?:http|status)[ _-]?)\b(?:error code|exit code|return code|return value|exitcode|returncode|errorcode|code|rc|win32 status|win32 error|error|last error)|エラー\s?コード|終了コード|戻り値|戻りコード|エラー)\s?[:：=(]?\s?([0-9]{1,5})(?![0-9A-Za-z:/-]|\.[0-9])/gi;
const HTTP =
  /\b(?:StatusCode(?: at WinHttpQueryHeaders)?|HTTP (?:status )?code|HTTP status|HTTP error)\s?[=:]?\s?([45][0-9]{2})(?![0-9])/gi;
/** How an installer action ended: 1 well, 2 by the user, 3 badly. No code of any system. */
const MSI_VALUE = /return value|戻り値/i;
const MAYBE =
  /0x|error|code|\brc\b|return|status|hr|hex|[-=(]\s?[0-9a-f]{8}|8[0-9a-f]{7}|c[01][09]0|[2-4][0-9]{9}|エラー|コード|戻り/i;
/** Facilities an unsigned decimal must have to be a code rather than a size. */
const FACILITIES = new Set([
  0x8000, 0x8004, 0x8007, 0x8009, 0x800b, 0x800f, 0x8015, 0x8019, 0x8020, 0x8024, 0x87d0, 0xc000, 0xc190,
]);

export interface Code {
  readonly code: string;
  readonly written: string;
}

const normal = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

/** The error codes in a text (log-formats section 7), each once, normalised to `0x` and eight digits; success is none. HTTP 4xx/5xx become `0x8019....`. */
export function codes(text: string): Code[] {
  if (!MAYBE.test(text)) return [];
  const seen = new Map<string, string>();
  const add = (value: number, written: string): void => {
    if (value <= 0 || value > 0xffffffff || !Number.isFinite(value)) return;
    const code = normal(value);
    if (!seen.has(code)) seen.set(code, written);
  };
  const each = (of: RegExp, take: (digits: string, whole: string) => void): void => {
    for (const found of text.matchAll(of)) take(found[1] ?? found[0], found[0]);
  };
  each(HEX, (digits) => {
    if (Number.parseInt(digits, 16) >= 0x80000000) add(Number.parseInt(digits, 16), `0x${digits}`);
  });
  each(WORD_HEX, (digits) => add(Number.parseInt(digits, 16), `0x${digits}`));
  each(BARE, (digits) => add(Number.parseInt(digits, 16), digits));
  each(WORD_BARE, (digits) => {
    if (/^[0-9]+$/.test(digits) && Number(digits) < 80000000) return;
    add(Number.parseInt(digits, 16), digits);
  });
  each(NEGATIVE, (digits) => add(2 ** 32 - Number(digits), `-${digits}`));
  each(UNSIGNED, (digits) => {
    const value = Number(digits);
    if (FACILITIES.has(Math.floor(value / 65536))) add(value, digits);
  });
  each(HTTP, (digits) => add(0x80190000 + Number(digits), digits));
  each(DECIMAL, (digits, whole) => {
    if (!(MSI_VALUE.test(whole) && Number(digits) <= 3)) add(Number(digits), digits);
  });
  return [...seen].map(([code, written]) => ({ code, written }));
}
