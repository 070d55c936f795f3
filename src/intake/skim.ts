import type { Place } from '../domain';
import { attributes } from './attributes';
import { CODE_ENTRY } from './codes';
import type { Kernel } from './kernel';
import { type CodeTally, type Page, reach, tally } from './page';
import { stamp } from './stamp';
import { addHour } from './timeline';

/** A stretch of the block that the whole reader must see, and the line it begins in. */
export interface Region {
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

/** Bytes of the attributes that hold date and time. */
const ATTRIBUTES = 80;
const CLOSER = 7;

function timeBehind(kernel: Kernel, end: number): string | undefined {
  const text = kernel.bytes().toString('latin1', end + CLOSER, end + CLOSER + ATTRIBUTES);
  const { values } = attributes(text, 0);
  return stamp(values.date ?? '', values.time ?? '');
}

function timeAt(kernel: Kernel, date: number, time: number): string | undefined {
  const bytes = kernel.bytes();
  return stamp(bytes.toString('latin1', date, date + 10), bytes.toString('latin1', time, time + 24).split('"')[0] ?? '');
}

/** Where the code of an entry of the kernel's table stands. */
function placeOf(kernel: Kernel, entry: number, file: string): Place {
  const at = kernel.word(entry + 4);
  const from = kernel.word(entry + 16);
  const line = kernel.word(entry + 12) + kernel.run.linesBetween(from, at);
  const time = timeBehind(kernel, kernel.word(entry + 20));
  return time === undefined ? { file, line } : { file, line, time };
}

/** Notes the codes of the records that were only counted, up to the one at address `before`; returns the number of the first that is left. */
function takeCodes(kernel: Kernel, page: Page, file: string, first: number, before: number): number {
  const { codesOut, codeCountOut } = kernel.run;
  const touched = new Map<CodeTally, number>();
  let i = first;
  for (; i < codeCountOut.value; i++) {
    const entry = codesOut.value + i * CODE_ENTRY;
    const at = kernel.word(entry + 4);
    if (at >= before) break;
    const value = kernel.word(entry);
    const written = () => kernel.bytes().toString('latin1', at, at + kernel.word(entry + 8));
    const again = tally(page, value, kernel.word(entry + 12), written, () => placeOf(kernel, entry, file));
    const seen = again ? page.codes.get(value) : undefined;
    if (seen) touched.set(seen, entry);
  }
  for (const [seen, entry] of touched) seen.last = placeOf(kernel, entry, file);
  return i;
}

/** The hour that the kernel writes as year, four bits of month, five of day, five of hour. */
function hourOf(when: number): number {
  return Date.UTC(when >>> 14, ((when >>> 10) & 15) - 1, (when >>> 5) & 31, when & 31) / 3_600_000;
}

/** Takes over what the kernel's last pass counted, and hands on each region in its turn. */
export function takePass(kernel: Kernel, page: Page, file: string, whole: (region: Region) => void): void {
  const { run } = kernel;
  page.records += run.records.value;
  if (run.firstLine.value > 0) {
    const first = timeAt(kernel, run.firstDate.value, run.firstTime.value);
    const last = timeAt(kernel, run.lastDate.value, run.lastTime.value);
    if (first !== undefined) reach(page, first, run.firstLine.value);
    if (last !== undefined) reach(page, last, run.lastLine.value);
  }
  for (let i = 0; i < run.hourCountOut.value; i++) {
    const entry = run.hoursOut.value + 12 * i;
    addHour(page.hours, hourOf(kernel.word(entry)), kernel.word(entry + 4), kernel.word(entry + 8));
  }
  let code = 0;
  for (let i = 0; i < run.regionCountOut.value; i++) {
    const entry = run.regionsOut.value + 12 * i;
    const from = kernel.word(entry);
    code = takeCodes(kernel, page, file, code, from);
    whole({ from, to: kernel.word(entry + 4), line: kernel.word(entry + 8) });
  }
  takeCodes(kernel, page, file, code, Number.POSITIVE_INFINITY);
}
