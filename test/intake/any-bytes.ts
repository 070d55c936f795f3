/** Texts as bytes of any encoding, and what may befall bytes. */

export type As = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp932' | 'cp1252';

export interface Damage {
  readonly at: number;
  /** Bytes that are lost there. */
  readonly cut: number;
  /** What stands there instead. */
  readonly put: Uint8Array;
}

export function damaged(bytes: Uint8Array, { at, cut, put }: Damage): Uint8Array {
  const from = at % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]);
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
  return Buffer.from([...text].flatMap((char) => (char < '\x80' ? [char.charCodeAt(0)] : (JIS.get(char) ?? [63]))));
}
