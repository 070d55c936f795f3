import type { Store } from '../port';
import { DAY, type Db } from './tables';

/** A turn is over by then: five minutes for an analysis, and the answer. */
const LEASE = 6 * 60 * 1000;

/** What is handled already, or being handled. */
export function claims(db: Db): Pick<Store, 'claim' | 'settle'> {
  const stale = db.prepare('DELETE FROM claims WHERE key = ? AND expires <= ?');
  const claim = db.prepare('INSERT OR IGNORE INTO claims (key, done, expires) VALUES (?, 0, ?)');
  const settle = db.prepare('UPDATE claims SET done = 1, expires = ? WHERE key = ?');
  db.prepare('DELETE FROM claims WHERE done = 0').run();
  return {
    async claim(key, now) {
      stale.run(key, now);
      return claim.run(key, now + LEASE).changes === 1;
    },
    async settle(key, now) {
      settle.run(now + DAY, key);
    },
  };
}
