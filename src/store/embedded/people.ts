import type { Lang } from '../../domain';
import type { Store } from '../port';
import type { Db } from './tables';

/** The languages people chose. */
export function people(db: Db, keep: number): Pick<Store, 'language' | 'setLanguage' | 'forgetPerson'> {
  const touch = db.prepare('UPDATE people SET expires = ? WHERE key = ? AND expires > ?');
  const load = db.prepare('SELECT lang FROM people WHERE key = ?');
  const save = db.prepare('INSERT OR REPLACE INTO people (key, lang, expires) VALUES (?, ?, ?)');
  const forget = db.prepare('DELETE FROM people WHERE key = ?');
  return {
    async language(person, now) {
      if (touch.run(now + keep, person, now).changes === 0) return null;
      return (load.get(person) as { lang: Lang }).lang;
    },
    async setLanguage(person, lang, now) {
      save.run(person, lang, now + keep);
    },
    async forgetPerson(person) {
      forget.run(person);
    },
  };
}
