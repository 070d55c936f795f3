import { hexCodes } from './faulty.mjs';
import { KNOWN } from './knowledge.mjs';
import { HRESULTS } from './words.mjs';

const HOLE = /\{([a-z]+)\}/g;
/** Most of what is met is among the first 300; of all that is known one in four never occurs. */
const FIRST = 300;
const isMet = (_, i) => i % 4 !== 3;
const COMMON = KNOWN.slice(0, FIRST).filter(isMet);
const ALL = KNOWN.filter(isMet);

const VALUES = {
  host: (w) => w.host(),
  number: (w) => `${2 + w.below(1000)}`,
  code: (w) => `0x${w.pick(HRESULTS)}`,
  guid: (w) => w.newGuid(),
  word: (w) => w.pick(['P01', 'CAS', 'Tokyo-HQ', 'Install_Apps', 'SiteA']),
};

function value(w, known) {
  if (known.map) return w.pick(Object.keys(known.map));
  return known.fact === 'client_version'
    ? `5.00.${9000 + w.below(200)}.${1000 + w.below(100)}`
    : `M${w.below(100)}`;
}

/** The text with something at its placeholders, and what that is. */
function fill(w, known, text) {
  const captured = {};
  const filled = text.replace(HOLE, (_, name) => {
    captured[name] = name === 'value' ? value(w, known) : VALUES[name](w);
    return captured[name];
  });
  return { filled, captured };
}

/** Letters in capitals, except in numbers: the case of letters does not matter. */
const shouted = (text) =>
  text.replace(/0x[0-9a-f]+|[a-z]/gi, (part) => (part.length > 1 ? part : part.toUpperCase()));

/** Around a planted text; one that ends in a placeholder ends its record, so that its value is known. */
function dressed(w, text, endsOpen) {
  const before = w.chance(0.25) ? w.pick(['Warning: ', '[CCMHTTP] ', 'Raising event:\r\n', 'a\nb\n']) : '';
  const behind = w.chance(0.25) && !endsOpen ? w.pick(['.', ' (will be retried)', '\r\nSource: WMI']) : '';
  return before + text + behind;
}

/** A record that a pattern knows. */
export function planted(w, log) {
  const here = w.chance(0.1) ? ALL.filter(({ logs }) => logs.includes(log)) : [];
  const known = w.pick(here.length > 0 ? here : w.chance(0.7) ? COMMON : ALL);
  const template = w.pick(known.texts);
  const { filled, captured } = fill(w, known, template);
  const loud = w.chance(0.1) && Object.keys(captured).length === 0;
  const core = loud ? shouted(filled) : filled;
  return {
    text: dressed(w, core, template.endsWith('}')),
    codes: hexCodes(core),
    plant: { id: known.id, core, captured },
  };
}

/** Nearly a record that a pattern knows: one letter in the middle of its longest piece is another. */
export function spoiled(w) {
  const known = w.pick(COMMON);
  const text = w.pick(known.texts);
  const longest = text.split(/\{[a-z]+\}/).reduce((a, b) => (b.length > a.length ? b : a));
  const middle = longest.search(/(?<=[a-z])[a-pr-z](?=[a-z ])/);
  if (middle < 0) return { text: 'Nothing like it', codes: [] };
  const wrong = `${longest.slice(0, middle)}q${longest.slice(middle + 1)}`;
  const { filled } = fill(
    w,
    known,
    text.replace(longest, () => wrong),
  );
  return { text: filled, codes: hexCodes(filled) };
}
