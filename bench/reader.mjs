import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const POOL = new URL('../dist/intake/pool.js', import.meta.url);

/** Whether logs are read on worker threads. */
export const pooled = fs.existsSync(POOL);

function single(patterns) {
  const { read } = require('../dist/intake/read.js');
  return { read: (input, options) => read(input, patterns, options), close: () => {} };
}

/** A warm reader of zips: `read(bytes)` gives the evidence. */
export async function openReader(patterns, workers) {
  const reader = pooled
    ? await require('../dist/intake/pool.js').openReader(patterns, { workers })
    : single(patterns);
  return {
    read: (bytes) =>
      reader.read({ text: '', uploads: [{ name: 'logs.zip', bytes }] }, { onProgress: () => {} }),
    close: () => reader.close(),
  };
}
