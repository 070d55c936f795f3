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
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        text: { type: 'string' },
        fact: { type: 'string', multiple: true },
        answers: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : String(error));
  }
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
