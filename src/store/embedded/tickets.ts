import { randomUUID } from 'node:crypto';
import type { Received, Store, Ticket, TicketState } from '../port';
import type { Spool } from './spool';
import { DAY, type Db } from './tables';

type Tickets = Pick<
  Store,
  'openTicket' | 'orderTicket' | 'findTicket' | 'beginPart' | 'dropPart' | 'endPart' | 'spendTicket'
>;
interface Row {
  readonly conversation: string;
  readonly body: string;
  readonly state: 'open' | 'spent';
  readonly ends: number;
  readonly batch: string | null;
}
interface PartRow {
  readonly bytes: string;
  readonly batch: string;
  readonly parts: number;
  readonly name: string | null;
  readonly size: number;
}

/** One-time tickets under the hash of their secret, and the files that came for them. */
export function tickets(db: Db, spool: Spool): Tickets {
  const open = db.prepare("INSERT INTO tickets VALUES (?, ?, ?, 'open', ?, NULL, ?)");
  const change = db.prepare('UPDATE tickets SET body = ? WHERE hash = ?');
  const find = db.prepare(
    'SELECT conversation, body, state, ends, batch FROM tickets WHERE hash = ? AND expires > ?',
  );
  const spend = db.prepare("UPDATE tickets SET state = 'spent', batch = ? WHERE hash = ?");
  const of = db.prepare('SELECT bytes, batch, parts, name, size FROM parts WHERE hash = ? ORDER BY part');
  const clear = db.prepare('DELETE FROM parts WHERE hash = ?');
  const begin = db.prepare('INSERT OR IGNORE INTO parts VALUES (?, ?, ?, ?, ?, NULL, 0, ?)');
  const same = db.prepare('SELECT name FROM parts WHERE hash = ? AND part = ?');
  const drop = db.prepare('DELETE FROM parts WHERE bytes = ?');
  const end = db.prepare('UPDATE parts SET name = ?, size = ? WHERE bytes = ? AND hash = ?');
  db.prepare('DELETE FROM parts WHERE name IS NULL').run();

  const stateOf = ({ state, ends }: Row, now: number): TicketState =>
    state === 'spent' ? 'spent' : ends <= now ? 'expired' : 'open';
  const partsOf = (hash: string) => of.all(hash) as PartRow[];
  return {
    async openTicket(hash, { conversation, order }, expires) {
      open.run(hash, conversation, JSON.stringify(order), expires, expires + DAY);
    },
    async orderTicket(hash, order) {
      change.run(JSON.stringify(order), hash);
    },
    async findTicket(hash, now) {
      const row = find.get(hash, now) as Row | undefined;
      if (!row) return null;
      const ticket: Ticket = { conversation: row.conversation, order: JSON.parse(row.body) };
      return { ...ticket, state: stateOf(row, now), batch: row.batch };
    },
    async beginPart(hash, { batch, part, of }, now) {
      const row = find.get(hash, now) as Row | undefined;
      if (!row || stateOf(row, now) !== 'open') return 'closed';
      const others = partsOf(hash).filter((one) => one.batch !== batch || one.parts !== of);
      if (others.some((one) => one.name === null)) return 'sending';
      if (others.length > 0) {
        clear.run(hash);
        await Promise.all(others.map((one) => spool.drop(one.bytes)));
      }
      const bytes = randomUUID();
      if (begin.run(bytes, hash, batch, part, of, now + DAY).changes === 1)
        return { bytes, before: partsOf(hash).reduce((sum, one) => sum + one.size, 0) };
      const known = same.get(hash, part) as Pick<PartRow, 'name'> | undefined;
      return known?.name ? 'sent' : 'sending';
    },
    async dropPart(bytes) {
      drop.run(bytes);
      await spool.drop(bytes);
    },
    async endPart(hash, bytes, name, size) {
      if (end.run(name, size, bytes, hash).changes === 0) return null;
      const all = partsOf(hash);
      const here = all.filter((one): one is PartRow & { name: string } => one.name !== null);
      if (here.length < (all[0]?.parts ?? 0)) return null;
      return here.map((one): Received => ({ name: one.name, bytes: one.bytes }));
    },
    async spendTicket(hash, batch) {
      spend.run(batch, hash);
    },
  };
}
