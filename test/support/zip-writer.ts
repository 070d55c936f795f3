import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip to be made. The optional fields write what an honest program would not. */
export interface Part {
  readonly name: string | Buffer;
  readonly data: Buffer | string;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** The size the headers claim. */
  readonly size?: number;
  /** The packed size the headers claim. */
  readonly length?: number;
  /** Packed bytes to write instead of the right ones. */
  readonly packed?: Buffer;
  readonly extra?: Buffer;
  /** Sizes and checksum behind the data, and zeros in the local header. */
  readonly later?: 'marked' | 'plain' | 'marked 64' | 'plain 64';
  /** Sizes and offset in the zip64 field. */
  readonly wide?: boolean;
  /** Made on Unix, as a link. */
  readonly link?: boolean;
  /** The volume it says to be on. */
  readonly disk?: number;
  /** Has no bytes of its own: its directory entry points at this offset. */
  readonly over?: number;
  /** How often the directory lists it. */
  readonly times?: number;
}

/** What the end record says. */
export interface End {
  readonly count?: number;
  readonly disk?: number;
  /** zip64 end record. */
  readonly wide?: boolean;
  /** Bytes of the zip that came before and are lost. */
  readonly lost?: number;
}

const MAX = 0xffffffff;

const u16 = (...values: number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
const u32 = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
const u64 = (...values: number[]): Buffer => Buffer.from(BigUint64Array.from(values.map(BigInt)).buffer);
const mark = (a: number, b: number): Buffer => Buffer.from([0x50, 0x4b, a, b]);

/** An extra field. */
export const field = (id: number, data: Buffer): Buffer => Buffer.concat([u16(id, data.length), data]);

interface Sums {
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** The fields that local and central header share: version to extra length. */
function shared(part: Part, { crc, packed, size }: Sums, name: number, extra: number): Buffer {
  const flags = (part.flags ?? 0) | (part.later ? 8 : 0);
  const method = part.method ?? (part.stored ? 0 : 8);
  const sizes = part.wide ? u32(crc, MAX, MAX) : u32(crc, packed, size);
  return Buffer.concat([u16(20, flags, method, 0x6000, 0x54c1), sizes, u16(name, extra)]);
}

function descriptor({ later }: Part, { crc, packed, size }: Sums): Buffer {
  if (!later) return Buffer.alloc(0);
  const sizes = later.endsWith('64') ? u64(packed, size) : u32(packed, size);
  return Buffer.concat([later.startsWith('marked') ? mark(7, 8) : Buffer.alloc(0), u32(crc), sizes]);
}

interface Made {
  readonly local: Buffer;
  readonly central: (offset: number) => Buffer;
}

function made(part: Part): Made {
  const name = Buffer.from(part.name as string);
  const data = Buffer.from(part.data as string);
  const packed = part.packed ?? (part.stored ? data : deflateRawSync(data));
  const own = part.extra ?? Buffer.alloc(0);
  const sums = {
    crc: part.crc ?? crc32(data),
    packed: part.length ?? packed.length,
    size: part.size ?? data.length,
  };
  const told = part.later ? { crc: 0, packed: 0, size: 0 } : sums;
  const near = part.wide ? Buffer.concat([own, field(1, u64(sums.size, sums.packed))]) : own;
  const fields = shared(part, told, name.length, near.length);
  const local = [mark(3, 4), fields, name, near, packed, descriptor(part, sums)];
  const central = (offset: number): Buffer => {
    const extra = part.wide ? Buffer.concat([own, field(1, u64(sums.size, sums.packed, offset))]) : own;
    const attributes = part.link ? 0xa1ff0000 : 0;
    const rest = [u16(0, part.disk ?? 0, 0), u32(attributes, part.wide ? MAX : offset)];
    const head = [mark(1, 2), u16(part.link ? 0x0314 : 0x14), shared(part, sums, name.length, extra.length)];
    return Buffer.concat([...head, ...rest, name, extra]);
  };
  return { local: part.over === undefined ? Buffer.concat(local) : Buffer.alloc(0), central };
}

function end(count: number, size: number, offset: number, { disk = 0, wide, lost = 0 }: End): Buffer[] {
  if (!wide)
    return [mark(5, 6), u16(disk, disk, count & 0xffff, count & 0xffff), u32(size, offset + lost), u16(0)];
  const long = [mark(6, 6), u64(44), u16(45, 45), u32(disk, disk), u64(count, count, size, offset + lost)];
  const locator = [mark(6, 7), u32(disk), u64(offset + lost + size), u32(1)];
  return [...long, ...locator, mark(5, 6), u16(0xffff, 0xffff, 0xffff, 0xffff), u32(MAX, MAX), u16(0)];
}

/** Writes a zip. */
export function zip(parts: readonly Part[], ending: End = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const { local, central } = made(part);
    locals.push(local);
    const listed = central(part.over ?? offset + (ending.lost ?? 0));
    for (let times = 0; times < (part.times ?? 1); times++) centrals.push(listed);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = ending.count ?? centrals.length;
  return Buffer.concat([...locals, directory, ...end(count, directory.length, offset, ending)]);
}
