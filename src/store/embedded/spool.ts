import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DAY } from './tables';

/** Files that wait to be read. They are kept out of the database, so that nothing of them is left once they are deleted. */
export interface Spool {
  put(key: string, source: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  get(key: string): Promise<Uint8Array | null>;
  drop(key: string): Promise<void>;
  /** Deletes what has lain there for more than a day. */
  sweep(now: number): Promise<void>;
}

/** Bytes of one reading. */
const MOST = 4 * 1024 * 1024;
const KEY = /^[a-z0-9-]{1,120}$/;

export function openSpool(dir: string): Spool {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const place = (key: string) => {
    if (!KEY.test(key)) throw new Error('a key of the spool is lower-case letters, digits and dashes');
    return path.join(dir, key);
  };
  return {
    async put(key, source) {
      const coming = `${place(key)}.${randomUUID()}.part`;
      try {
        await pipeline(
          source instanceof Uint8Array ? [source] : source,
          createWriteStream(coming, { mode: 0o600, flush: true }),
        );
        await rename(coming, place(key));
      } catch (failure) {
        await rm(coming, { force: true });
        throw failure;
      }
    },
    async get(key) {
      const file = await open(place(key)).catch((failure: NodeJS.ErrnoException) => {
        if (failure.code === 'ENOENT') return null;
        throw failure;
      });
      return file && whole(file).finally(() => file.close());
    },
    drop: (key) => rm(place(key), { force: true }),
    async sweep(now) {
      for (const name of await readdir(dir)) {
        const file = path.join(dir, name);
        const age = await stat(file).then(
          ({ mtimeMs }) => now - mtimeMs,
          () => 0,
        );
        if (age > DAY) await rm(file, { force: true });
      }
    },
  };
}

/** All of a file, in memory of its own. */
async function whole(file: FileHandle): Promise<Uint8Array> {
  const { size } = await file.stat();
  const bytes = Buffer.allocUnsafeSlow(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await file.read(bytes, at, Math.min(size - at, MOST), at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes.subarray(0, at);
}

/** Where the errand of a job lies. */
export function jobFile(key: string): string {
  return `job-${createHash('sha256').update(key).digest('hex')}`;
}
