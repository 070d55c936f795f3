import type { Ledger, Stretch } from './ledger';
import type { Page } from './page';
import type { Source } from './place';
import type { LogRecord } from './record';
import { cutter } from './records';
import type { Redactor } from './redact';
import { looksLogged, own, quotesProduct } from './said';
import { tidy } from './tidy';

export const MESSAGE = 'message';
const PASTED: Source = { file: MESSAGE, pasted: true };

/** What a message's text holds beside evidence. */
export interface Message {
  readonly said: string;
  readonly pasted: boolean;
}

interface Paragraph {
  readonly lines: LogRecord[];
  /** The record that follows: the lines above may be the beginning of its message. */
  next: LogRecord | null;
}

function paragraphs(records: readonly LogRecord[]): Paragraph[] {
  const all: Paragraph[] = [];
  let open: Paragraph | null = null;
  for (const record of records) {
    const last: LogRecord | undefined = open?.lines.at(-1);
    if (record.format !== 'plain') {
      if (open) open.next = record;
      open = null;
      continue;
    }
    if (!open || !last || record.line > last.line + 1) {
      open = { lines: [], next: null };
      all.push(open);
    }
    open.lines.push(record);
  }
  return all;
}

/** Reads a person's message: its log records and product messages go to the page, the person's own words come back, redacted. */
export function readMessage(
  text: string,
  page: Page,
  ledger: Ledger,
  logOf: (file: string) => string | undefined,
  redact: Redactor,
): Message {
  const lines = tidy(text);
  const cut = cutter('message');
  const records = [...cut.push(lines.map((line) => line.text).join('\n')), ...cut.end()];
  const placed = records.map((record) => ({ ...record, line: lines[record.line - 1]?.line ?? record.line }));
  const sources = records.map((record): Source => {
    const log = logOf(lines[record.line - 1]?.log ?? '');
    return log === undefined ? PASTED : { ...PASTED, log };
  });
  const found = new Map<LogRecord, Stretch[]>();
  const sourceOf = new Map(placed.map((record, i) => [record, sources[i]]));
  placed.forEach((record, i) => {
    found.set(record, ledger.take(page, record, sources[i] ?? PASTED));
  });

  let pasted = placed.some((record) => record.format !== 'plain');
  const said: string[] = [];
  for (const { lines: own_, next } of paragraphs(placed)) {
    const [first] = own_;
    if (!first) continue;
    const whole = own_.map((record) => record.text).join('\n');
    const joined = { ...first, text: next ? `${whole}\n${next.text}` : whole };
    const stretches: Stretch[] = [];
    let offset = 0;
    for (const record of own_) {
      for (const { from, to } of found.get(record) ?? [])
        stretches.push({ from: from + offset, to: to + offset });
      offset += record.text.length + 1;
    }
    for (const { from, to } of ledger.across(page, joined, sourceOf.get(first) ?? PASTED))
      if (from < whole.length) stretches.push({ from, to: Math.min(to, whole.length) });
    pasted ||=
      stretches.length > 0 || quotesProduct(whole) || own_.some((record) => looksLogged(record.text));
    const words = own(whole, stretches, (from, to) => redact.text(whole, from, to));
    if (words) said.push(words);
  }
  return { said: said.join('\n'), pasted };
}
