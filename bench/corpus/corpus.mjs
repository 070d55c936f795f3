import fs from 'node:fs';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { zipWriter } from '../zip.mjs';
import { encode } from './encode.mjs';
import { writeLog } from './log.mjs';
import { random } from './random.mjs';
import { shelved } from './shelf.mjs';
import { LOGS } from './words.mjs';

const deflate = promisify(zlib.deflateRaw);
const MEGABYTES_A_FILE = 5;
const ROLLED = ['.log', '.lo_', '-20261120-001500.log', '-20261119-231500.log'];
const MIXED = ['utf-8', 'utf-8', 'utf-16le', 'utf-8', 'cp932', 'utf-8-bom', 'utf-8', 'utf-8'];

/** Each log with its older parts, then the next log; then the next machine's. */
function fileAt(i) {
  const nth = Math.floor(i / ROLLED.length);
  const log = LOGS[nth % LOGS.length];
  const machine = `PC${String(1 + Math.floor(nth / LOGS.length)).padStart(3, '0')}`;
  return { name: `${machine}/Logs/${log}${ROLLED[i % ROLLED.length]}`, log: `${log}.log` };
}

/** Some files are five times as long as others. */
function sizes(megabytes) {
  const w = random(megabytes);
  const parts = Array.from({ length: Math.max(8, megabytes / MEGABYTES_A_FILE) }, () => 1 + 4 * w.next());
  const sum = parts.reduce((a, b) => a + b);
  return parts.map((part) => (megabytes * 1e6 * part) / sum);
}

function write(i, bytes, { encoding, japanese, plants }) {
  const { name, log } = fileAt(i);
  const of = encoding === 'mixed' ? MIXED[i % MIXED.length] : encoding;
  const isJapanese = of === 'cp932' || i % 10 < japanese * 10;
  const characters = of === 'utf-16le' ? bytes / 2 : bytes;
  const { text, truth } = writeLog({ seed: 7919 * (i + 1), log, characters, japanese: isJapanese, plants });
  return { bytes: encode(text, of), about: { name, log, encoding: of, ...truth } };
}

async function build(zipFile, of) {
  const fd = fs.openSync(zipFile, 'w');
  const zip = zipWriter((bytes) => fs.writeSync(fd, bytes));
  const files = [];
  const shelve = async ({ bytes, about }, packing) => {
    const data = await packing;
    const crc = zlib.crc32(bytes);
    const at = zip.add({ name: about.name, size: bytes.length, crc, data });
    files.push({ ...about, size: bytes.length, crc, at, packed: data.length });
  };
  let before;
  for (const [i, bytes] of sizes(of.megabytes).entries()) {
    const file = write(i, bytes, of);
    await before;
    before = shelve(file, deflate(file.bytes, { level: 6 }));
  }
  await before;
  zip.end();
  fs.closeSync(fd);
  return files;
}

/**
 * A zip of logs of so many `megabytes` inflated, the same on every machine, and the truth about each of its `files`. `encoding`: one
 * of `Encoding`, or `mixed`; `japanese`: the share of files from Japanese Windows; `plants`: of records that a pattern knows.
 */
export function corpus({ megabytes, encoding = 'utf-8', japanese = 0.2, plants = 0.0003 }) {
  const of = { megabytes, encoding, japanese, plants };
  return shelved(`logs-${megabytes}mb-${encoding}-${japanese}-${plants}`, (zipFile) => build(zipFile, of));
}

/** The same with every file twice, in a second folder. */
export function doubled(single) {
  return shelved(`twice-${single.name}`, (zipFile) => {
    const bytes = fs.readFileSync(single.zip);
    const fd = fs.openSync(zipFile, 'w');
    const zip = zipWriter((part) => fs.writeSync(fd, part));
    const copy = single.files.map((file) => ({ ...file, name: `again/${file.name}` }));
    const files = [...single.files, ...copy].map((file) => {
      const data = bytes.subarray(file.at, file.at + file.packed);
      return { ...file, at: zip.add({ ...file, data }) };
    });
    zip.end();
    fs.closeSync(fd);
    return files;
  });
}
