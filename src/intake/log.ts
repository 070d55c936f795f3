import type { FileRead, LogFormat, SkipReason } from '../domain';
import { breather } from './breathe';
import { decoder } from './decode';
import { type Budget, Stop } from './inflate';
import { type Ledger, type Page, page } from './ledger';
import type { Source } from './place';
import type { LogRecord } from './record';
import { cutter } from './records';

/** What the reading of every file shares. */
export interface Desk {
  readonly book: Ledger;
  readonly logOf: (file: string) => string | undefined;
  readonly budget: Budget;
  readonly progress: (file: string, done: number) => void;
}

/** One file and, if it was read, what it says. */
export interface Outcome {
  readonly file: FileRead;
  readonly page?: Page;
}

type Bytes = AsyncGenerator<Uint8Array>;

/** A file that was not read. */
export const skipped = (name: string, reason: SkipReason): Outcome => ({
  file: { name, read: false, reason },
});

/** Why a stream of bytes ended early. */
export const reasonOf = (error: unknown): SkipReason => (error instanceof Stop ? error.reason : 'damaged');

function format(counts: Readonly<Record<LogFormat, number>>): LogFormat {
  const known = (['ccm', 'simple', 'clipboard'] as const).filter((each) => counts[each] > 0);
  return known.reduce<LogFormat>((a, b) => (a === 'plain' || counts[b] > counts[a] ? b : a), 'plain');
}

/** Reads one log as its bytes come. What was read before they broke off counts, except where the checksum is wrong. */
export async function readLog(bytes: Bytes, name: string, desk: Desk): Promise<Outcome> {
  const { book, logOf } = desk;
  const log = logOf(name);
  const source: Source = { file: name, pasted: false, ...(log === undefined ? {} : { log }) };
  const decode = decoder();
  const cut = cutter();
  const found = page();
  const counts: Record<LogFormat, number> = { ccm: 0, simple: 0, clipboard: 0, plain: 0 };
  const breathe = breather();
  let cutShort: SkipReason | undefined;
  let size = 0;
  const take = async (records: readonly LogRecord[]): Promise<void> => {
    for (const record of records) {
      counts[record.format]++;
      book.take(found, record, source);
      const pause = breathe();
      if (pause) await pause;
    }
  };
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      await take(cut.push(decode.push(chunk)));
    }
  } catch (error) {
    cutShort = reasonOf(error);
  }
  await take(cut.push(decode.end()));
  await take(cut.end());
  if (cutShort === 'bad-crc') return skipped(name, cutShort);
  if (found.records === 0)
    return skipped(name, cutShort ?? (size > 0 && decode.blank() ? 'nul-only' : 'empty'));
  const file: FileRead = {
    name,
    read: true,
    encoding: decode.encoding(),
    format: format(counts),
    lines: cut.lines(),
    records: found.records,
    ...(log === undefined ? {} : { log }),
    ...(found.from === undefined ? {} : { from: found.from }),
    ...(found.to === undefined ? {} : { to: found.to }),
    ...(cutShort === undefined ? {} : { cut: cutShort }),
  };
  return { file, page: found };
}
