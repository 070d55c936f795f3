/** Milliseconds the thread may be held before others have their turn. */
const BREATH = 6;

/** Gives way to the event loop when the thread was held for 6 ms since it last did. */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < BREATH) return undefined;
    return new Promise((go) =>
      setImmediate(() => {
        last = performance.now();
        go();
      }),
    );
  };
}
