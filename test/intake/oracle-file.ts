import type { FileRead, LogFormat } from '../../src/domain';
import type { Decoder } from '../../src/intake/decode';
import type { LogRecord } from '../../src/intake/record';
import { isError } from '../../src/intake/timeline';

/** What is said of the file itself. */
export function fileOf(
  name: string,
  records: readonly LogRecord[],
  decode: Decoder,
  lines: number,
  log?: string,
): FileRead {
  if (records.length === 0) return { name, read: false, reason: decode.blank() ? 'nul-only' : 'empty' };
  const timed = records.filter(({ time }) => time !== undefined);
  const first = timed.reduce<LogRecord | undefined>(
    (a, b) => (a && a.line <= b.line ? a : b),
    undefined,
  )?.time;
  const last = timed.reduce<LogRecord | undefined>((a, b) => (a && a.line > b.line ? a : b), undefined)?.time;
  const of = (format: LogFormat) => records.filter((record) => record.format === format).length;
  const families = (['ccm', 'simple', 'clipboard', 'msi', 'iis', 'cbs'] as const).filter(
    (family) => of(family) > 0,
  );
  return {
    name,
    read: true,
    encoding: decode.encoding(),
    format: families.reduce<LogFormat>((a, b) => (a !== 'plain' && of(a) >= of(b) ? a : b), 'plain'),
    lines,
    records: records.length,
    ...(log === undefined ? {} : { log }),
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last }),
  };
}

/** Records and errors by the hour, counted from 1970. */
export function hours(records: readonly LogRecord[]): Map<number, { records: number; errors: number }> {
  const all = new Map<number, { records: number; errors: number }>();
  for (const each of records) {
    const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2}) ([0-9]{2})/.exec(each.time ?? '');
    if (!found) continue;
    const [, year, month, day, hour] = found.map(Number);
    const key = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour) / 3_600_000;
    const at = all.get(key) ?? { records: 0, errors: 0 };
    all.set(key, { records: at.records + 1, errors: at.errors + (isError(each) ? 1 : 0) });
  }
  return all;
}
