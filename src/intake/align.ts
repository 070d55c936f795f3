import { fold } from '../fold';

const UNIT = /\P{M}[\p{M}\uff9e\uff9f]*|\p{M}/gu;
const SPACE = /^[\s\u200b-\u200f\ufeff]$/;

/** The index in `text` at which the folded text's character `n` began, for every n and for its end. */
export function align(text: string, folded: string): number[] {
  const at: number[] = [];
  let n = 0;
  for (const { 0: unit, index } of text.matchAll(UNIT)) {
    if (n >= folded.length) break;
    const part = SPACE.test(unit) ? ' ' : fold(unit);
    for (const char of part.split('')) if (folded[n] === char) at[n++] = index;
  }
  while (n <= folded.length) at[n++] = text.length;
  return at;
}
