import type { Lang, Press } from '../domain';

const COMMANDS = [
  'help',
  'restart',
  'status',
  'solved',
  'not-solved',
  'export',
  'export-hidden',
  'expert',
  'upload',
  'language',
  'code',
  'search',
  'issue',
  'log',
] as const;
const LONGEST = 400;

/** What a button sent, when it has the form of one of ours; null for anything else. Nothing in it is trusted beyond its form. */
export function readPress(data: unknown): Press | null {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null;
  const given = data as Readonly<Record<string, unknown>>;
  const lang = given.lang === 'en' || given.lang === 'ja' ? (given.lang satisfies Lang) : null;
  const revision = Number(given.revision);
  if (lang === null || !Number.isSafeInteger(revision) || revision < 0) return null;
  if (given.press === 'answer') return readAnswer(given, lang, revision);
  if (given.press === 'command') return readCommand(given, lang, revision);
  return null;
}

function readAnswer(given: Readonly<Record<string, unknown>>, lang: Lang, revision: number): Press | null {
  const fact = shortText(given.fact);
  const value = shortText(given.value);
  return fact && value ? { press: 'answer', lang, revision, fact, value } : null;
}

function readCommand(given: Readonly<Record<string, unknown>>, lang: Lang, revision: number): Press | null {
  const name = COMMANDS.find((one) => one === given.name);
  if (!name) return null;
  const about = shortText(given.about);
  return { press: 'command', lang, revision, name, ...(about ? { about } : {}) };
}

function shortText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST ? value.trim() : null;
}
