import type { Case, Lang } from '../domain';

/** A case as it was read; `etag` is the version it had. */
export interface KeptCase {
  readonly case: Case;
  readonly etag: string;
}

/** What is known about a conversation beside its case. Plain JSON. */
export interface Conversation {
  /** Where to send to; opaque to the store. */
  readonly reference: unknown;
  /** The message id of the newest card. */
  readonly card: string | null;
  readonly welcomed: boolean;
  /** The language last written there. */
  readonly spoken: Lang | null;
}

/** What must survive a restart. Times are milliseconds since 1970; every entry expires. */
export interface Store {
  /** The case of a conversation, null when there is none or it has expired. */
  loadCase(key: string, now: number): Promise<KeptCase | null>;
  /** Keeps a case over the version `etag` (null: there is none yet). Its new etag, or null when someone else was faster. */
  saveCase(key: string, value: Case, etag: string | null, now: number): Promise<string | null>;
  /** True for the first caller with this key, false for everyone after it within six minutes, the longest a turn may take. A process that dies over its work leaves the key free. */
  claim(key: string, now: number): Promise<boolean>;
  /** The work claimed under this key is done: nobody gets it within 24 hours. */
  settle(key: string, now: number): Promise<void>;
  /** The language a person chose; kept as long as it is asked for within the retention. */
  language(person: string, now: number): Promise<Lang | null>;
  setLanguage(person: string, lang: Lang, now: number): Promise<void>;
  loadConversation(key: string, now: number): Promise<Conversation | null>;
  saveConversation(key: string, value: Conversation, now: number): Promise<void>;
  /** Deletes all that is kept about a conversation, and its threads. */
  forget(key: string): Promise<void>;
  /** Deletes a person's choices. */
  forgetPerson(person: string): Promise<void>;
  /** Deletes what has expired; returns how many entries. */
  sweep(now: number): Promise<number>;
  /** Rejects when nothing can be kept at the moment. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
