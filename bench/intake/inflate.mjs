import zlib from 'node:zlib';

const MB = 1024 * 1024;

/** Inflates every file of a zip and looks at nothing: what any reader in Node pays at least. Returns the bytes that came out. */
export async function inflateAll(zip, files) {
  let size = 0;
  for (const { at, packed } of files) {
    const inflating = zlib.createInflateRaw({ chunkSize: MB });
    inflating.end(zip.subarray(at, at + packed));
    for await (const chunk of inflating) size += chunk.length;
  }
  return size;
}
