const LONGEST = 240;
/** Bytes of a name that are looked at: enough for the longest label in any encoding. */
const LOOK = 1024;
const strict = new TextDecoder('utf-8', { fatal: true });
const jis = new TextDecoder('shift_jis');

/** The end of a name, cut behind a `/`, which is no half of a letter in any encoding. */
function tail(raw: Uint8Array): Uint8Array {
  if (raw.length <= LOOK) return raw;
  const end = raw.subarray(-LOOK);
  return end.subarray(Math.max(0, end.indexOf(0x2f)));
}

/** Most names need no decoding and hold nothing to remove. */
function plain(raw: Uint8Array): boolean {
  for (const byte of raw) if (byte < 0x20 || byte > 0x7e || byte === 0x5c) return false;
  return raw.length > 0;
}

function decoded(raw: Uint8Array): string {
  try {
    return strict.decode(raw);
  } catch {
    return jis.decode(raw);
  }
}

const cleaned = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll('\\', '/') || '?';

/** An entry's name as it is shown: UTF-8 or CP932 whatever its flag says, kept short, without control characters. A label only: it never
 *  decides where anything is written. */
export function label(raw: Uint8Array): string {
  const end = tail(raw);
  const clean = plain(end) ? Buffer.from(end).toString('latin1') : cleaned(decoded(end));
  return clean.length > LONGEST ? `…${clean.slice(-LONGEST)}` : clean;
}
