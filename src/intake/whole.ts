import type { LogFormat } from '../domain';
import type { Decoder } from './decode';
import type { Ledger } from './ledger';
import type { Page } from './page';
import type { Source } from './place';
import type { LogRecord } from './record';
import { cutter } from './records';

/** The reader that sees everything: decodes, cuts into records, writes each into the book. */
export interface WholeReader {
  readonly counts: Record<LogFormat, number>;
  format(): LogFormat;
  /** What comes now begins in this line. */
  at(line: number): void;
  push(bytes: Uint8Array): void;
  /** What comes now is decoded so. */
  turn(decode: Decoder): void;
  /** The text ends here, or the next line begins a record, which is as good. */
  end(): void;
  /** Lines so far, counted as the file has them. */
  lines(): number;
}

const FAMILIES = ['ccm', 'simple', 'clipboard', 'msi', 'iis', 'cbs'] as const;

function format(counts: Readonly<Record<LogFormat, number>>): LogFormat {
  const known = FAMILIES.filter((each) => counts[each] > 0);
  return known.reduce<LogFormat>((a, b) => (a === 'plain' || counts[b] > counts[a] ? b : a), 'plain');
}

export function wholeReader(found: Page, first: Decoder, from: Source, book: Ledger): WholeReader {
  const cut = cutter();
  const counts: Record<LogFormat, number> = {
    ccm: 0,
    simple: 0,
    clipboard: 0,
    msi: 0,
    iis: 0,
    cbs: 0,
    plain: 0,
  };
  let decode = first;
  let shift = 0;
  const take = (records: readonly LogRecord[]): void => {
    for (const each of records) {
      counts[each.format]++;
      book.take(found, shift === 0 ? each : { ...each, line: each.line + shift }, from);
    }
  };
  return {
    counts,
    format: () => format(counts),
    at(line) {
      shift = line - 1 - cut.lines();
    },
    push(bytes) {
      take(cut.push(decode.push(bytes)));
    },
    turn(next) {
      take(cut.push(decode.end()));
      decode = next;
    },
    end() {
      take(cut.push(decode.end()));
      take(cut.end());
    },
    lines: () => cut.lines() + shift,
  };
}
