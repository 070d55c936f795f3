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

/** Work that was taken on and must be done once, in the order of its conversation, also after a restart. */
export interface Job {
  readonly key: string;
  readonly conversation: string;
  /** What is to be done; opaque to the store, plain JSON. Null where it was lost. */
  readonly errand: unknown;
  /** The message id of the card that stands for the work until the answer takes its place. */
  readonly card: string | null;
  /** How often it has been begun, this time included. */
  readonly tries: number;
}

/** A one-time address to hand in files. `order` is what becomes of them; opaque to the store, plain JSON. */
export interface Ticket {
  readonly conversation: string;
  readonly order: unknown;
}

export type TicketState = 'open' | 'spent' | 'expired';

/** One file of a delivery. A delivery is `of` files of one `batch`; another batch takes the place of an unfinished one. */
export interface Part {
  readonly batch: string;
  readonly part: number;
  readonly of: number;
}

/** What stands against a file: it is there, it or another delivery is on its way, or the ticket is not open. */
export type Hindrance = 'sent' | 'sending' | 'closed';

/** A file that has come, under the key of its bytes. */
export interface Received {
  readonly name: string;
  readonly bytes: string;
}

/** What must survive a restart. Times are milliseconds since 1970; every entry expires. */
export interface Store {
  /** The case of a conversation, null when there is none or it has expired. */
  loadCase(key: string, now: number): Promise<KeptCase | null>;
  /** Keeps a case over the version `etag` (null: there is none yet). Its new etag, or null when someone else was faster. */
  saveCase(key: string, value: Case, etag: string | null, now: number): Promise<string | null>;
  /** Takes a job on; false when one of this key was taken on before and is not forgotten yet. */
  addJob(job: Pick<Job, 'key' | 'conversation' | 'errand'>, now: number): Promise<boolean>;
  /** The oldest job of a conversation that is not done, lent to the caller for a minute; null when there is none, or somebody is at work in the conversation. */
  nextJob(conversation: string, now: number): Promise<Job | null>;
  /** Lends it for another minute. False once the job has ended: nobody waits for it any more. */
  keepJob(key: string, now: number): Promise<boolean>;
  /** Whether it has not ended yet. */
  isOpenJob(key: string): Promise<boolean>;
  /** Remembers the card that stands for it. */
  markJob(key: string, card: string | null): Promise<void>;
  /** Gives a lent job back, not done. */
  returnJob(key: string): Promise<void>;
  /** The job is done, or no longer wanted: its errand is deleted, and its key is remembered for `ms` milliseconds. */
  endJob(key: string, now: number, ms: number): Promise<void>;
  /** Conversations with jobs that nobody is doing. */
  idleJobs(now: number): Promise<readonly string[]>;

  /** Issues a ticket under the hash of its secret. */
  openTicket(hash: string, ticket: Ticket, expires: number): Promise<void>;
  /** Changes what becomes of its files. */
  orderTicket(hash: string, order: unknown): Promise<void>;
  /** A ticket, its state, and the batch it was spent by; null when there never was one, or it ended a day ago. */
  findTicket(
    hash: string,
    now: number,
  ): Promise<(Ticket & { readonly state: TicketState; readonly batch: string | null }) | null>;
  /** Begins to take a file: the key for its bytes, and how many bytes of its delivery are there already; or what stands against it. */
  beginPart(
    hash: string,
    part: Part,
    now: number,
  ): Promise<{ readonly bytes: string; readonly before: number } | Hindrance>;
  /** The file did not come after all; it may be sent again. */
  dropPart(bytes: string): Promise<void>;
  /** The file of `size` bytes has come. All files of the delivery once none is missing, else null. */
  endPart(hash: string, bytes: string, name: string, size: number): Promise<readonly Received[] | null>;
  /** The ticket has served, by this batch. */
  spendTicket(hash: string, batch: string): Promise<void>;

  /** Keeps bytes until they are dropped, a day at most; what had come is deleted when the source fails. */
  putBytes(key: string, source: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  getBytes(key: string): Promise<Uint8Array | null>;
  dropBytes(key: string): Promise<void>;

  /** The language a person chose; kept as long as it is asked for within the retention. */
  language(person: string, now: number): Promise<Lang | null>;
  setLanguage(person: string, lang: Lang, now: number): Promise<void>;
  loadConversation(key: string, now: number): Promise<Conversation | null>;
  saveConversation(key: string, value: Conversation, now: number): Promise<void>;
  /** Deletes all that is kept about a conversation and its threads: cases, jobs, tickets and the bytes handed in. */
  forget(key: string): Promise<void>;
  /** Deletes a person's choices. */
  forgetPerson(person: string): Promise<void>;
  /** Deletes what has expired; returns how many entries. */
  sweep(now: number): Promise<number>;
  /** Rejects when nothing can be kept at the moment. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
