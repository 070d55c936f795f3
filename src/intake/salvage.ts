/** A file of an archive whose directory is lost, as its own header tells it. `crc` is absent where the header leaves it for later. */
export interface Found {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly packed: Buffer;
  readonly crc?: number;
  /** It ends where the archive was cut. */
  readonly torn: boolean;
}

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const DIRECTORY = Buffer.from('PK\x01\x02', 'latin1');
const HEADER = 30;
/** Flag: sizes and checksum stand behind the data. */
const LATER = 8;

function endOf(bytes: Buffer, data: number, size: number, later: boolean): number {
  if (!later) return Math.min(bytes.length, data + size);
  const ends = [LOCAL, DIRECTORY].map((mark) => bytes.indexOf(mark, data)).filter((at) => at >= 0);
  return Math.min(bytes.length, ...ends);
}

/** Walks the local headers of a zip that was cut off, at most `most` of them. */
export function salvage(bytes: Buffer, most: number): Found[] {
  const found: Found[] = [];
  let at = bytes.indexOf(LOCAL);
  while (at >= 0 && at + HEADER <= bytes.length && found.length < most) {
    const flags = bytes.readUInt16LE(at + 6);
    const data = at + HEADER + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (data > bytes.length) break;
    const later = (flags & LATER) !== 0;
    const end = endOf(bytes, data, bytes.readUInt32LE(at + 18), later);
    const name = bytes.subarray(at + HEADER, at + HEADER + bytes.readUInt16LE(at + 26));
    const packed = bytes.subarray(data, end);
    const torn = later ? end === bytes.length : data + bytes.readUInt32LE(at + 18) > bytes.length;
    const crc = later ? {} : { crc: bytes.readUInt32LE(at + 14) };
    found.push({ name, flags, method: bytes.readUInt16LE(at + 8), packed, torn, ...crc });
    at = bytes.indexOf(LOCAL, end);
  }
  return found;
}
