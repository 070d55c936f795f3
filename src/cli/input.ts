import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import type { Upload } from '../domain';
import { BadUsage } from './args';

const PASTE = 100 * 1024;
/** Bytes of one reading. */
const PIECE = 16 * 1024 * 1024;

export interface Input {
  readonly text: string;
  readonly uploads: readonly Upload[];
}

/** The files as uploads, `-` as standard input (pasted text unless it is an archive or too long to be one); throws `BadUsage` naming a file that cannot be read. */
export function readInput(files: readonly string[], text: string | null): Input {
  const uploads: Upload[] = [];
  let pasted = text ?? '';
  for (const file of files) {
    const bytes = bytesOf(file);
    if (file !== '-') uploads.push({ name: path.basename(file), bytes });
    else if (bytes.length > PASTE || isArchive(bytes)) uploads.push({ name: 'stdin', bytes });
    else pasted = [pasted, new TextDecoder().decode(bytes)].filter((part) => part !== '').join('\n');
  }
  return { text: pasted, uploads };
}

function bytesOf(file: string): Uint8Array {
  try {
    return file === '-' ? readFileSync(0) : whole(file);
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : String(error));
  }
}

/** A file in memory of its own, which may go over to a thread. A pipe tells no size. */
function whole(file: string): Uint8Array {
  const from = openSync(file, 'r');
  try {
    const { size } = fstatSync(from);
    if (size === 0) return readFileSync(from);
    const bytes = Buffer.allocUnsafeSlow(size);
    let at = 0;
    while (at < size) {
      const got = readSync(from, bytes, at, Math.min(size - at, PIECE), at);
      if (got === 0) break;
      at += got;
    }
    return bytes.subarray(0, at);
  } finally {
    closeSync(from);
  }
}

function isArchive(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  return (a === 0x50 && b === 0x4b) || (a === 0x1f && b === 0x8b);
}
