/** Runs work one after another per key, at once for different keys. The promise is that of the work. */
export interface Queue {
  <T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function openQueue(): Queue {
  const tails = new Map<string, Promise<unknown>>();
  const add = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const mine = (tails.get(key) ?? Promise.resolve()).then(work, work);
    const settled = mine
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === settled) tails.delete(key);
      });
    tails.set(key, settled);
    return mine;
  };
  const idle = async () => {
    while (tails.size > 0) await Promise.all(tails.values());
  };
  return Object.assign(add, { idle });
}
