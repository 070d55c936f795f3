import zlib from 'node:zlib';
import { sampleFiles } from '../scripts/sample-logs.js';

const LINES = 20_000;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATE = 8;

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
  const entries = Array.from({ length: copies }, (_, i) =>
    packed.map((entry) => ({ ...entry, name: i === 0 ? entry.name : `copy-${i + 1}/${entry.name}` })),
  ).flat();
  return write(entries);
}

function write(entries) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    directory.push(Buffer.concat([central(entry, name.length, at), name]));
    parts.push(local(entry, name.length), name, entry.data);
    at += 30 + name.length + entry.data.length;
  }
  const list = Buffer.concat(directory);
  return Buffer.concat([...parts, list, end(entries.length, list.length, at)]);
}

/** APPNOTE.TXT 4.3.7: flag 11 says that the name is UTF-8. */
function common(entry, nameLength, header, at) {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(0x800, at + 2);
  header.writeUInt16LE(DEFLATE, at + 4);
  header.writeUInt32LE(entry.crc, at + 10);
  header.writeUInt32LE(entry.data.length, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
  return header;
}

function local(entry, nameLength) {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL, 0);
  return common(entry, nameLength, header, 4);
}

function central(entry, nameLength, offset) {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(offset, 42);
  return common(entry, nameLength, header, 6);
}

function end(count, size, offset) {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(END, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
