import { KNOWN } from '../corpus/knowledge.mjs';

const HOUR = 3_600_000;
const number = (id) => Number(id.split('-')[1]);

function hitsOf(file, known) {
  const hits = new Map();
  for (const [id, line, time, captured] of file.plants) {
    const { fact, logs } = KNOWN[number(id)];
    if (fact || number(id) >= known || (logs.length > 0 && !logs.includes(file.log))) continue;
    const seen = hits.get(id) ?? {
      file: file.name,
      signature: id,
      line,
      time,
      captured,
      count: 0,
      first: time,
    };
    hits.set(id, { ...seen, count: seen.count + 1, last: time });
  }
  return [...hits.values()];
}

function readingsOf(file, known) {
  const readings = new Map();
  for (const [id, line, time, captured] of file.plants) {
    const { fact, map, value, logs } = KNOWN[number(id)];
    if (!fact || number(id) >= known || (logs.length > 0 && !logs.includes(file.log))) continue;
    const says = value ?? map?.[captured.value] ?? captured.value;
    const key = `${fact} ${says}`;
    if (!readings.has(key)) readings.set(key, { file: file.name, fact, value: says, line, time });
  }
  return [...readings.values()];
}

function codesOf(files) {
  const all = new Map();
  for (const file of files) {
    for (const [code, { written, count, first, last }] of Object.entries(file.codes)) {
      const place = (of) => ({ file: file.name, ...of });
      const seen = all.get(code) ?? { code, written, count: 0, first: place(first) };
      all.set(code, { ...seen, count: seen.count + count, last: place(last) });
    }
  }
  return [...all.values()];
}

/** The hour `2026-11-20 07` as hours since 1970. */
const hourOf = (text) => Date.parse(`${text.slice(0, 10)}T${text.slice(11, 13)}:00Z`) / HOUR;

function timelineOf(files) {
  const from = files.map((file) => file.from).reduce((a, b) => (a < b ? a : b));
  const to = files.map((file) => file.to).reduce((a, b) => (a > b ? a : b));
  const errorsPerHour = Array(hourOf(to) - hourOf(from) + 1).fill(0);
  for (const { errors } of files)
    for (const [hour, count] of Object.entries(errors)) errorsPerHour[hourOf(hour) - hourOf(from)] += count;
  return { from: `${from.slice(0, 13)}:00`, to: `${to.slice(0, 13)}:00`, errorsPerHour };
}

/** What evidence must say of a zip of these files, with a knowledge of so many patterns. */
export function expected(files, known) {
  return {
    hits: files.flatMap((file) => hitsOf(file, known)),
    readings: files.flatMap((file) => readingsOf(file, known)),
    codes: codesOf(files),
    files: files.map((file) => ({
      name: file.name,
      read: true,
      encoding: file.encoding,
      format: 'ccm',
      lines: file.lines,
      records: file.records,
      log: file.log,
      from: file.from,
      to: file.to,
    })),
    timeline: [timelineOf(files)],
  };
}
