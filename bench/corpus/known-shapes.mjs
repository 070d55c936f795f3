import * as words from './words.mjs';

const title = (text) => text.replace(/(?:^|[ -])(\w)/g, (_, letter) => letter.toUpperCase());
const className = (w) => `C${title(w.pick(words.PARTS))}${title(w.pick(words.THINGS))}`;
const what = (w) => `${w.pick(words.PARTS)} ${w.pick(words.THINGS)}`;
const failure = (w) => `${w.pick(words.VERBS)} ${what(w)}`;
const whatJa = (w) => `${w.pick(words.THINGS_JA)}の${w.pick(words.ACTS_JA)}`;

/**
 * How texts of known issues look, each with its share. No text can stand in another's, nor in the ordinary messages. `n` is a number
 * of five digits that no other text has.
 */
export const SHAPES = [
  [24, (w) => `Failed to ${failure(w)}. Error 0x${w.pick(words.HRESULTS)}`],
  [12, (w) => `${className(w)}::${title(w.pick(words.VERBS))} failed (0x${w.pick(words.HRESULTS)})`],
  [12, (w) => `Unable to ${failure(w)} because the ${what(w)} is ${w.pick(words.STATES)}`],
  [10, (w) => `The ${what(w)} could not ${failure(w)}; ${w.pick(words.ENDINGS)}`],
  [9, (w) => `Failed to ${failure(w)} for {guid}, error {code}`],
  [9, (w) => `${className(w)}: {number} attempts to ${failure(w)} on {host} have failed`],
  [
    8,
    (w) => `${title(w.pick(words.PARTS))} ${w.pick(words.THINGS)} error {code} while trying to ${failure(w)}`,
  ],
  [3, (_, n) => `ERR_MP${n}`],
  [2, (_, n) => `MP fault ${n}`],
  [2, (_, n) => `lost RDR ${n}`],
  [4, (w) => `${whatJa(w)}が${w.pick(words.STATES_JA)}`],
  [3, (w, n) => `${whatJa(w)}に失敗しました。イベント ${n}`],
  [2, (w, n) => `${w.pick(words.THINGS_JA)} {word} の${w.pick(words.ACTS_JA)}ができません (イベント ${n})`],
];

/** How texts that answer a fact look. */
export const ANSWERS = [
  (w, n) => `${className(w)} ${n} answers in mode {value} since start`,
  (w, n) => `${w.pick(words.THINGS_JA)} ${n} の動作モードは {value} に決まりました`,
];
