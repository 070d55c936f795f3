const TRAIL = Array.from({ length: 0xfd - 0x40 }, (_, i) => i + 0x40).filter((byte) => byte !== 0x7f);
const LEAD = [...range(0x81, 0x9f), ...range(0xe0, 0xfc)];

function* range(from, to) {
  for (let n = from; n <= to; n++) yield n;
}

let table;

/** Character to CP932 bytes, the reverse of what TextDecoder reads. */
function cp932Table() {
  const decoder = new TextDecoder('shift_jis');
  const bytes = [
    ...[...range(0xa1, 0xdf)].map((byte) => [byte]),
    ...LEAD.flatMap((lead) => TRAIL.map((trail) => [lead, trail])),
  ];
  return new Map(bytes.reverse().map((pair) => [decoder.decode(Uint8Array.from(pair)), pair]));
}

function cp932(text) {
  table ??= cp932Table();
  const bytesOf = (char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (table.get(char) ?? [0x3f]));
  return Buffer.from(Array.from(text).flatMap(bytesOf));
}

const ENCODERS = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-8-bom': (text) => Buffer.from(`\uFEFF${text}`, 'utf8'),
  'utf-16le': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  cp932,
};

/** The bytes of a text in `utf-8`, `utf-8-bom`, `utf-16le` or `cp932`. */
exports.encode = (text, encoding) => ENCODERS[encoding](text);
