import type { Job, Store } from '../port';
import { jobFile, type Spool } from './spool';
import { DAY, type Db } from './tables';

type Jobs = Pick<
  Store,
  'addJob' | 'nextJob' | 'keepJob' | 'isOpenJob' | 'markJob' | 'returnJob' | 'endJob' | 'idleJobs'
>;
const LEASE = 60_000;

/** Jobs in the order they came; what each is to do lies in a file of its own until it is done. */
export function jobs(db: Db, spool: Spool): Jobs {
  const stale = db.prepare('DELETE FROM jobs WHERE key = ? AND expires <= ?');
  const add = db.prepare(
    'INSERT OR IGNORE INTO jobs (key, conversation, card, tries, leased, done, expires) VALUES (?, ?, NULL, 0, ?, 0, ?)',
  );
  const lose = db.prepare('DELETE FROM jobs WHERE key = ?');
  const first = db.prepare(
    'SELECT key, conversation, card, tries, leased FROM jobs WHERE done = 0 AND conversation = ? AND expires > ? ORDER BY seq LIMIT 1',
  );
  const lend = db.prepare(
    'UPDATE jobs SET leased = ?, tries = tries + 1 WHERE key = ? AND done = 0 AND leased <= ?',
  );
  const keep = db.prepare('UPDATE jobs SET leased = ? WHERE key = ? AND done = 0');
  const open = db.prepare('SELECT count(*) AS n FROM jobs WHERE key = ? AND done = 0');
  const mark = db.prepare('UPDATE jobs SET card = ? WHERE key = ?');
  const give = db.prepare('UPDATE jobs SET leased = 0, tries = max(0, tries - 1) WHERE key = ? AND done = 0');
  const free = db.prepare('UPDATE jobs SET leased = 0 WHERE key = ? AND done = 0');
  const end = db.prepare('UPDATE jobs SET done = 1, leased = 0, expires = ? WHERE key = ? AND done = 0');
  const idle = db.prepare(
    'SELECT DISTINCT conversation FROM jobs WHERE done = 0 AND leased <= ? AND expires > ?',
  );
  db.prepare('UPDATE jobs SET leased = 0 WHERE done = 0').run();
  return {
    async addJob({ key, conversation, errand }, now) {
      stale.run(key, now);
      if (add.run(key, conversation, now + LEASE, now + DAY).changes === 0) return false;
      try {
        await spool.put(jobFile(key), Buffer.from(JSON.stringify(errand)));
      } catch (failure) {
        lose.run(key);
        throw failure;
      }
      free.run(key);
      return true;
    },
    async nextJob(conversation, now) {
      const row = first.get(conversation, now) as (Omit<Job, 'errand'> & { leased: number }) | undefined;
      if (!row || row.leased > now || lend.run(now + LEASE, row.key, now).changes === 0) return null;
      const errand = await spool.get(jobFile(row.key)).then(readErrand, () => null);
      return { key: row.key, conversation, card: row.card, tries: row.tries + 1, errand };
    },
    async keepJob(key, now) {
      return keep.run(now + LEASE, key).changes === 1;
    },
    async isOpenJob(key) {
      return (open.get(key) as { n: number }).n > 0;
    },
    async markJob(key, card) {
      mark.run(card, key);
    },
    async returnJob(key) {
      give.run(key);
    },
    async endJob(key, now, ms) {
      if (end.run(now + ms, key).changes === 1) await spool.drop(jobFile(key));
    },
    async idleJobs(now) {
      return (idle.all(now, now) as { conversation: string }[]).map((row) => row.conversation);
    },
  };
}

function readErrand(bytes: Uint8Array | null): unknown {
  return bytes && JSON.parse(Buffer.from(bytes).toString());
}
