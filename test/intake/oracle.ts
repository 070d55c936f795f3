import type {
  BuildSeen,
  CodeSeen,
  Evidence,
  FileRead,
  Hit,
  Patterns,
  Place,
  Reading,
} from '../../src/domain';
import { fold } from '../../src/fold';
import { align } from '../../src/intake/align';
import { builds } from '../../src/intake/builds';
import { decoder } from '../../src/intake/decode';
import { logNamer } from '../../src/intake/log-name';
import { quote } from '../../src/intake/place';
import type { LogRecord } from '../../src/intake/record';
import { cutter } from '../../src/intake/records';
import { sniff } from '../../src/intake/sniff';
import type { Span } from '../../src/intake/template';
import { timeline } from '../../src/intake/timeline';
import { plainCodes } from './oracle-codes';
import { fileOf, hours } from './oracle-file';
import { mapped, once, spanOf, type Wanted } from './oracle-match';

/** The obvious reader, slow and plain: decodes a whole log, cuts it into records and tries every text on every one of them. What it gives is
 *  what the product must give. It masks nothing: its logs are to have neither secrets nor names. */

export type Findings = Pick<Evidence, 'files' | 'hits' | 'readings' | 'builds' | 'codes' | 'timeline'>;

const asIs = (text: string, from = 0, to = text.length): string => text.slice(from, to);

/** One record under the eyes, and where in the log it stands. */
interface Sight {
  readonly record: LogRecord;
  readonly at: (index: number) => Place;
  readonly quoted: (from: number, to: number) => string;
}

function sight(record: LogRecord, file: string): Sight {
  const time = record.time === undefined ? {} : { time: record.time };
  return {
    record,
    at: (index) => ({
      file,
      line: record.line + record.text.slice(0, index).split('\n').length - 1,
      ...time,
    }),
    quoted: (from, to) => quote(record.text, from, to, asIs),
  };
}

/** Where a span of the folded text stands in the record, and its values as written. */
function unfolded({ record }: Sight, folded: string, span: Span) {
  const at = align(record.text, folded);
  const raw = (from: number, to: number) =>
    record.text.slice(at[from], at[to]).replace(/\s+/g, ' ').trim().slice(0, 200);
  return {
    from: at[span.from] ?? 0,
    to: at[span.to] ?? record.text.length,
    values: Object.fromEntries(span.values.map(({ name, from, to }) => [name, raw(from, to)])),
  };
}

const unread = (file: FileRead): Findings => ({
  files: [file],
  hits: [],
  readings: [],
  builds: [],
  codes: [],
  timeline: null,
});

/** Reads one log. */
export function oracle(name: string, bytes: Uint8Array, patterns: Patterns): Findings {
  const kind = sniff(bytes.subarray(0, 64 * 1024));
  if (kind.is === 'other') return unread({ name, read: false, reason: kind.reason });
  const log = logNamer(patterns.logs)(name);
  const decode = decoder();
  const cut = cutter();
  const text = decode.push(bytes) + decode.end();
  const records = [...cut.push(text), ...cut.end()];
  const file = fileOf(name, records, decode, cut.lines(), log);
  const sights = records.map((record) => sight(record, name));
  const counts = ({ logs, onlyThere }: Wanted) =>
    !onlyThere || logs.some((each) => each.toLowerCase() === log?.toLowerCase());
  return {
    files: [file],
    hits: hits(sights, patterns, counts),
    readings: readings(sights, patterns, counts),
    builds: buildsOf(sights, log),
    codes: codesOf(sights),
    timeline: timeline(hours(records)),
  };
}

function hits(sights: readonly Sight[], { signatures }: Patterns, counts: (of: Wanted) => boolean): Hit[] {
  const folds = once(fold);
  const folded = sights.map(({ record }) => folds(record.text));
  return signatures.filter(counts).flatMap((signature) => {
    const find = once((text) => spanOf(signature, text));
    const seen = sights.flatMap((each, i) => {
      const span = find(folded[i] ?? '');
      return span ? [{ ...each, ...unfolded(each, folded[i] ?? '', span) }] : [];
    });
    const [first] = seen;
    if (!first) return [];
    const times = seen.flatMap(({ record }) => (record.time === undefined ? [] : [record.time]));
    return {
      ...first.at(first.from),
      signature: signature.id,
      quote: first.quoted(first.from, first.to),
      captured: first.values,
      count: seen.length,
      ...(times.length > 0 ? { first: times[0], last: times.at(-1) } : {}),
    } as Hit;
  });
}

/** Facts, each value once, where it stands first; those seen last at the end. */
function readings(
  sights: readonly Sight[],
  { detectors }: Patterns,
  counts: (of: Wanted) => boolean,
): Reading[] {
  const all = new Map<string, Reading>();
  const folds = once(fold);
  const finds = detectors
    .filter(counts)
    .map((detector) => ({ detector, find: once((text) => spanOf(detector, text)) }));
  for (const each of sights) {
    const folded = folds(each.record.text);
    for (const { detector, find } of finds) {
      const span = find(folded);
      if (!span) continue;
      const { from, to, values } = unfolded(each, folded, span);
      const raw = detector.value ?? values.value ?? '';
      const value = detector.map && !detector.value ? mapped(detector.map, raw) : raw;
      if (!value) continue;
      renew(all, `${detector.fact} ${value}`, {
        ...each.at(from),
        fact: detector.fact,
        value,
        quote: each.quoted(from, to),
      });
    }
  }
  return [...all.values()];
}

function renew<T>(all: Map<string, T>, key: string, made: T): void {
  const known = all.get(key) ?? made;
  all.delete(key);
  all.set(key, known);
}

function buildsOf(sights: readonly Sight[], log?: string): BuildSeen[] {
  const all = new Map<string, BuildSeen>();
  for (const { record, at, quoted } of sights)
    for (const { build, of, from, to } of builds(record.text, log))
      renew(all, `${build} ${of}`, { ...at(from), build, of, quote: quoted(from, to) });
  return [...all.values()];
}

/** Codes of a record count once, wherever in it they stand; the first five hundred of a log are kept. */
function codesOf(sights: readonly Sight[]): CodeSeen[] {
  const all = new Map<number, CodeSeen>();
  const find = once(plainCodes);
  for (const { record, at: place } of sights) {
    const columns = (record.codes ?? []).map(({ code, ...rest }) => ({ ...rest, value: Number(code) }));
    const own = [...find(record.text), ...columns];
    own.forEach(({ value, written, at }, i) => {
      if (own.findIndex((other) => other.value === value) < i) return;
      const known = all.get(value);
      const here = place(at);
      const code = `0x${value.toString(16).padStart(8, '0')}`;
      if (known) all.set(value, { ...known, count: known.count + 1, last: here });
      else if (all.size < 500) all.set(value, { code, written, count: 1, first: here, last: here });
    });
  }
  return [...all.values()];
}
