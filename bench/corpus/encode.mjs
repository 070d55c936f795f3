let table;

/** Each character that CP932 has, by what the decoder makes of its bytes. */
function cp932() {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('shift_jis');
  for (let byte = 0xa1; byte <= 0xdf; byte++) table.set(decoder.decode(Uint8Array.of(byte)), [byte]);
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    if (lead >= 0xa0 && lead < 0xe0) continue;
    for (let trail = 0x40; trail <= 0xfc; trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, [lead, trail]);
    }
  }
  return table;
}

function toCp932(text) {
  const chars = cp932();
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) bytes[size++] = code;
    else for (const byte of chars.get(text[i])) bytes[size++] = byte;
  }
  return bytes.subarray(0, size);
}

/** The bytes of a text; a character that CP932 lacks throws. */
export function encode(text, encoding) {
  if (encoding === 'cp932') return toCp932(text);
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return Buffer.from(encoding === 'utf-8-bom' ? `\ufeff${text}` : text, 'utf8');
}
