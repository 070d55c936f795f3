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
  /** Packed bytes to write instead of the right ones. */
  readonly packed?: Buffer;
}

interface Made {
  readonly local: Buffer;
  readonly central: (offset: number) => Buffer;
}

const FIELDS = 26;

/** The fields that local and central header share: version to extra length. */
function shared(part: Part, name: Buffer, data: Buffer, packed: Buffer): Buffer {
  const head = Buffer.alloc(FIELDS);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(part.flags ?? 0, 2);
  head.writeUInt16LE(part.method ?? (part.stored ? 0 : 8), 4);
  head.writeUInt32LE(0x54c16000, 6);
  head.writeUInt32LE(part.crc ?? crc32(data), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(part.size ?? data.length, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
}

function made(part: Part): Made {
  const name = Buffer.from(part.name as string);
  const data = Buffer.from(part.data as string);
  const packed = part.packed ?? (part.stored ? data : deflateRawSync(data));
  const fields = shared(part, name, data, packed);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
  const central = (offset: number): Buffer => {
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    return Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, rest, name]);
  };
  return { local, central };
}

/** Writes a zip. `count` is the number of entries the end record claims. */
export function zip(parts: readonly Part[], count = parts.length): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { local, central } of parts.map(made)) {
    locals.push(local);
    centrals.push(central(offset));
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
