import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Evidence, Knowledge, Lang } from '../domain';
import { openReader } from '../intake/pool';
import { type Input, type Options, read } from '../intake/read';
import { type Args, BadUsage, checkFacts } from './args';
import { readInput } from './input';
import { type Outcome, play } from './play';
import { showProgress } from './progress';

/** Bytes of files that threads read sooner. */
const WORTH_THREADS = 4 * 1024 * 1024;

/** One diagnosis unattended, of the files and the text on the command line. Throws `BadUsage` on unusable input. */
export async function diagnose(args: Args, k: Knowledge, at: string): Promise<Outcome> {
  const answers = args.answers === null ? null : readAnswers(args.answers, k);
  checkFacts(args.facts, k, '--fact');
  if (args.rest.length === 0 && args.text === null) throw new BadUsage('diagnose [FILE|-]... [--text T]');
  const input = readInput(args.rest, args.text);
  const lang = args.lang ?? languageOf(input.text);
  const evidence = await readShown(input, k, lang);
  return play(evidence, { at, lang, facts: args.facts, answers }, k, args.lang);
}

/** Reads with a progress bar on the terminal, which is on the standard error so that what is printed stays clean. */
export async function readShown(input: Input, k: Knowledge, lang: Lang): Promise<Evidence> {
  const bar = showProgress(process.stderr, k.phrases, lang);
  try {
    return await readWell(input, k, { onProgress: bar.onProgress });
  } finally {
    bar.end();
  }
}

/** Small files are read before threads would have started. */
async function readWell(input: Input, k: Knowledge, options: Options): Promise<Evidence> {
  if (input.uploads.reduce((sum, { bytes }) => sum + bytes.length, 0) < WORTH_THREADS)
    return read(input, k.patterns, options);
  const reader = openReader(k.patterns);
  try {
    return await reader.read(input, options);
  } finally {
    await reader.close();
  }
}

function readAnswers(file: string, k: Knowledge): Readonly<Record<string, string>> {
  try {
    const answers = z.record(z.string(), z.coerce.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
    checkFacts(answers, k, `--answers ${file}:`);
    return answers;
  } catch (error) {
    if (error instanceof BadUsage) throw error;
    throw new BadUsage(`--answers ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Japanese where the text has kana or kanji, else English. */
export function languageOf(text: string): Lang {
  return /[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? 'ja' : 'en';
}
