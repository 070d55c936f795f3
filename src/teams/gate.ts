/** Lets a few pieces of work in at a time, the others after them in their order. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

export function openGate(places: number): Gate {
  const waiting: (() => void)[] = [];
  let free = places;
  const enter = async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
