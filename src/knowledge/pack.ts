import type { Lang } from '../domain';
import type { Problem } from './problems';
import type * as schema from './schema';
import type { At, Source } from './source';

/** One entry of a file: its id, where it stands, and what it says; null when it breaks the form. */
export interface Entry<T> {
  readonly id: string;
  readonly at: At;
  readonly value: T | null;
}

export type Entries<T> = Map<string, Entry<T>>;

/** A log beside an issue that must (`match`) or must not (`miss`) be diagnosed as it. */
export interface Sample {
  readonly issue: string;
  readonly kind: 'match' | 'miss';
  readonly file: string;
  /** The issue's own file, beside the sample. */
  readonly issueFile: string;
}

/** All folders as they were read: entries by id, a later folder's in place of an earlier one's. */
export interface Pack {
  readonly issues: Entries<schema.IssueFile>;
  readonly symptoms: Entries<schema.SymptomFile>;
  readonly facts: Entries<schema.FactFile>;
  readonly updates: Entries<schema.UpdateFile>;
  readonly releases: Entries<schema.ReleaseFile>;
  readonly logs: Entries<schema.LogFile>;
  readonly terms: Entries<schema.TermFile>;
  readonly codes: Entries<schema.CodeFile>;
  readonly phrases: Readonly<Record<Lang, Entries<string>>>;
  readonly samples: Sample[];
  readonly healthy: string[];
  readonly sources: Source[];
  /** What breaks the form: nothing can be compiled while one stands. */
  readonly problems: Problem[];
}

export const emptyPack = (): Pack => ({
  issues: new Map(),
  symptoms: new Map(),
  facts: new Map(),
  updates: new Map(),
  releases: new Map(),
  logs: new Map(),
  terms: new Map(),
  codes: new Map(),
  phrases: { ja: new Map(), en: new Map() },
  samples: [],
  healthy: [],
  sources: [],
  problems: [],
});
