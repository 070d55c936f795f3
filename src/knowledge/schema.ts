import { z } from 'zod';
import type { Condition } from '../domain';

type CamelKey<K> = K extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<CamelKey<Tail>>}` : K;
type Camel<T> = { [K in keyof T as CamelKey<K>]: T[K] };

const camelKey = (key: string): string =>
  key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function camelKeys<T extends object>(value: T): Camel<T> {
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [camelKey(key), v])) as Camel<T>;
}

/** Every key of the form, for "did you mean". */
export const KEYS = new Set<string>();

/** A mapping with exactly these keys, written in kebab-case and read in camelCase. */
function mapping<Shape extends z.ZodRawShape>(shape: Shape) {
  for (const key of Object.keys(shape)) KEYS.add(key);
  return z.strictObject(shape).transform((value) => camelKeys(value));
}

const line = z.string().trim().min(1);
const lines = z.array(line);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const maybeDate = z.exactOptional(date.nullable());
const oneOrMany = z.preprocess((value) => (typeof value === 'string' ? [value] : value), lines.min(1));
const kb = z.string().regex(/^KB\d+$/);
const ring = z.enum(['early', 'ga']);
/** A folded block leaves a space between Japanese sentences. */
const japanese = line.transform((sentence) => sentence.replace(/。 +/g, '。'));
const text = z.strictObject({ ja: japanese, en: line });
/** A path is the same in both languages. */
const where = z.union([line.transform((path) => ({ ja: path, en: path })), text]);
const reference = z.strictObject({
  title: line,
  url: z.exactOptional(z.string().regex(/^https?:\/\/\S+$/)),
});
const references = z.array(reference);
const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const word = z.string().regex(/^[^\s,=]+$/);
const errorCode = z.string().regex(/^0x[0-9a-f]{8}$/);

const toConditions = (table: Record<string, string[]>): Condition[] =>
  Object.entries(table).map(([fact, values]) => ({ fact, values }));
const table = z.record(z.string(), lines.min(1));
const conditions = table.default({}).transform(toConditions);
const condition = table
  .refine((value) => Object.keys(value).length === 1, { error: 'one-fact' })
  .transform((value) => toConditions(value)[0] as Condition);

const place = { text: oneOrMany, log: oneOrMany.default([]), 'only-there': z.boolean().default(false) };
const signature = mapping({ ...place, weight: z.enum(['proof', 'strong', 'hint']) });
const hint = mapping(place);
const detector = mapping({
  ...place,
  value: z.exactOptional(line),
  map: z.exactOptional(z.union([z.literal('builds'), z.record(z.string(), line)])),
});

const step = mapping({
  do: text,
  where: z.exactOptional(text),
  command: z.exactOptional(line),
  expect: z.exactOptional(text),
  when: z.exactOptional(condition),
  first: z.exactOptional(z.boolean()),
});

export const issue = mapping({
  id: kebab,
  aliases: lines.default([]),
  area: line,
  title: text,
  shows: z.exactOptional(text),
  cause: text,
  confidence: z.enum(['documented', 'community', 'field']),
  checked: date,
  signatures: z.array(signature).default([]),
  symptoms: lines.default([]),
  codes: z.array(errorCode).default([]),
  requires: conditions,
  excludes: conditions,
  'speaks-for': conditions,
  'speaks-against': conditions,
  'fixed-by': z.array(kb).default([]),
  decides: z.exactOptional(text),
  steps: z.array(step).default([]),
  verify: text,
  after: z.exactOptional(text),
  words: lines.default([]),
  note: z.exactOptional(text),
  references,
});

export const symptom = mapping({
  id: kebab,
  title: text,
  signatures: z.array(hint).default([]),
  says: z.array(z.array(lines.min(1)).min(1)).default([]),
  decides: text,
  needs: lines.default([]),
});

const option = mapping({
  value: word,
  label: text,
  words: lines.default([]),
  unless: lines.default([]),
  opposite: z.exactOptional(word),
  share: z.number().positive().default(1),
});

export const fact = mapping({
  id: word,
  name: text,
  ask: text,
  why: text,
  how: text,
  cost: z.number().positive().default(1),
  several: z.boolean().default(false),
  options: z.array(option).default([]),
  detect: z.array(detector).default([]),
});

const known = z.boolean().nullable().default(null);

export const update = mapping({
  kb,
  aliases: z.array(kb).default([]),
  title: text,
  versions: lines.min(1),
  kind: z.enum(['hotfix', 'rollup', 'ring', 'client', 'security', 'release']),
  released: maybeDate,
  rings: z.array(ring).default([]),
  requires: z.array(z.strictObject({ kb, ring: z.exactOptional(ring) })).default([]),
  includes: z.array(kb).default([]),
  'replaced-by': z.array(kb).default([]),
  withdrawn: z.boolean().default(false),
  brings: z
    .strictObject({
      site: z.exactOptional(line),
      console: z.exactOptional(line),
      client: z.exactOptional(line),
    })
    .default({}),
  effects: mapping({ 'site-reset': known, restart: known, 'recover-secondary': known }).default({
    siteReset: null,
    restart: null,
    recoverSecondary: null,
  }),
  download: z.boolean().default(false),
  'package-guids': lines.default([]),
  fixes: lines.default([]),
  note: z.exactOptional(text),
  checked: z.exactOptional(date),
  references: references.default([]),
});

export const release = mapping({
  version: z.string().regex(/^\d{4}$/),
  build: z.string().regex(/^\d{4}$/),
  available: maybeDate,
  'support-end': maybeDate,
  'early-guids': lines.default([]),
});

export const log = z.strictObject({
  name: line,
  role: text,
  records: text,
  folder: where,
  fetch: z.exactOptional(line),
});
export const term = text;
export const code = z
  .array(
    mapping({ symbol: line.nullable(), source: line, en: line, ja: line, 'product-ja': lines.default([]) }),
  )
  .min(1);
export const codeKey = errorCode;
export const sentence = line;

export type IssueFile = z.infer<typeof issue>;
export type SymptomFile = z.infer<typeof symptom>;
export type FactFile = z.infer<typeof fact>;
export type UpdateFile = z.infer<typeof update>;
export type ReleaseFile = z.infer<typeof release>;
export type LogFile = z.infer<typeof log>;
export type TermFile = z.infer<typeof term>;
export type CodeFile = z.infer<typeof code>;
