import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import type { Case, Lang } from '../domain';
import type { Conversation, Store } from './port';

const DAY = 24 * 60 * 60 * 1000;
const CLAIM = DAY;
/** A turn is over by then: five minutes for an analysis, and the answer. */
const LEASE = 6 * 60 * 1000;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cases (key TEXT PRIMARY KEY, etag TEXT NOT NULL, body TEXT NOT NULL, expires INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS conversations (key TEXT PRIMARY KEY, body TEXT NOT NULL, expires INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS people (key TEXT PRIMARY KEY, lang TEXT NOT NULL, expires INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS claims (key TEXT PRIMARY KEY, done INTEGER NOT NULL, expires INTEGER NOT NULL);
`;
const TABLES = ['cases', 'conversations', 'people', 'claims'] as const;

interface Row {
  readonly etag: string;
  readonly body: string;
  readonly lang: string;
}

/** Opens (and makes, when missing) the store in one file, `<dir>/mecm-triage.db`. Entries expire `days` after their last change.
 *  Throws when the folder or the file cannot be written. */
export function openEmbedded(dir: string, days: number): Store {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const db = new Database(path.join(dir, 'mecm-triage.db'));
  db.exec('PRAGMA busy_timeout = 5000');
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  db.exec(SCHEMA);
  return {
    ...cases(db, days * DAY),
    ...conversations(db, days * DAY),
    ...people(db, days * DAY),
    ...upkeep(db),
  };
}

type Db = InstanceType<typeof Database>;

function cases(db: Db, keep: number): Pick<Store, 'loadCase' | 'saveCase'> {
  const load = db.prepare('SELECT etag, body FROM cases WHERE key = ? AND expires > ?');
  const drop = db.prepare('DELETE FROM cases WHERE key = ? AND expires <= ?');
  const insert = db.prepare('INSERT OR IGNORE INTO cases (key, etag, body, expires) VALUES (?, ?, ?, ?)');
  const update = db.prepare('UPDATE cases SET etag = ?, body = ?, expires = ? WHERE key = ? AND etag = ?');
  return {
    async loadCase(key, now) {
      const row = load.get(key, now) as Row | undefined;
      return row ? { case: JSON.parse(row.body) as Case, etag: row.etag } : null;
    },
    async saveCase(key, value, etag, now) {
      const next = randomUUID();
      const body = JSON.stringify(value);
      if (etag !== null) return update.run(next, body, now + keep, key, etag).changes === 1 ? next : null;
      drop.run(key, now);
      return insert.run(key, next, body, now + keep).changes === 1 ? next : null;
    },
  };
}

function conversations(
  db: Db,
  keep: number,
): Pick<Store, 'loadConversation' | 'saveConversation' | 'forget'> {
  const load = db.prepare('SELECT body FROM conversations WHERE key = ? AND expires > ?');
  const save = db.prepare('INSERT OR REPLACE INTO conversations (key, body, expires) VALUES (?, ?, ?)');
  const forget = (['cases', 'conversations'] as const).map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE key = ? OR substr(key, 1, length(?) + 1) = ? || ';'`),
  );
  return {
    async loadConversation(key, now) {
      const row = load.get(key, now) as Row | undefined;
      return row ? (JSON.parse(row.body) as Conversation) : null;
    },
    async saveConversation(key, value, now) {
      save.run(key, JSON.stringify(value), now + keep);
    },
    async forget(key) {
      for (const statement of forget) statement.run(key, key, key);
    },
  };
}

function people(db: Db, keep: number): Pick<Store, 'language' | 'setLanguage' | 'forgetPerson'> {
  const touch = db.prepare('UPDATE people SET expires = ? WHERE key = ? AND expires > ?');
  const load = db.prepare('SELECT lang FROM people WHERE key = ?');
  const save = db.prepare('INSERT OR REPLACE INTO people (key, lang, expires) VALUES (?, ?, ?)');
  const forget = db.prepare('DELETE FROM people WHERE key = ?');
  return {
    async language(person, now) {
      if (touch.run(now + keep, person, now).changes === 0) return null;
      return (load.get(person) as Row).lang as Lang;
    },
    async setLanguage(person, lang, now) {
      save.run(person, lang, now + keep);
    },
    async forgetPerson(person) {
      forget.run(person);
    },
  };
}

function upkeep(db: Db): Pick<Store, 'claim' | 'settle' | 'sweep' | 'ping' | 'close'> {
  const stale = db.prepare('DELETE FROM claims WHERE key = ? AND expires <= ?');
  const claim = db.prepare('INSERT OR IGNORE INTO claims (key, done, expires) VALUES (?, 0, ?)');
  const settle = db.prepare('UPDATE claims SET done = 1, expires = ? WHERE key = ?');
  db.prepare('DELETE FROM claims WHERE done = 0').run();
  const sweep = TABLES.map((table) => db.prepare(`DELETE FROM ${table} WHERE expires <= ?`));
  const ping = db.prepare('SELECT count(*) FROM claims WHERE key = ?');
  return {
    async claim(key, now) {
      stale.run(key, now);
      return claim.run(key, now + LEASE).changes === 1;
    },
    async settle(key, now) {
      settle.run(now + CLAIM, key);
    },
    async sweep(now) {
      return sweep.reduce((sum, statement) => sum + statement.run(now).changes, 0);
    },
    async ping() {
      ping.get('');
    },
    async close() {
      db.close();
    },
  };
}
