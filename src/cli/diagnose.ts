import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Knowledge, Lang } from '../domain';
import { read } from '../intake/read';
import { type Args, BadUsage, checkFacts } from './args';
import { readInput } from './input';
import { type Outcome, play } from './play';

/** One diagnosis unattended, of the files and the text on the command line. Throws `BadUsage` on unusable input. */
export async function diagnose(args: Args, k: Knowledge, at: string): Promise<Outcome> {
  const answers = args.answers === null ? null : readAnswers(args.answers, k);
  checkFacts(args.facts, k, '--fact');
  if (args.rest.length === 0 && args.text === null) throw new BadUsage('diagnose [FILE|-]... [--text T]');
  const input = readInput(args.rest, args.text);
  const evidence = await read(input, k.patterns);
  const lang = args.lang ?? languageOf(input.text);
  return play(evidence, { at, lang, facts: args.facts, answers }, k, args.lang);
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
