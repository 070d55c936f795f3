/** What people and logs put around a code. */
const AROUND = /^[\s"'`「『(（[{<]+|[\s"'`」』)）\]}>?。.!,、;:]+$/g;
const NAMED =
  /^(?:hresult|hr|errorcode|error|err|code|exitcode|rc|status|エラーコード|エラー|コード)\s*[:=]?\s*(?=[-0-9])/i;
/** Characters of anything that is one code. */
const LONGEST = 64;
const HTTP = /^http(?:\s*status)?(?:\s*code)?[\s:/=]*([1-5]\d{2})$/i;
/** HTTP statuses as an HRESULT: facility 25 ([MS-ERREF] 2.1, BITS and the client write them so). */
const HTTP_BASE = 0x80190000;

/** The code as `0x` and eight lower-case digits, from hexadecimal (with or without 0x, also sign-extended to 64 bits), signed or unsigned decimal, or `HTTP 403`; null when it is none of these. */
export function normalizeCode(written: string): string | null {
  if (written.length > LONGEST) return null;
  const text = written.normalize('NFKC').replace(AROUND, '').replace(NAMED, '').replace(AROUND, '');
  const http = HTTP.exec(text);
  if (http) return hex(HTTP_BASE + Number(http[1]));
  const digits = /^0x(?:f{8})?([0-9a-f]{1,8})(?:l|ul?)?$/i.exec(text)?.[1];
  if (digits !== undefined) return hex(Number.parseInt(digits, 16));
  if (/^-\d{1,10}$/.test(text)) return hex(Number(text) >>> 0);
  if (/^\d{1,10}$/.test(text)) return Number(text) <= 0xffffffff ? hex(Number(text)) : null;
  return /^[0-9a-f]{8}$/i.test(text) ? hex(Number.parseInt(text, 16)) : null;
}

export function hex(value: number): string {
  return `0x${(value >>> 0).toString(16).padStart(8, '0')}`;
}

/** The same error in its other forms: a Win32 or WinHTTP code (12007) and the HRESULT around it (0x80072ee7), an HTTP status (404) and its HRESULT (0x80190194). */
export function twins(code: string): readonly string[] {
  const value = Number.parseInt(code.slice(2), 16);
  const [high, low] = [value >>> 16, value & 0xffff];
  if (high === 0x8007) return [hex(low)];
  if (high === 0x8019) return [hex(low)];
  if (value === 0 || high !== 0) return [];
  const http = low >= 400 && low < 600 ? [hex(HTTP_BASE + low)] : [];
  return [hex(0x80070000 + low), ...http];
}
