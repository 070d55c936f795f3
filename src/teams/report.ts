import { randomUUID } from 'node:crypto';
import type { House } from './house';

/** Logs an unexpected failure; the short id under which a person can ask about it. */
export function report(house: House, failure: unknown): string {
  const id = randomUUID().slice(0, 8);
  const { name, stack } = failure instanceof Error ? failure : new Error('not an error');
  const at = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' < ');
  house.metrics.count('errors');
  house.log('error', 'turn.failed', {
    id,
    name,
    status: (failure as { statusCode?: number } | null)?.statusCode ?? null,
    at,
  });
  return id;
}
