import { ANSWERS, SHAPES } from './known-shapes.mjs';
import { DETECTORS, SIGNATURES } from './known-texts.mjs';
import { random } from './random.mjs';
import { LOGS } from './words.mjs';

const MOST = 10_000;
const DETECTS = 30;
const ONLY_THERE = 40;
const TWO_TEXTS = 10;
const MODES = { 0: 'http', 1: 'https' };
const WEIGHTS = ['hint', 'strong', 'proof'];
const deck = SHAPES.flatMap(([share, shape]) => Array(share).fill(shape));

/** Texts that no pattern before had. */
function inventor(w) {
  const had = new Set(SIGNATURES.map((text) => text.toLowerCase()));
  return (shapes, n) => {
    for (;;) {
      const text = w.pick(shapes)(w, n);
      if (had.has(text.toLowerCase())) continue;
      had.add(text.toLowerCase());
      return text;
    }
  };
}

/** Each knows what it is (`fact`: a detector), its texts, and the logs it must stand in. */
function all() {
  const w = random(424242);
  const invent = inventor(w);
  const list = SIGNATURES.map((text) => ({ texts: [text] }));
  list.push(...DETECTORS.map(({ text, ...of }) => ({ texts: [text], ...of })));
  while (list.length < MOST) {
    const i = list.length;
    const n = 10_000 + 2 * i;
    if (i % DETECTS === 0)
      list.push({
        fact: `fact_${i}`,
        texts: [invent(ANSWERS, n)],
        ...(w.chance(0.5) ? { map: MODES } : {}),
      });
    else if (i % TWO_TEXTS === 0) list.push({ texts: [invent(deck, n), invent(deck, n + 1)] });
    else list.push({ texts: [invent(deck, n)] });
  }
  return list.map((each, i) => ({
    ...each,
    id: `known-${i}`,
    logs: i % ONLY_THERE === 1 ? [`${LOGS[i % LOGS.length]}.log`] : [],
  }));
}

/** All that can be known, most of it never met; a knowledge of `n` patterns is the first `n`. */
export const KNOWN = all();

/** `Patterns` of src/domain.ts, `count` signatures and detectors together. */
export function patterns(count) {
  const some = KNOWN.slice(0, count).map((each) => ({ ...each, onlyThere: each.logs.length > 0 }));
  return {
    signatures: some
      .filter(({ fact }) => !fact)
      .map((each, i) => ({ ...each, weight: WEIGHTS[i % WEIGHTS.length] })),
    detectors: some.filter(({ fact }) => fact),
    logs: LOGS.map((log) => `${log}.log`),
  };
}
