import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import type { Knowledge, Upload } from '../../domain';
import { BadUsage } from '../args';

const values = z.record(z.string(), z.coerce.string()).default({});
const trial = z.strictObject({
  id: z.string(),
  from: z.string().optional(),
  lang: z.enum(['ja', 'en']),
  say: z.string().default(''),
  files: z.record(z.string(), z.string()).default({}),
  facts: values,
  answers: values,
  expect: z.strictObject({
    issue: z.string().nullable(),
    verdict: z
      .array(z.enum(['confirmed', 'probable', 'possible', 'already-fixed', 'not-applicable', 'unknown']))
      .optional(),
    kbs: z.array(z.string()).default([]),
    never: z.array(z.string()).default([]),
  }),
  pair: z.string().optional(),
});

/** A person's case as data: what they send, what they would answer, and what a senior engineer would say. */
export type Trial = z.infer<typeof trial>;

/** The cases of a folder of YAML lists, by file and order. Throws `BadUsage` naming the file and the fault. */
export function readTrials(dir: string): readonly Trial[] {
  return names(dir).flatMap((name) => readFile(join(dir, name)));
}

function names(dir: string): readonly string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.yaml'))
      .sort();
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : String(error));
  }
}

function readFile(file: string): readonly Trial[] {
  try {
    return z.array(trial).parse(load(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new BadUsage(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function uploads({ files }: Trial): readonly Upload[] {
  return Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text, 'utf8') }));
}

/** The id that an issue goes by today, from its id or an alias. */
export function issueId(name: string, k: Knowledge): string | null {
  if (k.issues.has(name)) return name;
  for (const issue of k.issues.values()) if (issue.aliases.includes(name)) return issue.id;
  return null;
}
