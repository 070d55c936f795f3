import type { CodeAnswer, CodeMeaning, Knowledge, KnownIssue, Text } from '../domain';
import { normalizeCode, twins } from './code-form';
import { phrase } from './text';
import { isGeneral } from './weigh-lines';

/** Facility numbers of an HRESULT worth naming ([MS-ERREF] 2.1). */
const FACILITIES: Readonly<Record<number, string>> = {
  0: 'null',
  1: 'rpc',
  2: 'dispatch',
  3: 'storage',
  4: 'itf',
  7: 'win32',
  8: 'windows',
  9: 'security',
  11: 'certificate',
  15: 'setup',
  19: 'dotnet',
  21: 'wsman',
  25: 'http',
  32: 'bits',
  36: 'windows-update',
  49: 'tpm',
  2000: 'configmgr',
};
const MOST_LOGS = 4;
const LONGEST_SYMBOL = 64;
const SYMBOL = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/i;

/** The codes a text asks about, split at spaces and commas; `HTTP 403` stays one. */
export function codesIn(about: string): readonly string[] {
  return about
    .trim()
    .replace(/\bhttp\s+(?:status\s+)?(?:code\s+)?(?=[1-5]\d{2}\b)/gi, 'HTTP/')
    .split(/[\s,、]+/)
    .filter((word) => word !== '');
}

/** The code that a word names: a number in any form, or the symbol of a known code (`E_ACCESSDENIED`); null when it is neither. */
export function codeOf(word: string, k: Knowledge): string | null {
  return normalizeCode(word) ?? bySymbol(word, k);
}

function bySymbol(word: string, k: Knowledge): string | null {
  if (word.length > LONGEST_SYMBOL) return null;
  const name = word.replace(/[?。.!,]+$/, '').toUpperCase();
  if (!SYMBOL.test(name)) return null;
  for (const [code, meanings] of k.codes)
    if (meanings.some((meaning) => meaning.symbol?.toUpperCase() === name)) return code;
  return null;
}

/** What is known of an error code: its meanings or those of its other form, the facility it comes from, the issues that carry it, and the logs to look into for them. */
export function explain(written: string, k: Knowledge): CodeAnswer {
  const code = codeOf(written, k);
  if (code === null)
    return {
      code: '',
      asked: written,
      meanings: [],
      facility: null,
      win32: null,
      issues: [],
      logs: [],
      general: false,
    };
  const value = Number.parseInt(code.slice(2), 16);
  const forms = [code, ...twins(code)];
  const issues = [...k.issues.values()].filter((issue) => issue.codes.some((c) => forms.includes(c)));
  return {
    code,
    asked: written,
    meanings: forms.map((form) => k.codes.get(form) ?? []).find((known) => known.length > 0) ?? [],
    facility: value > 0xffff ? facility((value >>> 16) & 0x7ff, k) : null,
    win32: value >>> 16 === 0x8007 ? value & 0xffff : null,
    issues: issues.map((issue) => ({ issue: issue.id, title: issue.title })),
    logs: logsOf(issues),
    general: isGeneral(code),
  };
}

/** The logs in which most of these issues show themselves. */
function logsOf(issues: readonly KnownIssue[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const issue of issues)
    for (const log of new Set(issue.signatures.flatMap((signature) => signature.logs)))
      counts.set(log, (counts.get(log) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_LOGS)
    .map(([log]) => log);
}

function facility(number: number, k: Knowledge): Text {
  const name = FACILITIES[number];
  return name === undefined ? phrase(k, 'facility.other', { number }) : phrase(k, `facility.${name}`);
}

/** The first meaning of a normalised code, its own or that of its other form; null when there is none. */
export function explainSeen(code: string, k: Knowledge): CodeMeaning | null {
  return explain(code, k).meanings[0] ?? null;
}
