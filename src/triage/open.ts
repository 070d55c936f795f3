import type { Case, Lang } from '../domain';

/** A case in which nothing is known yet. */
export function openCase(id: string, lang: Lang | null): Case {
  return {
    id,
    lang,
    revision: 0,
    facts: {},
    conflicts: [],
    hits: [],
    codes: [],
    builds: [],
    files: [],
    timeline: null,
    symptoms: [],
    chosen: [],
    words: '',
    pending: null,
    asked: [],
    inARow: 0,
    outcome: null,
    names: {},
  };
}
