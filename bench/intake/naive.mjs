import fs from 'node:fs';
import AdmZip from 'adm-zip';
import { blame } from './reading.mjs';
import { expected } from './truth.mjs';

const HOLE = /\\\{[a-z]+\\\}/g;

function expression(text) {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(escaped.replace(HOLE, '(.*?)'), 'i');
}

/** Unpack, decode, split, try every signature on every line. Hits as `file signature line count`. */
function read(zip, files, signatures) {
  const all = signatures.map((each) => ({ ...each, expressions: each.texts.map(expression) }));
  const archive = new AdmZip(zip);
  const found = new Map();
  for (const { name, log } of files) {
    const here = all.filter(({ onlyThere, logs }) => !onlyThere || logs.includes(log));
    const lines = archive.getEntry(name).getData().toString('utf8').split('\n');
    lines.forEach((line, i) => {
      for (const { id, expressions } of here) {
        if (!expressions.some((each) => each.test(line))) continue;
        const seen = found.get(`${name} ${id}`) ?? { line: i + 1, count: 0 };
        found.set(`${name} ${id}`, { ...seen, count: seen.count + 1 });
      }
    });
  }
  return [...found].map(([key, { line, count }]) => `${key} ${line} ${count}`);
}

/** The reader that anyone would write first, at work on the corpus's first files, `part` bytes of it or a little more. */
export function naiveReader(corpus, part, { signatures, detectors }) {
  let bytes = 0;
  const files = corpus.files.filter(({ size }) => {
    const more = bytes < part;
    if (more) bytes += size;
    return more;
  });
  const zip = fs.readFileSync(corpus.zip);
  const known = signatures.length + detectors.length;
  const { hits } = expected(files, known);
  const right = hits.map(({ file, signature, line, count }) => `${file} ${signature} ${line} ${count}`);
  return {
    bytes,
    work: () => read(zip, files, signatures),
    check: (found) =>
      blame('the naive reader', [
        ...right.filter((each) => !found.includes(each)).map((each) => `missing: ${each}`),
        ...found.filter((each) => !right.includes(each)).map((each) => `not there: ${each}`),
      ]),
  };
}
