import { createInterface } from 'node:readline';
import { markdown } from '../cards/markdown';
import { say } from '../cards/say';
import type { Case, Knowledge, Lang, Reply, Turn } from '../domain';
import { advance } from '../triage/advance';
import { openCase } from '../triage/open';
import { type Args, BadUsage } from './args';
import { languageOf, readShown } from './diagnose';
import { readInput } from './input';
import { paint } from './paint';

const DONE = /^(exit|quit|bye|終了)$/i;

/** The conversation at a terminal: a line is a message, a number picks an option, an empty line says "I don't know", `FILE` (a path that exists) sends it; several pasted lines count as one message. Ends with the input or `exit`. */
export async function chat(args: Args, k: Knowledge, now: () => string): Promise<void> {
  const color = process.stdout.isTTY === true && process.stdout.hasColors();
  let lang: Lang = args.lang ?? 'ja';
  let c: Case = openCase('terminal', args.lang);
  let reply: Reply | null = null;
  const show = (next: { case: Case; reply: Reply }) => {
    ({ case: c, reply } = next);
    process.stdout.write(`\n${paint(markdown(reply, k.phrases), color)}\n${choices(reply, k)}\n`);
    ask();
  };
  const ask = () => process.stdout.write(say(k.phrases, reply?.lang ?? lang, 'terminal.prompt'));
  const take = async (message: string) => {
    const input = message === '' ? null : inputOf(message);
    if (input?.text) lang = args.lang ?? (isProse(input.text) ? languageOf(input.text) : lang);
    show(advance(c, await turnOf(message, reply, input, lang, now(), c, k), k));
  };
  if (args.rest.length > 0) {
    const evidence = await readShown(readInput(args.rest, args.text), k, lang);
    show(advance(c, { at: now(), lang, kind: 'evidence', evidence }, k));
  } else show(advance(c, { at: now(), lang, kind: 'command', command: { name: 'help' } }, k));
  for await (const message of messages()) {
    if (DONE.test(message)) break;
    await take(message);
  }
}

/** Lines that arrive together (a paste) as one message. */
async function* messages(): AsyncGenerator<string> {
  const lines = createInterface({ input: process.stdin, terminal: false });
  const waiting: string[] = [];
  let wake: () => void = () => {};
  let closed = false;
  lines.on('line', (line) => {
    waiting.push(line);
    wake();
  });
  lines.on('close', () => {
    closed = true;
    wake();
  });
  while (!closed || waiting.length > 0) {
    if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    if (process.stdin.isTTY) await new Promise((resolve) => setTimeout(resolve, 30));
    if (waiting.length > 0)
      yield waiting
        .splice(0, process.stdin.isTTY ? waiting.length : 1)
        .join('\n')
        .trim();
  }
}

function inputOf(message: string) {
  const path = message.replace(/^["']|["']$/g, '');
  const looksLikeFile =
    !message.includes('\n') && /\.(zip|log|lo_|txt|gz)$/i.test(path) && /[\\/]|^\S+$/.test(path);
  if (!looksLikeFile) return { text: message, uploads: [] };
  try {
    return readInput([path], null);
  } catch (error) {
    if (error instanceof BadUsage) return { text: message, uploads: [] };
    throw error;
  }
}

async function turnOf(
  message: string,
  reply: Reply | null,
  input: ReturnType<typeof inputOf> | null,
  lang: Lang,
  at: string,
  c: Case,
  k: Knowledge,
): Promise<Turn> {
  const question =
    reply && (reply.kind === 'question' || reply.kind === 'more-evidence') ? reply.question : null;
  const option = question?.options[Number(message) - 1];
  if (question && option && /^\d{1,2}$/.test(message))
    return { at, lang, kind: 'answer', fact: question.id, value: option.value };
  if (question && message === '') return { at, lang, kind: 'answer', fact: question.id, value: 'unknown' };
  if (reply?.kind === 'search' && /^\d{1,2}$/.test(message)) {
    const issue = reply.found[Number(message) - 1]?.issue;
    if (issue) return { at, lang, kind: 'command', command: { name: 'issue', about: issue } };
  }
  const evidence = await readShown({ ...(input ?? { text: '', uploads: [] }), names: c.names }, k, lang);
  return { at, lang, kind: 'evidence', evidence };
}

function choices(reply: Reply, k: Knowledge): string {
  if (reply.kind !== 'question' && reply.kind !== 'more-evidence') return '';
  return `${say(k.phrases, reply.lang, 'terminal.options')}\n`;
}

function isProse(text: string): boolean {
  return languageOf(text) === 'ja' || text.split(/\s+/).length > 3;
}
