import type { FileRead, SkipReason } from '../domain';
import { type Blocks, openBlocks } from './blocks';
import { type Budget, Stop } from './budget';
import { type Decoder, decoderOf, encodingOf, type Mode, zeros } from './decode';
import type { Source } from './inflate';
import type { Kernel } from './kernel';
import type { Ledger } from './ledger';
import { type Page, page } from './page';
import { disturbed } from './utf16';
import { type WholeReader, wholeReader } from './whole';

/** Where a thread reads: one log at a time, in the kernel's memory. */
export interface Desk {
  readonly kernel: Kernel;
  /** Address of the block under the kernel's eyes, and of bytes that are to be UTF-8 first. */
  readonly block: number;
  readonly raw: number;
  /** Where the first bytes of a file are put. */
  readonly head: number;
  readonly book: Ledger;
  readonly logOf: (file: string) => string | undefined;
  readonly budget: Budget;
}

/** One file and, if it was read, what it says. */
export interface Outcome {
  readonly file: FileRead;
  readonly page?: Page;
}

/** Bytes taken at a time. */
export const STEP = 256 * 1024;
/** A file that was not read. */
export const skipped = (name: string, reason: SkipReason): Outcome => ({
  file: { name, read: false, reason },
});

/** Why a stream of bytes ended early. */
export const reasonOf = (error: unknown): SkipReason => (error instanceof Stop ? error.reason : 'damaged');

/** A file's bytes as they come behind their mark, and the encoding they begin with. */
interface Input {
  readonly mode: Mode;
  readonly bom: boolean;
  readonly next: (into: Uint8Array) => number;
  /** There is nothing but NULs. */
  readonly blank: boolean;
}

/** Blocks of nothing but NULs in front (a file copied while it was open) tell no encoding and are left out. */
function input(head: Uint8Array, source: Source, { kernel, raw }: Desk): Input {
  let first = head;
  while (first.length > 0 && first[0] === 0 && zeros(first)) {
    const room = kernel.bytes().subarray(raw, raw + STEP);
    first = new Uint8Array(room.subarray(0, source.fill(room)));
  }
  const blank = first.length === 0 && head.length > 0;
  const { wide, skip } = encodingOf(first);
  first = first.subarray(skip);
  const next = (into: Uint8Array): number => {
    if (first.length === 0) return source.fill(into);
    const size = Math.min(first.length, into.length);
    into.set(first.subarray(0, size));
    first = first.subarray(size);
    return size;
  };
  return { mode: wide ?? 'narrow', bom: skip === 3, next, blank };
}

/** Reads one log of which `head` came already. What was read before its bytes broke off counts, except where the checksum is wrong. */
export function readLog(head: Uint8Array, source: Source, name: string, desk: Desk): Outcome {
  try {
    const bytes = input(head, source, desk);
    const sheet = openSheet(name, bytes, desk);
    const cut = bytes.mode === 'narrow' ? readNarrow(bytes, sheet, desk) : readWide(bytes, sheet, desk);
    return outcome(name, sheet, bytes, cut, desk);
  } catch (error) {
    return skipped(name, reasonOf(error));
  }
}

/** What is being written of one log. */
interface Sheet {
  readonly found: Page;
  readonly decode: Decoder;
  readonly whole: WholeReader;
  readonly blocks: Blocks;
}

function openSheet(name: string, { bom }: Input, desk: Desk): Sheet {
  const log = desk.logOf(name);
  const found = page();
  const decode = decoderOf('narrow', bom);
  const from = { file: name, pasted: false, ...(log === undefined ? {} : { log }) };
  const whole = wholeReader(found, decode, from, desk.book);
  return { found, decode, whole, blocks: openBlocks(name, { found, decode, whole }, desk) };
}

function outcome(
  name: string,
  { found, decode, whole, blocks }: Sheet,
  { mode, blank }: Input,
  cut: SkipReason | undefined,
  desk: Desk,
): Outcome {
  if (cut === 'bad-crc') return skipped(name, cut);
  if (found.records === 0) return skipped(name, cut ?? (blank ? 'nul-only' : 'empty'));
  const log = desk.logOf(name);
  const file: FileRead = {
    name,
    read: true,
    encoding: mode === 'narrow' ? decode.encoding() : mode,
    format: whole.format(),
    lines: Math.max(blocks.lines(), whole.lines()),
    records: found.records,
    ...(log === undefined ? {} : { log }),
    ...(found.from === undefined ? {} : { from: found.from }),
    ...(found.to === undefined ? {} : { to: found.to }),
    ...(cut === undefined ? {} : { cut }),
  };
  return { file, page: found };
}

/** The next bytes of a file; none where they break off, with the reason. */
function attempt(fill: () => number): { got: number; cut?: SkipReason } {
  try {
    return { got: fill() };
  } catch (error) {
    return { got: 0, cut: reasonOf(error) };
  }
}

function readNarrow({ next }: Input, { blocks }: Sheet, { kernel }: Desk): SkipReason | undefined {
  for (;;) {
    const at = blocks.room();
    const { got, cut } = attempt(() => next(kernel.bytes().subarray(at, at + STEP)));
    blocks.take(got, got === 0);
    if (got === 0) return cut;
  }
}

/** UTF-16 is rewritten as UTF-8 before it is read; from where lines of another encoding follow, the whole reader goes on alone. */
function readWide(
  { mode, next }: Input,
  { blocks, whole }: Sheet,
  { kernel, raw }: Desk,
): SkipReason | undefined {
  const bytes = kernel.bytes();
  const bigEndian = mode === 'utf-16be';
  const kind = bigEndian ? 'utf-16be' : 'utf-16le';
  let waiting = 0;
  let alone = false;
  for (;;) {
    const { got, cut } = attempt(() => next(bytes.subarray(raw + waiting, raw + STEP)));
    const have = waiting + got;
    let size = have & ~1;
    if (size > 1 && ((bytes[raw + size - (bigEndian ? 2 : 1)] ?? 0) & 0xfc) === 0xd8) size -= 2;
    const last = got === 0;
    if (!alone && (last ? have > size : disturbed(bytes.subarray(raw, raw + size), kind))) {
      blocks.leave();
      whole.turn(decoderOf(mode, false));
      alone = true;
    }
    if (alone) {
      whole.push(new Uint8Array(bytes.buffer, raw, have).slice());
      waiting = 0;
      if (last) whole.end();
    } else {
      blocks.take(kernel.run.narrow(raw, size, blocks.room(), bigEndian), last);
      bytes.copyWithin(raw, raw + size, raw + have);
      waiting = have - size;
    }
    if (last) return cut;
  }
}
