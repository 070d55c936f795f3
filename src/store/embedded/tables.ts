import type Database from 'libsql';

export type Db = InstanceType<typeof Database>;
export const DAY = 24 * 60 * 60 * 1000;

/** `seq` is the order in which jobs came; `leased` the time until which somebody works on one. `state`: open or spent. */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cases (key TEXT PRIMARY KEY, etag TEXT NOT NULL, body TEXT NOT NULL, expires INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS conversations (key TEXT PRIMARY KEY, body TEXT NOT NULL, expires INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS people (key TEXT PRIMARY KEY, lang TEXT NOT NULL, expires INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS jobs (seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, conversation TEXT NOT NULL,
    card TEXT, tries INTEGER NOT NULL, leased INTEGER NOT NULL, done INTEGER NOT NULL, expires INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS jobs_open ON jobs (conversation, seq) WHERE done = 0;
  CREATE TABLE IF NOT EXISTS tickets (hash TEXT PRIMARY KEY, conversation TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL,
    ends INTEGER NOT NULL, batch TEXT, expires INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS parts (bytes TEXT PRIMARY KEY, hash TEXT NOT NULL, batch TEXT NOT NULL, part INTEGER NOT NULL,
    parts INTEGER NOT NULL, name TEXT, size INTEGER NOT NULL, expires INTEGER NOT NULL, UNIQUE (hash, part));
`;
export const TABLES = ['cases', 'conversations', 'people', 'jobs', 'tickets', 'parts'] as const;

/** The rows of a conversation and its threads, where `column` names the conversation: three times the same parameter. */
export function ofConversation(column: string): string {
  return `(${column} = ? OR substr(${column}, 1, length(?) + 1) = ? || ';')`;
}
