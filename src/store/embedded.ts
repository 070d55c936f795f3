import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { cases } from './embedded/cases';
import { conversations } from './embedded/conversations';
import { jobs } from './embedded/jobs';
import { people } from './embedded/people';
import { openSpool } from './embedded/spool';
import { DAY, SCHEMA, TABLES } from './embedded/tables';
import { tickets } from './embedded/tickets';
import type { Store } from './port';

/** Opens (and makes, when missing) the store: `<dir>/mecm-triage.db`, and files that wait to be read in `<dir>/spool`. Cases expire
 *  `days` after their last change. Work that an ended process left behind is free again. Throws when the folder cannot be written. */
export function openEmbedded(dir: string, days: number): Store {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const spool = openSpool(path.join(dir, 'spool'));
  const db = new Database(path.join(dir, 'mecm-triage.db'));
  db.exec('PRAGMA busy_timeout = 5000');
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  db.exec(SCHEMA);
  const swept = TABLES.map((table) => db.prepare(`DELETE FROM ${table} WHERE expires <= ?`));
  const ping = db.prepare('SELECT count(*) FROM jobs WHERE key = ?');
  return {
    ...cases(db, days * DAY),
    ...conversations(db, spool, days * DAY),
    ...people(db, days * DAY),
    ...jobs(db, spool),
    ...tickets(db, spool),
    putBytes: spool.put,
    getBytes: spool.get,
    dropBytes: spool.drop,
    async sweep(now) {
      await spool.sweep(now);
      return swept.reduce((sum, statement) => sum + statement.run(now).changes, 0);
    },
    async ping() {
      ping.get('');
    },
    async close() {
      db.close();
    },
  };
}
