const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATE = 8;

/** Writes a zip through `write`, entry by entry: `{ name, size, crc, data }` with `data` already deflated. No zip64. */
export function zipWriter(write) {
  const directory = [];
  let at = 0;
  const put = (bytes) => {
    write(bytes);
    at += bytes.length;
  };
  return {
    /** Returns where the entry's data stands. */
    add(entry) {
      const name = Buffer.from(entry.name);
      directory.push(Buffer.concat([central(entry, name.length, at), name]));
      put(Buffer.concat([local(entry, name.length), name]));
      put(entry.data);
      return at - entry.data.length;
    },
    end() {
      const list = Buffer.concat(directory);
      const from = at;
      put(list);
      put(end(directory.length, list.length, from));
    },
  };
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
