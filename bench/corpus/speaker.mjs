import { ERRORS, ERRORS_JA, NEARLY } from './faulty.mjs';
import { LONG, ORDINARY, ORDINARY_JA } from './ordinary.mjs';
import { planted, spoiled } from './plant.mjs';

const SOURCES = ['ccmexec.cpp', 'lsad.cpp', 'policyagent.cpp', 'event.cpp', 'dtsjob.cpp', 'util.cpp'];
const ERROR = 3;
const WARNING = 2;
const SHARES = { errors: 0.02, nearly: 0.01, long: 0.02, japanese: 0.03 };
/** A known problem often says the same again. */
const AGAIN = 0.25;
const TEMPLATES = 14;

/** What one log says next: `{ text, type, source, codes?, plant? }`. A log has a few kinds of messages, in much the same order. */
export function speaker(w, { log, japanese, plants }) {
  const source = () => `${w.pick(SOURCES)}:${100 + w.below(3000)}`;
  const mine = Array.from({ length: TEMPLATES }, () => ({ say: w.pick(ORDINARY), source: source() }));
  const errorSource = source();
  let turn = 0;
  let last;

  function plant() {
    if (!last || !w.chance(AGAIN)) last = planted(w, log);
    return { ...last, type: w.chance(0.6) ? ERROR : WARNING, source: errorSource };
  }

  function error() {
    const forms = japanese && w.chance(0.3) ? ERRORS_JA : ERRORS;
    return { ...w.pick(forms)(w), type: ERROR, source: errorSource };
  }

  function near() {
    const said = w.chance(0.4) ? spoiled(w) : w.pick(NEARLY)(w);
    return { ...said, type: WARNING, source: errorSource };
  }

  function ordinary() {
    if (w.chance(SHARES.long)) return { text: w.pick(LONG)(w), type: 1, source: errorSource };
    if (japanese && w.chance(SHARES.japanese))
      return { text: w.pick(ORDINARY_JA)(w), type: 1, source: errorSource };
    turn = w.chance(0.8) ? (turn + 1) % TEMPLATES : w.below(TEMPLATES);
    return { text: mine[turn].say(w), type: 1, source: mine[turn].source };
  }

  return () => {
    const at = w.next();
    if (at < plants) return plant();
    if (at < plants + SHARES.errors) return error();
    if (at < plants + SHARES.errors + SHARES.nearly) return near();
    return ordinary();
  };
}
