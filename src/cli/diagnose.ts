import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Case, Knowledge, Lang, Reply, Turn } from '../domain';
import { read } from '../intake/read';
import { advance } from '../triage/advance';
import { openCase } from '../triage/open';
import { type Args, BadUsage, checkFacts } from './args';
import { readInput } from './input';

export interface Outcome {
  readonly case: Case;
  readonly reply: Reply;
  /** With `--answers`: what was asked, in order. */
  readonly asked: readonly string[] | null;
}

const LONGEST_DIALOG = 40;

/** One diagnosis unattended: facts stated beforehand, then the evidence, then the answers file to whatever is asked. Throws `BadUsage` on unusable input. */
export async function diagnose(args: Args, k: Knowledge, at: string): Promise<Outcome> {
  const answers = args.answers === null ? null : readAnswers(args.answers, k);
  checkFacts(args.facts, k, '--fact');
  if (args.rest.length === 0 && args.text === null) throw new BadUsage('diagnose [FILE|-]... [--text T]');
  const input = readInput(args.rest, args.text);
  const evidence = await read(input, k.patterns);
  const lang = args.lang ?? languageOf(input.text);
  const head = { at, lang };
  let c = openCase('terminal', args.lang);
  for (const [fact, value] of Object.entries(args.facts))
    c = advance(c, { ...head, kind: 'answer', fact, value }, k).case;
  const first = advance(
    { ...c, pending: null, asked: [], inARow: 0 },
    { ...head, kind: 'evidence', evidence },
    k,
  );
  return answers === null ? { ...first, asked: null } : dialog(first, answers, head, k);
}

function dialog(
  first: { case: Case; reply: Reply },
  answers: Readonly<Record<string, string>>,
  head: Pick<Turn, 'at' | 'lang'>,
  k: Knowledge,
): Outcome {
  const asked: string[] = [];
  let out = first;
  for (let turn = 0; turn < LONGEST_DIALOG; turn += 1) {
    const { reply } = out;
    if (reply.kind !== 'question' && reply.kind !== 'more-evidence') break;
    const { id } = reply.question;
    asked.push(id);
    out = advance(out.case, { ...head, kind: 'answer', fact: id, value: answers[id] ?? 'unknown' }, k);
  }
  return { ...out, asked };
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
