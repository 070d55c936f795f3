import { expected } from './truth.mjs';

/** The same whatever order the properties have. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, plain(value[key])]));
}

function compare(kind, found, wanted) {
  const text = (each) => `${kind} ${JSON.stringify(plain(each))}`;
  const left = new Set(wanted.map(text));
  const extra = found.map(text).filter((each) => !left.delete(each));
  return [...[...left].map((each) => `missing: ${each}`), ...extra.map((each) => `not there: ${each}`)].sort(
    byPlace,
  );
}

/** What is missing beside what was found instead. */
const byPlace = (a, b) => (a.replace(/^.*?: /, '') < b.replace(/^.*?: /, '') ? -1 : 1);

/** Without the line itself, which is as the log has it. */
const unquoted = ({ quote, ...rest }) => rest;

/** What an `Evidence` says that is not so, or does not say; empty when all of it is right. */
export function differences(evidence, { files, known }) {
  const truth = expected(files, known);
  return [
    ...compare('hit', evidence.hits.map(unquoted), truth.hits),
    ...compare('reading', evidence.readings.map(unquoted), truth.readings),
    ...compare('code', evidence.codes, truth.codes),
    ...compare('file', evidence.files, truth.files),
    ...compare('timeline', evidence.timeline ? [evidence.timeline] : [], truth.timeline),
  ];
}
