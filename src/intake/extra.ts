import { crc32 } from 'node:zlib';

const ZIP64 = 0x0001;
/** Info-ZIP's Unicode Path: the name in UTF-8, with the checksum of the name it stands for. */
const UNICODE_PATH = 0x7075;
/** What a 32-bit field holds when its value stands in the zip64 field. */
export const MAX32 = 0xffffffff;

/** The data of an extra field; null where there is none, or the fields are cut off. */
function field(extra: Buffer, id: number): Buffer | null {
  let at = 0;
  while (at + 4 <= extra.length) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) return null;
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, end);
    at = end;
  }
  return null;
}

/** Whether sizes or offset are given in 64 bits. */
export const is64 = (extra: Buffer): boolean => field(extra, ZIP64) !== null;

/** Size, packed size and offset, each from the zip64 field where its own 32 bits are full: the field holds only those, in this order (APPNOTE 4.5.3). */
export function wide(values: readonly number[], extra: Buffer): number[] {
  if (!values.includes(MAX32)) return [...values];
  const long = field(extra, ZIP64);
  let at = 0;
  return values.map((value) => {
    if (value !== MAX32 || !long || at + 8 > long.length) return value;
    at += 8;
    return Number(long.readBigUInt64LE(at - 8));
  });
}

/** The name's UTF-8 form from the extra field, if it still belongs to the name. */
export function unicodePath(name: Uint8Array, extra: Buffer): Uint8Array | null {
  const path = field(extra, UNICODE_PATH);
  if (!path || path.length < 6 || path[0] !== 1) return null;
  return path.readUInt32LE(1) === crc32(name) ? path.subarray(5) : null;
}
