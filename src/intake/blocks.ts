import type { Decoder } from './decode';
import type { Desk } from './log';
import type { Page } from './page';
import { leftOut, takePass } from './skim';
import type { WholeReader } from './whole';

/** A record that does not end within so many bytes is left to the whole reader. */
const CARRY = 128 * 1024;
/** Bytes given to the whole reader at a time: their records live no longer than its youngest memory. */
const PIECE = 16 * 1024;
/** Room behind what is read, for looks ahead. */
const MARGIN = 128;

/** The text of one log, UTF-8 or ANSI, block by block: the kernel goes first, the whole reader sees what the kernel points at. */
export interface Blocks {
  /** The address at which the next bytes go. */
  room(): number;
  /** So many bytes were put there; with `last`, nothing follows. */
  take(got: number, last: boolean): void;
  /** Hands what is left to the whole reader, which goes on alone. */
  leave(): void;
  /** Lines read here. */
  lines(): number;
}

interface Sheet {
  readonly found: Page;
  readonly decode: Decoder;
  readonly whole: WholeReader;
}

/** Room for `step` bytes at a time, however they are written in UTF-8. */
export const roomFor = (step: number): number => CARRY + step + step / 2 + MARGIN;

export function openBlocks(name: string, { found, decode, whole }: Sheet, { kernel, block }: Desk): Blocks {
  const { run } = kernel;
  const bytes = kernel.bytes();
  let line = 1;
  let carry = 0;
  let long = false;

  const view = (from: number, to: number) => new Uint8Array(bytes.buffer, from, to - from);

  function pass(from: number, to: number, last: boolean): number {
    let at = from;
    for (;;) {
      const stop = run.skim(at, to, line, last);
      line = run.line.value;
      whole.counts.ccm += run.records.value;
      takePass(kernel, found, name, (region) => {
        if (region.line > whole.lines() + 1) decode.aside(region.aside);
        whole.at(region.line);
        whole.push(view(region.from, region.to));
        whole.end();
      });
      if (run.records.value > 0) decode.aside(leftOut(kernel));
      if (stop === at) return at;
      at = stop;
    }
  }

  /** Reads on in a record without an end in sight, up to the line that begins the next. */
  function passLong(from: number, to: number, last: boolean): number {
    const opener = run.nextOpener(from, to);
    const found = opener < to;
    const stop = found || last ? opener : Math.max(from, to - 8);
    for (let at = from; at < stop; at += PIECE) whole.push(view(at, Math.min(stop, at + PIECE)));
    if (!found && !last) return stop;
    whole.end();
    line = whole.lines() + 1;
    long = false;
    return stop;
  }

  return {
    room: () => block + carry,
    take(got, last) {
      const end = block + carry + got;
      bytes.fill(0, end, end + MARGIN);
      let at = block;
      if (long) at = passLong(at, end, last);
      if (!long) at = pass(at, end, last);
      if (!last && end - at > CARRY) {
        whole.at(line);
        long = true;
        at = passLong(at, end, false);
        if (!long) at = pass(at, end, false);
      }
      carry = end - at;
      bytes.copyWithin(block, at, end);
    },
    leave() {
      if (!long) whole.at(line);
      whole.push(view(block, block + carry).slice());
      carry = 0;
    },
    lines: () => line - 1,
  };
}
