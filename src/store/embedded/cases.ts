import { randomUUID } from 'node:crypto';
import type { Case } from '../../domain';
import type { Store } from '../port';
import type { Db } from './tables';

/** Cases, each under the etag of its last change. */
export function cases(db: Db, keep: number): Pick<Store, 'loadCase' | 'saveCase'> {
  const load = db.prepare('SELECT etag, body FROM cases WHERE key = ? AND expires > ?');
  const drop = db.prepare('DELETE FROM cases WHERE key = ? AND expires <= ?');
  const insert = db.prepare('INSERT OR IGNORE INTO cases (key, etag, body, expires) VALUES (?, ?, ?, ?)');
  const update = db.prepare('UPDATE cases SET etag = ?, body = ?, expires = ? WHERE key = ? AND etag = ?');
  return {
    async loadCase(key, now) {
      const row = load.get(key, now) as { etag: string; body: string } | undefined;
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
