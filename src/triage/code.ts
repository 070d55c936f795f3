import type { CodeAnswer, CodeMeaning, Knowledge, Text } from '../domain';
import { phrase } from './text';

/** Facility numbers of an HRESULT worth naming ([MS-ERREF] 2.1). */
const FACILITIES: Readonly<Record<number, string>> = {
  0: 'null',
  1: 'rpc',
  4: 'itf',
  7: 'win32',
  9: 'security',
  11: 'certificate',
  25: 'http',
  32: 'bits',
  36: 'windows-update',
  2000: 'configmgr',
};

/** The code as `0x` and eight lower-case digits, from hexadecimal (with or without 0x), or signed or unsigned decimal; null when it is none of these. */
export function normalizeCode(written: string): string | null {
  const text = written
    .trim()
    .normalize('NFKC')
    .replace(/[?。.!]+$/, '');
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return hex(Number.parseInt(text.slice(2), 16));
  if (/^-\d{1,10}$/.test(text)) return hex(Number(text) >>> 0);
  if (/^\d{1,10}$/.test(text) && Number(text) <= 0xffffffff) return hex(Number(text));
  return /^[0-9a-f]{8}$/i.test(text) ? hex(Number.parseInt(text, 16)) : null;
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16).padStart(8, '0')}`;
}

/** What is known of an error code: its meanings, the Win32 code inside (HRESULT_FROM_WIN32) or the HRESULT around it, and the issues that carry it. */
export function explain(written: string, k: Knowledge): CodeAnswer {
  const code = normalizeCode(written);
  if (code === null)
    return { code: '', asked: written, meanings: [], facility: null, win32: null, issues: [] };
  const value = Number.parseInt(code.slice(2), 16);
  const facilityNumber = (value >>> 16) & 0x7ff;
  const win32 = value >>> 16 === 0x8007 ? value & 0xffff : null;
  const twin = win32 !== null ? hex(win32) : value > 0 && value <= 0xffff ? hex(0x80070000 + value) : null;
  const own = k.codes.get(code) ?? [];
  return {
    code,
    asked: written,
    meanings: own.length > 0 ? own : (k.codes.get(twin ?? '') ?? []),
    facility: value > 0xffff ? facility(facilityNumber, k) : null,
    win32,
    issues: [...k.issues.values()]
      .filter((issue) => issue.codes.some((c) => c === code || c === twin))
      .map((issue) => ({ issue: issue.id, title: issue.title })),
  };
}

function facility(number: number, k: Knowledge): Text | null {
  const name = FACILITIES[number];
  return name === undefined ? null : phrase(k, `facility.${name}`);
}

/** The first meaning of a normalised code, its own or that of the Win32 code inside; null when there is none. */
export function explainSeen(code: string, k: Knowledge): CodeMeaning | null {
  return explain(code, k).meanings[0] ?? null;
}
