import type { Patterns } from '../domain';
import { roomFor } from './blocks';
import { budgetOf, type Purse } from './budget';
import { HEAD } from './files';
import { ledger } from './ledger';
import { type Desk, STEP } from './log';
import { logNamer } from './log-name';
import { masker } from './mask';
import { compiled } from './scan';

/** A desk for each analysis, on the one kernel of these patterns. Reading is synchronous, so one desk at a time reads on it. */
export type Desks = (purse: Purse, salt: string) => Desk;

function openDesks(patterns: Patterns): Desks {
  const seeking = compiled(patterns);
  const { kernel } = seeking;
  const raw = kernel.room(STEP);
  const head = kernel.room(HEAD);
  const block = kernel.room(roomFor(STEP));
  const logOf = logNamer(patterns.logs);
  return (purse, salt) => ({
    kernel,
    raw,
    head,
    block,
    logOf,
    book: ledger(seeking, masker(salt)),
    budget: budgetOf(purse),
  });
}

const opened = new WeakMap<Patterns, Desks>();

/** The desks for these patterns, made once. */
export function desks(patterns: Patterns): Desks {
  const known = opened.get(patterns);
  if (known) return known;
  const made = openDesks(patterns);
  opened.set(patterns, made);
  return made;
}
