import AdmZip from 'adm-zip';
import type { SkipReason } from '../domain';
import { type Budget, inflated, stored } from './inflate';

/** One file of an archive: its bytes on demand, or why it has none. */
export type Entry =
  | { readonly name: string; readonly size: number; readonly open: () => AsyncGenerator<Uint8Array> }
  | { readonly name: string; readonly skip: SkipReason };

const END = Buffer.from('PK\x05\x06', 'latin1');
const END_SIZE = 22;
const LONGEST_NAME = 240;
const strict = new TextDecoder('utf-8', { fatal: true });
const jis = new TextDecoder('shift_jis');

/** A name never decides where anything is written, it is a label: decoded here (adm-zip's decoding is lossy), kept short, without control characters. */
function label(raw: Uint8Array): string {
  let name: string;
  try {
    name = strict.decode(raw);
  } catch {
    name = jis.decode(raw);
  }
  const clean = name.replace(/[\p{Cc}\p{Cf}]/gu, '').replaceAll('\\', '/');
  return clean.length > LONGEST_NAME ? `…${clean.slice(-LONGEST_NAME)}` : clean;
}

/** Cuts what stands before and behind the archive: the last end record tells where it began. */
function trim(bytes: Buffer): Buffer | null {
  for (let at = bytes.lastIndexOf(END); at >= 0; at = at > 0 ? bytes.lastIndexOf(END, at - 1) : -1) {
    if (at + END_SIZE > bytes.length) continue;
    const size = bytes.readUInt32LE(at + 12);
    const offset = bytes.readUInt32LE(at + 16);
    const to = at + END_SIZE + bytes.readUInt16LE(at + 20);
    if (size === 0xffffffff || offset === 0xffffffff) return bytes;
    if (to > bytes.length || at < size) continue;
    const adjusted = size > 0 && bytes.readUInt32LE(offset <= bytes.length - 4 ? offset : 0) === 0x02014b50;
    return bytes.subarray(adjusted ? 0 : Math.max(0, at - size - offset), to);
  }
  return null;
}

function entry(of: AdmZip.IZipEntry, budget: Budget): Entry | null {
  const { header } = of;
  const name = label(of.rawEntryName);
  if (name.endsWith('/')) return null;
  if (header.encrypted || (header.flags & 1) !== 0) return { name, skip: 'encrypted' };
  if (header.method !== 0 && header.method !== 8) return { name, skip: 'unsupported-method' };
  try {
    const packed = of.getCompressedData();
    const open = header.method === 8 ? inflated : stored;
    return { name, size: packed.length, open: () => open(packed, budget, header.crc) };
  } catch {
    return { name, skip: 'damaged' };
  }
}

/** The names become their own offsets, so adm-zip builds no folder tables, meets no duplicates and decodes nothing. */
const decoder = {
  efs: false,
  encode: (text: string): Buffer => Buffer.from(text, 'latin1'),
  decode: (name: Buffer | Uint8Array): string => String(name.byteOffset),
};

/** The files of a zip in the order of its directory, or why it cannot be read. Inflates nothing until asked. */
export function unzip(bytes: Uint8Array, budget: Budget): Entry[] | SkipReason {
  const whole = trim(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!whole) return 'damaged';
  try {
    const zip = new AdmZip(whole, { noSort: true, decoder });
    if (zip.getEntryCount() > budget.limits.entries) return 'too-many-entries';
    return zip
      .getEntries()
      .map((each) => entry(each, budget))
      .filter((each) => each !== null);
  } catch {
    return 'damaged';
  }
}
