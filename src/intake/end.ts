import { MAX32 } from './extra';

/** What the end of a zip says about its directory. */
export interface End {
  /** Where the directory begins in the bytes, and where it must have ended. */
  readonly directory: number;
  readonly until: number;
  /** Entries it claims to have. */
  readonly count: number;
  /** How far everything stands from where the directory says: junk before it (more than 0), or a lost start (less). */
  readonly shift: number;
  /** The volume it stands on; 0 where the zip is whole. */
  readonly disk: number;
  /** Where the end record itself ends. */
  readonly to: number;
  readonly zip64: boolean;
}

export const LOCAL = 0x04034b50;
export const CENTRAL = 0x02014b50;
const MARK = Buffer.from('PK\x05\x06', 'latin1');
const SIZE = 22;
const MARK64 = 0x06064b50;
const LOCATOR = 0x07064b50;
const LOCATOR_SIZE = 20;
const SIZE64 = 56;
const MAX16 = 0xffff;
/** How many end marks are tried, so that a file full of them costs no time. */
const TRIES = 64;

/** Whether a header begins there. */
export const marked = (bytes: Buffer, at: number, mark: number): boolean =>
  at >= 0 && at + 4 <= bytes.length && bytes.readUInt32LE(at) === mark;

interface Said {
  readonly disk: number;
  readonly count: number;
  readonly size: number;
  readonly offset: number;
  readonly until: number;
  readonly zip64: boolean;
}

const long = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));

/** The zip64 end record stands right before its locator, or where the locator says. */
function said64(bytes: Buffer, end: number): Said | null {
  const locator = end - LOCATOR_SIZE;
  if (!marked(bytes, locator, LOCATOR)) return null;
  const at = [locator - SIZE64, long(bytes, locator + 8)].find((each) => marked(bytes, each, MARK64));
  if (at === undefined || at + SIZE64 > bytes.length) return null;
  return {
    disk: bytes.readUInt32LE(at + 16),
    count: long(bytes, at + 32),
    size: long(bytes, at + 40),
    offset: long(bytes, at + 48),
    until: at,
    zip64: true,
  };
}

function said(bytes: Buffer, at: number): Said {
  const disk = bytes.readUInt16LE(at + 4);
  const count = bytes.readUInt16LE(at + 10);
  const size = bytes.readUInt32LE(at + 12);
  const offset = bytes.readUInt32LE(at + 16);
  const full = disk === MAX16 || count === MAX16 || size === MAX32 || offset === MAX32;
  return (full ? said64(bytes, at) : null) ?? { disk, count, size, offset, until: at, zip64: false };
}

/** Reads an end record; null where no directory belongs to it. */
function end(bytes: Buffer, at: number): End | null {
  if (at + SIZE > bytes.length) return null;
  const to = at + SIZE + bytes.readUInt16LE(at + 20);
  if (to > bytes.length) return null;
  const { size, offset, ...rest } = said(bytes, at);
  const { until } = rest;
  const begun = marked(bytes, 0, LOCAL);
  if (size === 0 && rest.count === 0)
    return begun ? null : { ...rest, directory: until, shift: until - offset, to };
  const directory = [until - size, offset].find((each) => each < until && marked(bytes, each, CENTRAL));
  if (directory === undefined) return null;
  const shift = directory - offset;
  // The end of a zip that is stored in this one, whose own end is lost.
  return shift > 0 && begun ? null : { ...rest, directory, shift, to };
}

/** The end record of a zip in memory, whatever stands before and behind the zip; null where it is lost. */
export function lastEnd(bytes: Buffer): End | null {
  let at = bytes.lastIndexOf(MARK);
  for (let tries = 0; at >= 0 && tries < TRIES; tries++) {
    const found = end(bytes, at);
    if (found) return found;
    at = at === 0 ? -1 : bytes.lastIndexOf(MARK, at - 1);
  }
  return null;
}
