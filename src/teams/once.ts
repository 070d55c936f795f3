import type { House } from './house';

/** Does the work unless this activity has been handled already, or is being handled; one without an id is always new. A process that dies over the work leaves it to the next delivery. */
export async function once(
  house: House,
  conversation: string,
  id: string | null,
  work: () => Promise<unknown>,
): Promise<void> {
  const key = `${conversation}|${id}`;
  if (id !== null && !(await house.store.claim(key, house.now()))) {
    house.metrics.count('duplicates');
    return;
  }
  await work();
  if (id !== null) await house.store.settle(key, house.now());
}
