import type { Place } from '../domain';
import { CODE_ENTRY } from './codes';
import type { Kernel } from './kernel';
import { type CodeTally, type Page, reach, tally } from './page';
import { addHour } from './timeline';

/** A stretch of the block that the whole reader must see, and the line it begins in. */
export interface Region {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** What the records before it were, that were only counted: more than ASCII? */
  readonly aside: 'ascii' | 'utf-8' | 'cp932' | 'both';
}

const REGION = 16;
const ASIDE = ['ascii', 'utf-8', 'cp932', 'both'] as const;

const CLOSER = 7;
/** `<time="` before the time, `" date="` between it and the date. */
const BEFORE = 7;
const BETWEEN = 8;
const DATE = 10;
const LONGEST_TIME = 24;

/** The time of a record the kernel counted: its attributes are in the product's order and form, the date month first. */
function timeAt(kernel: Kernel, at: number): string {
  const text = kernel.bytes().toString('latin1', at, at + LONGEST_TIME + BETWEEN + DATE);
  const end = text.indexOf('"');
  const date = text.slice(end + BETWEEN, end + BETWEEN + DATE);
  let digits = 9;
  while (digits < 12 && (text.charCodeAt(digits) - 48) >>> 0 < 10) digits++;
  const fraction = text.slice(9, digits).padStart(3, '0');
  return `${date.slice(6)}-${date.slice(0, 5)} ${text.slice(0, 8)}.${fraction}`;
}

/** Where the code of an entry of the kernel's table stands. */
function placeOf(kernel: Kernel, entry: number, file: string): Place {
  const at = kernel.word(entry + 4);
  const from = kernel.word(entry + 16);
  const line = kernel.word(entry + 12) + kernel.run.linesBetween(from, at);
  return { file, line, time: timeAt(kernel, kernel.word(entry + 20) + CLOSER + BEFORE) };
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
    const known = page.codes.get(value);
    if (known) {
      const record = kernel.word(entry + 12);
      if (known.record !== record) touched.set(known, entry);
      if (known.record !== record) known.count++;
      known.record = record;
      continue;
    }
    const written = () => kernel.bytes().toString('latin1', at, at + kernel.word(entry + 8));
    tally(page, value, kernel.word(entry + 12), written, () => placeOf(kernel, entry, file));
  }
  for (const [seen, entry] of touched) seen.last = placeOf(kernel, entry, file);
  return i;
}

/** The hour that the kernel writes as year, four bits of month, five of day, five of hour. */
function hourOf(when: number): number {
  return Date.UTC(when >>> 14, ((when >>> 10) & 15) - 1, (when >>> 5) & 31, when & 31) / 3_600_000;
}

/** What the last pass left out, beside ASCII. */
export function leftOut({ run }: Kernel): Region['aside'] {
  return ASIDE[(run.sawUtf8.value ? 1 : 0) + (run.sawAnsi.value ? 2 : 0)] ?? 'ascii';
}

/** Takes over what the kernel's last pass counted, and hands on each region in its turn. */
export function takePass(kernel: Kernel, page: Page, file: string, whole: (region: Region) => void): void {
  const { run } = kernel;
  page.records += run.records.value;
  if (run.firstLine.value > 0) {
    reach(page, timeAt(kernel, run.firstTime.value), run.firstLine.value);
    reach(page, timeAt(kernel, run.lastTime.value), run.lastLine.value);
  }
  for (let i = 0; i < run.hourCountOut.value; i++) {
    const entry = run.hoursOut.value + 12 * i;
    addHour(page.hours, hourOf(kernel.word(entry)), kernel.word(entry + 4), kernel.word(entry + 8));
  }
  let code = 0;
  for (let i = 0; i < run.regionCountOut.value; i++) {
    const entry = run.regionsOut.value + REGION * i;
    const from = kernel.word(entry);
    code = takeCodes(kernel, page, file, code, from);
    const aside = ASIDE[kernel.word(entry + 12)] ?? 'ascii';
    whole({ from, to: kernel.word(entry + 4), line: kernel.word(entry + 8), aside });
  }
  takeCodes(kernel, page, file, code, Number.POSITIVE_INFINITY);
}
