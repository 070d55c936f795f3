import type { Encoding, FileRead, SkipReason } from '../domain';

type Read = Extract<FileRead, { read: true }>;

/** Files that share one reason. */
export interface Group {
  readonly reason: SkipReason;
  readonly files: readonly FileRead[];
}

/** What was read and what was not, in figures. */
export interface Tally {
  readonly read: number;
  readonly lines: number;
  readonly records: number;
  /** From the first time in any file to the last; absent where none has one. */
  readonly from?: string;
  readonly to?: string;
  /** Logs of the product that were recognised, by their product names. */
  readonly logs: readonly string[];
  readonly encodings: Readonly<Partial<Record<Encoding, number>>>;
  readonly skipped: number;
  /** Not read, and read only in part: most files first. */
  readonly notRead: readonly Group[];
  readonly cut: readonly Group[];
}

/** The files sent; pasted text is none. */
export function sent(files: readonly FileRead[]): readonly FileRead[] {
  return files.filter((file) => file.name !== 'message');
}

/** The figures of the files sent. */
export function tally(files: readonly FileRead[]): Tally {
  const all = sent(files);
  const read = all.filter((file): file is Read => file.read);
  const skipped = all.filter((file) => !file.read);
  const encodings: Partial<Record<Encoding, number>> = {};
  for (const { encoding } of read) encodings[encoding] = (encodings[encoding] ?? 0) + 1;
  return {
    read: read.length,
    lines: read.reduce((sum, file) => sum + file.lines, 0),
    records: read.reduce((sum, file) => sum + file.records, 0),
    ...period(read),
    logs: [...new Set(read.flatMap((file) => file.log ?? []))].sort(),
    encodings,
    skipped: skipped.length,
    notRead: groups(skipped),
    cut: groups(read),
  };
}

function period(read: readonly Read[]): Pick<Tally, 'from' | 'to'> {
  const from = read.flatMap((file) => file.from ?? []).reduce(earlier, '');
  const to = read.flatMap((file) => file.to ?? []).reduce(later, '');
  return from && to ? { from, to } : {};
}

function earlier(a: string, b: string): string {
  return a === '' || b < a ? b : a;
}

function later(a: string, b: string): string {
  return b > a ? b : a;
}

function groups(files: readonly FileRead[]): readonly Group[] {
  const byReason = new Map<SkipReason, FileRead[]>();
  for (const file of files) {
    const reason = file.read ? file.cut : file.reason;
    if (reason === undefined) continue;
    const alike = byReason.get(reason);
    if (alike) alike.push(file);
    else byReason.set(reason, [file]);
  }
  return [...byReason]
    .map(([reason, all]) => ({ reason, files: all }))
    .sort((a, b) => b.files.length - a.files.length);
}
