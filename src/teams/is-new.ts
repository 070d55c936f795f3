import type { House } from './house';

/** False when this activity has been handled already; one without an id is always new. */
export async function isNew(house: House, conversation: string, id: string | null): Promise<boolean> {
  if (id === null || (await house.store.claim(`${conversation}|${id}`, house.now()))) return true;
  house.metrics.count('duplicates');
  return false;
}
