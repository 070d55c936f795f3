import { parseArgs } from 'node:util';
import type { Knowledge, Lang } from '../domain';

/** Arguments that cannot be used; the message says which and why (exit code 2). */
export class BadUsage extends Error {}

export interface Args {
  readonly command: string;
  readonly rest: readonly string[];
  readonly text: string | null;
  readonly facts: Readonly<Record<string, string>>;
  readonly answers: string | null;
  readonly lang: Lang | null;
  readonly json: boolean;
  readonly help: boolean;
  /** `knowledge new`: the log and the line to draft from, and what the draft is called. */
  readonly draft: {
    readonly from: string | null;
    readonly line: number | null;
    readonly id: string | null;
    readonly area: string | null;
    readonly dir: string | null;
  };
}

/** The command line as words; throws `BadUsage` on an unknown option or a malformed `--fact`. */
export function readArgs(argv: readonly string[]): Args {
  const { values, positionals } = parsed(argv);
  const [command = '', ...rest] = positionals;
  const lang = values.lang ?? null;
  if (lang !== null && lang !== 'ja' && lang !== 'en') throw new BadUsage(`--lang ${lang}: ja | en`);
  return {
    command,
    rest,
    lang,
    text: values.text ?? null,
    facts: Object.fromEntries((values.fact ?? []).map(pair)),
    answers: values.answers ?? null,
    json: values.json ?? false,
    help: values.help ?? false,
    draft: {
      from: values.from ?? null,
      line: lineOf(values.line),
      id: values.id ?? null,
      area: values.area ?? null,
      dir: values.dir ?? null,
    },
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: plain(argv),
      allowPositionals: true,
      options: {
        text: { type: 'string' },
        fact: { type: 'string', multiple: true },
        answers: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        from: { type: 'string' },
        line: { type: 'string' },
        id: { type: 'string' },
        area: { type: 'string' },
        dir: { type: 'string' },
      },
    });
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : String(error));
  }
}

/** A negative number is a code (`code -2016410105`), no option. */
function plain(argv: readonly string[]): string[] {
  const [command, ...rest] = argv;
  const number = rest.some((word) => /^-\d+$/.test(word));
  return command === 'code' && number
    ? [
        command,
        ...rest.filter((word) => word.startsWith('--')),
        '--',
        ...rest.filter((word) => !word.startsWith('--')),
      ]
    : [...argv];
}

function lineOf(written: string | undefined): number | null {
  if (written === undefined) return null;
  const line = Number(written);
  if (!Number.isInteger(line) || line < 1)
    throw new BadUsage(`--line ${written}: a line number, counted from 1`);
  return line;
}

function pair(written: string): [string, string] {
  const at = written.indexOf('=');
  if (at <= 0 || at === written.length - 1) throw new BadUsage(`--fact ${written}: id=value`);
  return [written.slice(0, at), written.slice(at + 1)];
}

/** Refuses facts and values that knowledge does not have, naming those it does. */
export function checkFacts(facts: Readonly<Record<string, string>>, k: Knowledge, source: string): void {
  for (const [id, value] of Object.entries(facts)) {
    if (id.startsWith('log:')) continue;
    const fact = k.facts.get(id);
    if (!fact) throw new BadUsage(`${source} ${id}: ${[...k.facts.keys()].join(' | ')}`);
    const options = fact.options.map((option) => option.value);
    const parts = fact.several ? value.split(',') : [value];
    const known = (part: string) =>
      part === 'unknown' || options.includes(part) || (fact.several && k.updates.has(part));
    const wrong = parts.find((part) => !known(part));
    if (wrong !== undefined)
      throw new BadUsage(`${source} ${id}=${wrong}: ${[...options, 'unknown'].join(' | ')}`);
  }
}
