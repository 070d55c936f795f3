import type { Conversation, Store } from '../port';
import { jobFile, type Spool } from './spool';
import { type Db, ofConversation } from './tables';

/** What is kept about conversations, and how all of it is forgotten. */
export function conversations(
  db: Db,
  spool: Spool,
  keep: number,
): Pick<Store, 'loadConversation' | 'saveConversation' | 'forget'> {
  const load = db.prepare('SELECT body FROM conversations WHERE key = ? AND expires > ?');
  const save = db.prepare('INSERT OR REPLACE INTO conversations (key, body, expires) VALUES (?, ?, ?)');
  const jobs = db.prepare(`SELECT key FROM jobs WHERE done = 0 AND ${ofConversation('conversation')}`);
  const parts = db.prepare(
    `SELECT bytes FROM parts JOIN tickets USING (hash) WHERE ${ofConversation('conversation')}`,
  );
  const deletes = [
    `DELETE FROM parts WHERE hash IN (SELECT hash FROM tickets WHERE ${ofConversation('conversation')})`,
    `DELETE FROM tickets WHERE ${ofConversation('conversation')}`,
    `UPDATE jobs SET done = 1 WHERE ${ofConversation('conversation')}`,
    `DELETE FROM cases WHERE ${ofConversation('key')}`,
    `DELETE FROM conversations WHERE ${ofConversation('key')}`,
  ].map((statement) => db.prepare(statement));
  return {
    async loadConversation(key, now) {
      const row = load.get(key, now) as { body: string } | undefined;
      return row ? (JSON.parse(row.body) as Conversation) : null;
    },
    async saveConversation(key, value, now) {
      save.run(key, JSON.stringify(value), now + keep);
    },
    async forget(key) {
      const waiting = jobs.all(key, key, key) as { key: string }[];
      const handedIn = parts.all(key, key, key) as { bytes: string }[];
      for (const statement of deletes) statement.run(key, key, key);
      const files = [...waiting.map((job) => jobFile(job.key)), ...handedIn.map((part) => part.bytes)];
      await Promise.all(files.map(spool.drop));
    },
  };
}
