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

/** Whether nothing that could be diagnosed was seen or said yet. */
export function isEmpty(c: Case): boolean {
  return c.hits.length + c.symptoms.length + c.chosen.length + c.files.length + c.codes.length === 0;
}
