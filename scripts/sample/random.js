/** A repeatable source of numbers (mulberry32): the same seed gives the same logs. */
exports.random = (seed) => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n) => Math.floor(next() * n);
  const hex = (digits) => Array.from({ length: digits }, () => below(16).toString(16).toUpperCase()).join('');
  return {
    below,
    hex,
    pick: (list) => list[below(list.length)],
    guid: () => [8, 4, 4, 4, 12].map(hex).join('-'),
  };
};
