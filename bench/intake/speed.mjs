import fs from 'node:fs';
import { inTurn } from '../measure.mjs';
import { row } from '../table.mjs';
import { inflateAll } from './inflate.mjs';
import { blame, reading } from './reading.mjs';

function inflating(corpus) {
  const zip = fs.readFileSync(corpus.zip);
  return {
    work: () => inflateAll(zip, corpus.files),
    check: (size) => blame('inflating', size === corpus.bytes ? [] : [`${size} bytes, not ${corpus.bytes}`]),
  };
}

/** The whole job beside inflating alone, beside more patterns, beside more workers. */
export async function speedRows(corpus, rounds) {
  const time = await inTurn(rounds, {
    inflating: inflating(corpus),
    few: await reading(corpus, 300, 1),
    many: await reading(corpus, 10_000, 1),
    two: await reading(corpus, 300, 2),
  });
  const speed = (ms) => `${Math.round(corpus.bytes / 1e3 / ms)} MB/s`;
  return [
    { what: 'inflating alone', figure: speed(time.inflating), target: '', met: '' },
    row('whole job beside inflating, 300 patterns', time.few / time.inflating, {
      atMost: 1.5,
      note: speed(time.few),
    }),
    row('whole job beside inflating, 10,000 patterns', time.many / time.inflating, {
      atMost: 1.7,
      note: speed(time.many),
    }),
    row('10,000 patterns beside 300', time.many / time.few, { atMost: 1.15 }),
    row('two workers beside one, 300 patterns', time.few / time.two, {
      atLeast: 1.7,
      note: speed(time.two),
    }),
    {
      what: 'whole job with two workers beside inflating',
      figure: `${(time.two / time.inflating).toFixed(2)} ×`,
      target: '',
      met: '',
    },
  ];
}
