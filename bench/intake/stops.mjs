import { monitorEventLoopDelay } from 'node:perf_hooks';
import { row } from '../table.mjs';
import { reading } from './reading.mjs';

/** Milliseconds for which the event loop did not turn while `work` ran. */
async function longestStop({ work, check }) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const result = await work();
  delay.disable();
  check(result);
  return delay.max / 1e6;
}

/** How long an analysis keeps others waiting: its longest stop, in the best of several runs. */
export async function stopRows(corpus, rounds) {
  const work = await reading(corpus, 300, 2);
  const stops = [];
  for (let i = 0; i < rounds; i++) stops.push(await longestStop(work));
  const limit = { atMost: 20, unit: 'ms', digits: 1 };
  return [row('longest stop of the event loop', Math.min(...stops), limit)];
}
