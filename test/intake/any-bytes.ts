/** Texts as bytes of any encoding, and what may befall bytes. */

export type As = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp932' | 'cp1252';

export interface Damage {
  readonly at: number;
  /** Bytes that are lost there. */
  readonly cut: number;
  /** What stands there instead; text in the log's encoding. */
  readonly put: Uint8Array | string;
}

/** In UTF-16 the halves of a character stay together: what is left of a text otherwise, no two readers need agree on. */
export function damaged(bytes: Uint8Array, damage: Damage, as: As): Uint8Array {
  const unit = as === 'utf-16le' || as === 'utf-16be' ? 2 : 1;
  const text = typeof damage.put === 'string' ? encode(damage.put, as) : damage.put;
  const put = text.subarray(0, text.length - (text.length % unit));
  const from = unit * (damage.at % (Math.floor(bytes.length / unit) + 1));
  return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + unit * damage.cut)]);
}

/** CP932 by character: what a browser reads, turned round. */
function jis(): ReadonlyMap<string, number[]> {
  const decode = new TextDecoder('shift_jis');
  const all = new Map<string, number[]>();
  for (let lead = 0xfc; lead >= 0x81; lead--)
    for (let trail = 0xfc; trail >= 0x40; trail--) {
      const text = decode.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== '\ufffd') all.set(text, [lead, trail]);
    }
  for (let one = 0xa1; one <= 0xdf; one++) all.set(decode.decode(Uint8Array.of(one)), [one]);
  return all;
}

const JIS = jis();

export function encode(text: string, as: As): Buffer {
  if (as === 'utf-8') return Buffer.from(text);
  if (as === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (as === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  if (as === 'cp1252') return Buffer.from(text, 'latin1');
  return Buffer.from(
    [...text].flatMap((char) => (char < '\x80' ? [char.charCodeAt(0)] : (JIS.get(char) ?? [63]))),
  );
}
