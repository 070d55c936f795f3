import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const pool = require('../dist/intake/pool.js');

/** A warm reader of zips: `read(bytes)` gives the evidence. The reader takes the memory of an upload over; with `keep`, it is given a copy. */
export async function openReader(patterns, workers) {
  const reader = pool.openReader(patterns, { workers });
  return {
    read: async (bytes, { keep = false } = {}) => {
      const own = keep ? await copyOf(bytes) : bytes;
      return reader.read({ text: '', uploads: [{ name: 'logs.zip', bytes: own }] }, { onProgress: () => {} });
    },
    close: () => reader.close(),
  };
}

/** A copy, piece by piece: a hundred megabytes at once would be the longest stop of the event loop. */
async function copyOf(bytes) {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  for (let at = 0; at < bytes.length; at += 2 ** 20) {
    bytes.copy(own, at, at, at + 2 ** 20);
    await new Promise(setImmediate);
  }
  return own;
}
