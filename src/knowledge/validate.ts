import type { z } from 'zod';
import { nearest } from './nearest';
import { type Problem, type Wording, wording } from './problems';
import { KEYS } from './schema';
import { type At, type Path, problem } from './source';

type ZodIssue = z.core.$ZodIssue;

/** How a pattern of the schema looks when it is written. */
const FORMS: Readonly<Record<string, string>> = {
  checked: '2026-11-23',
  released: '2022-05-23',
  available: '2022-04-06',
  'support-end': '2023-10-06',
  kb: 'KB14480034',
  aliases: 'KB14480034',
  'fixed-by': 'KB14480034',
  includes: 'KB14480034',
  'replaced-by': 'KB14480034',
  codes: "'0x8000ffff', eight lower-case digits",
  url: 'https://…',
  version: "'2203'",
  build: "'9078'",
  id: 'lower-case-with-dashes',
  value: 'one_word, without space, comma or equals sign',
};

/** The value as the schema reads it, or what is wrong with it, each at its own line. */
export function validate<T>(
  schema: z.ZodType<T>,
  raw: unknown,
  at: At,
): { value: T | null; problems: Problem[] } {
  const result = schema.safeParse(raw);
  if (result.success) return { value: result.data, problems: [] };
  return { value: null, problems: result.error.issues.flatMap((issue) => explain(issue, raw, at)) };
}

function explain(issue: ZodIssue, raw: unknown, at: At): Problem[] {
  const path = issue.path as Path;
  if (issue.code !== 'unrecognized_keys')
    return [problem(at, path, word(issue, nameOf(path), look(raw, path)))];
  return issue.keys.map((key) => problem(at, [...path, key], wording.keyUnknown(key, nearest(key, KEYS))));
}

function word(issue: ZodIssue, key: string, value: unknown): Wording {
  if (value === undefined || value === null) return missing(key);
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(issue.expected, key, value);
    case 'invalid_value':
      return wording.notOneOf(key, issue.values);
    case 'invalid_format':
      return wording.badForm(key, FORMS[key] ?? 'the examples in knowledge/README.md');
    case 'too_small':
      return isLanguage(key) ? wording.languageMissing(key) : wording.empty(key);
    case 'invalid_union':
      return wording.badForm(key, '`builds`, or a table of texts');
    default:
      return issue.message === 'one-fact' ? wording.oneFact() : wording.schema(key, issue.message);
  }
}

function wrongKind(expected: string, key: string, value: unknown): Wording {
  if (expected === 'string') {
    return typeof value === 'number' ? wording.numberForText(key, value) : wording.notText(key);
  }
  if (expected === 'array') return wording.notList(key);
  return wording.notKind(key, expected === 'object' || expected === 'record' ? 'mapping' : expected);
}

const isLanguage = (key: string): boolean => key === 'ja' || key === 'en';
const missing = (key: string): Wording =>
  isLanguage(key) ? wording.languageMissing(key) : wording.keyMissing(key);

/** The last key of a path; an item of a list goes by the name of the list. */
function nameOf(path: Path): string {
  const key = path.findLast((part) => typeof part === 'string');
  return key === undefined ? 'the entry' : String(key);
}

function look(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value === null || value === undefined ? value : (value as Record<string, unknown>)[part],
    raw,
  );
}
