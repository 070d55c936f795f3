import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const pool = require('../dist/intake/pool.js');

/** A warm reader of zips: `read(bytes)` gives the evidence. The reader takes the memory of an upload over; with `keep`, it is given a copy. */
export async function openReader(patterns, workers) {
  const reader = pool.openReader(patterns, { workers });
  return {
    read: (bytes, { keep = false } = {}) => {
      const own = keep ? Buffer.allocUnsafeSlow(bytes.length) : bytes;
      if (keep) bytes.copy(own);
      return reader.read({ text: '', uploads: [{ name: 'logs.zip', bytes: own }] }, { onProgress: () => {} });
    },
    close: () => reader.close(),
  };
}
