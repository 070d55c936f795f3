import { speaker } from './speaker.mjs';
import { world } from './world.mjs';

const FROM = Date.UTC(2026, 10, 20);
const DAYS = 4;
const RECORD = 190;
const two = (n) => (n < 10 ? `0${n}` : `${n}`);
const three = (n) => `${n}`.padStart(3, '0');

/** The moment as the product writes it (`time`, `date`), as evidence gives it (`at`), and its hour. */
function written(moment) {
  const d = new Date(moment);
  const month = two(d.getUTCMonth() + 1);
  const day = two(d.getUTCDate());
  const hour = two(d.getUTCHours());
  const rest = `${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}.${three(d.getUTCMilliseconds())}`;
  const date = `${d.getUTCFullYear()}-${month}-${day}`;
  return {
    time: `${hour}:${rest}`,
    date: `${month}-${day}-${d.getUTCFullYear()}`,
    at: `${date} ${hour}:${rest}`,
    hour: `${date} ${hour}`,
  };
}

function lineEnds(text) {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Keeps what stands in a log, in the terms of `Evidence`: `line` is where the record begins. */
function keep(truth, { text, type, codes, plant }, line, { at, hour }) {
  const lineOf = (part) => line + lineEnds(text.slice(0, text.indexOf(part)));
  if (plant) truth.plants.push([plant.id, lineOf(plant.core), at, plant.captured]);
  for (const { code, written } of codes ?? []) {
    const place = { line: lineOf(written), time: at };
    truth.codes[code] ??= { written, count: 0, first: place };
    truth.codes[code].count++;
    truth.codes[code].last = place;
  }
  if (type === 3) truth.errors[hour] = (truth.errors[hour] ?? 0) + 1;
}

/** One log of about so many `characters` over four days: its text, and the truth about it. */
export function writeLog({ seed, log, characters, japanese, plants }) {
  const w = world(seed);
  const next = speaker(w, { log, japanese, plants });
  const threads = Array.from({ length: 8 }, () => 1000 + w.below(30_000));
  const bias = w.pick(['-540', '+000', '-060', '+300']);
  const component = log.replace('.log', '');
  const step = (DAYS * 86_400_000) / (characters / RECORD);
  const truth = { lines: 0, records: 0, from: '', to: '', plants: [], codes: {}, errors: {} };
  const parts = [];
  let thread = threads[0];
  let moment = FROM;
  for (let size = 0; size < characters; size += parts.at(-1).length) {
    moment += w.next() * 2 * step;
    if (w.chance(0.12)) thread = w.pick(threads);
    const said = next();
    const when = written(moment);
    parts.push(
      `<![LOG[${said.text}]LOG]!><time="${when.time}${bias}" date="${when.date}" component="${component}" context="" type="${said.type}" thread="${thread}" file="${said.source}">\r\n`,
    );
    keep(truth, said, truth.lines + 1, when);
    truth.records++;
    truth.lines += 1 + lineEnds(said.text);
    truth.from ||= when.at;
    truth.to = when.at;
  }
  return { text: parts.join(''), truth };
}
