import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Evidence, Knowledge, Lang } from '../domain';
import { type Input, read } from '../intake/read';
import { type Args, BadUsage, checkFacts } from './args';
import { readInput } from './input';
import { type Outcome, play } from './play';
import { showProgress } from './progress';

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
    return await read(input, k.patterns, { onProgress: bar.onProgress });
  } finally {
    bar.end();
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
