import zlib from 'node:zlib';
import { sampleFiles } from '../scripts/sample-logs.js';
import { zipWriter } from './zip.mjs';

const LINES = 20_000;

/** A zip of about `megabytes`: the sample's logs, much longer, as if collected from several machines; each is packed once and stands under several folders. */
export function bigZip(megabytes) {
  const packed = sampleFiles({ lines: Math.min(LINES, megabytes * 900) }).map(({ name, bytes }) => ({
    name,
    size: bytes.length,
    crc: zlib.crc32(bytes),
    data: zlib.deflateRawSync(bytes, { level: 6 }),
  }));
  const once = packed.reduce((sum, { data }) => sum + data.length, 0);
  const copies = Math.ceil((megabytes * 1e6) / once);
  const parts = [];
  const zip = zipWriter((bytes) => parts.push(bytes));
  for (let i = 0; i < copies; i++)
    for (const entry of packed)
      zip.add({ ...entry, name: i === 0 ? entry.name : `copy-${i + 1}/${entry.name}` });
  zip.end();
  return Buffer.concat(parts);
}
