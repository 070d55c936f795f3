/** Runs `work` `rounds` times, one after the other; the milliseconds each took. */
export async function measure(rounds, work) {
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const from = performance.now();
    await work(i);
    times.push(performance.now() - from);
  }
  return times;
}

/** The time that a share of the runs stayed below: 0.5 is the median. */
export function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** The least milliseconds of each `{ work, check }`, run in turn, so that what disturbs the machine disturbs them all. Checks take no time. */
export async function inTurn(rounds, works) {
  const least = {};
  for (let i = 0; i < rounds; i++) {
    for (const [name, { work, check }] of Object.entries(works)) {
      let result;
      const [time] = await measure(1, async () => {
        result = await work();
      });
      least[name] = Math.min(least[name] ?? time, time);
      check?.(result);
    }
  }
  return least;
}
