import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Case, Lang, Reply } from '../../src/domain';
import { ownerOf } from '../../src/triage/rank';

/** What a script expects of a reply: ids, never sentences (`says` looks for product names and numbers on the card). */
export interface Expected {
  readonly kind?: string | readonly string[];
  readonly asks?: string | readonly string[];
  readonly lang?: Lang;
  readonly verdict?: string;
  readonly lead?: string;
  readonly kbs?: readonly string[];
  readonly facts?: Readonly<Record<string, string>>;
  readonly suspects?: Readonly<Record<string, string>>;
  readonly hits?: readonly string[];
  readonly evidence?: readonly { file: string; line: number; time?: string }[];
  readonly notices?: readonly string[];
  readonly finds?: string;
  readonly says?: readonly string[];
  /** Words that must not be on the card. */
  readonly hides?: readonly string[];
  readonly never?: readonly string[];
}

export interface ScriptTurn {
  readonly user?: string;
  readonly press?: string | { readonly fact: string; readonly value: string };
  /** The card pressed, counted from 1; the latest unless said. */
  readonly card?: number;
  readonly by?: string;
  readonly lang?: Lang;
  readonly restart?: boolean;
  readonly zip?: { readonly name: string; readonly of: Readonly<Record<string, string>> };
  readonly bot: Expected;
}

export interface Script {
  readonly name: string;
  readonly title: string;
  readonly lang: Lang;
  readonly turns: readonly ScriptTurn[];
}

const DIR = path.join(__dirname, '..', 'conversations');

export function scripts(): readonly Script[] {
  return readdirSync(DIR)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ name: file.slice(0, -5), ...parse(readFileSync(path.join(DIR, file), 'utf8')) }));
}

const list = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T]);

/** What the reply shows of each expectation, beside it, so that one `toEqual` tells all. */
export function observed(expected: Expected, c: Case, reply: Reply, card: string) {
  const question = reply.kind === 'question' || reply.kind === 'more-evidence' ? reply.question.id : null;
  const diagnosis = 'diagnosis' in reply ? reply.diagnosis : null;
  const seen: Record<keyof Expected, () => unknown> = {
    kind: () => (list(expected.kind).includes(reply.kind) ? expected.kind : reply.kind),
    asks: () => (list(expected.asks).includes(question ?? '') ? expected.asks : question),
    lang: () => reply.lang,
    verdict: () => diagnosis?.verdict ?? null,
    lead: () => diagnosis?.lead?.issue ?? null,
    kbs: () => diagnosis?.plan?.kbs ?? [],
    facts: () => pick(expected.facts, (id) => c.facts[id]?.value),
    suspects: () => pick(expected.suspects, (id) => diagnosis?.suspects.find((s) => s.issue === id)?.verdict),
    hits: () => expected.hits?.filter((id) => c.hits.some((hit) => ownerOf(hit.signature) === id)),
    evidence: () =>
      expected.evidence?.filter((place) =>
        c.hits.some((h) => h.file === place.file && h.line === place.line && h.time === place.time),
      ),
    notices: () => reply.notices.map((notice) => notice.phrase),
    finds: () =>
      reply.kind === 'search'
        ? reply.found.slice(0, 3).find((one) => one.issue === expected.finds)?.issue
        : null,
    says: () => expected.says?.filter((words) => card.includes(words)),
    hides: () => expected.hides?.filter((words) => !card.includes(words)),
    never: () => expected.never?.filter((words) => !(diagnosis?.plan?.kbs ?? []).includes(words)),
  };
  return Object.fromEntries(Object.keys(expected).map((key) => [key, seen[key as keyof Expected]()]));
}

function pick(wanted: Readonly<Record<string, string>> | undefined, get: (id: string) => string | undefined) {
  return Object.fromEntries(Object.keys(wanted ?? {}).map((id) => [id, get(id)]));
}
