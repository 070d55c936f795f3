import type { Kernel } from './kernel';
import { rarePairs } from './similar';

const PAIR_BITS = 16;

/** Gives the kernel what it needs to fold Japanese, and the pairs that tell a misprinted copy of one of these folded literals. */
export function useJapanese(kernel: Kernel, literals: readonly string[]): void {
  kernel.run.openJapanese(jis(kernel), wideKana(kernel), pairMap(kernel, literals), PAIR_BITS);
}

const LEADS = 0xfc - 0x81 + 1;

/** UTF-16 units by the two bytes of a CP932 character. */
function jis(kernel: Kernel): number {
  const at = kernel.room(LEADS * 512);
  const all = Buffer.alloc(LEADS * 256 * 3);
  for (let lead = 0; lead < LEADS; lead++)
    for (let trail = 0; trail < 256; trail++) all.set([lead + 0x81, trail, 10], (lead * 256 + trail) * 3);
  const decoder = new TextDecoder('shift_jis');
  const bytes = kernel.bytes();
  for (let i = 0; i < LEADS * 256; i++) {
    const trail = i & 255;
    if (trail < 0x40 || trail === 0x7f || trail > 0xfc) continue;
    const text = decoder.decode(all.subarray(i * 3, i * 3 + 2));
    if (text.length === 1 && text !== '\ufffd') bytes.writeUInt16LE(text.charCodeAt(0), at + 2 * i);
  }
  return at;
}

const HALF = 0xff61;
const KANA = 61;

/** What folding makes of each half-width kana: alone, with a voiced mark behind it, with a semi-voiced one; 0 where that is not one character. */
function wideKana(kernel: Kernel): number {
  const at = kernel.room(KANA * 3 * 2);
  for (let i = 0; i < KANA; i++)
    ['', '\uff9e', '\uff9f'].forEach((mark, voice) => {
      const text = (String.fromCharCode(HALF + i) + mark).normalize('NFKC');
      if (text.length === 1) kernel.bytes().writeUInt16LE(text.charCodeAt(0), at + (i * 3 + voice) * 2);
    });
  return at;
}

const JAPANESE_PAIR =
  /^[\u3001-\u3003\u3005\u3008-\u3011\u3041-\u3096\u30a1-\u30fe\u3400-\u4dbf\u4e00-\u9fff]{2}$/;

/** Marks the pairs of long Japanese literals of which a misprinted copy has at least one. */
function pairMap(kernel: Kernel, literals: readonly string[]): number {
  const at = kernel.room(1 << PAIR_BITS);
  const bytes = kernel.bytes();
  const probes = rarePairs(literals, (pair) => JAPANESE_PAIR.test(pair));
  if (probes === null) bytes.fill(1, at, at + (1 << PAIR_BITS));
  else
    for (const pair of probes.keys()) {
      const hash = kernel.run.pairHash(pair.charCodeAt(0), pair.charCodeAt(1)) >>> (32 - PAIR_BITS);
      bytes[at + hash] = 1;
    }
  return at;
}
