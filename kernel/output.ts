/** What a pass over a block found, as tables of 32-bit numbers that the caller reads and empties between passes. */

/** Parts of the block that need the whole reader: from, to, line, what was left out before it (1 UTF-8, 2 CP932). */
export const REGION: usize = 16;
/** Error codes: value, where it is written, how long, the line, the record's first byte, the byte behind its message. */
export const CODE: usize = 24;
/** Neighbouring records of one hour: the hour (year, four bits of month, five of day, five of hour), records, errors. */
export const HOUR: usize = 12;

const MOST: u32 = 4096;

export let regions: usize = 0;
export let regionCount: u32 = 0;
export let codes: usize = 0;
export let codeCount: u32 = 0;
export let hours: usize = 0;
export let hourCount: u32 = 0;

let errorCount: u32 = 0;
let recordCount: u32 = 0;
let hour: u32 = 0;

export function openOutput(): void {
  regions = heap.alloc(REGION * MOST);
  codes = heap.alloc(CODE * MOST);
  hours = heap.alloc(HOUR * MOST);
}

export function emptyOutput(): void {
  regionCount = 0;
  codeCount = 0;
  hourCount = 0;
}

/** One more record may still be written whatever it holds. */
export function roomLeft(): bool {
  return regionCount + 4 < MOST && hourCount + 4 < MOST && codeCount < MOST / 2;
}

export function addRegion(from: usize, to: usize, line: u32, leftOut: u32): void {
  if (from >= to) return;
  const at = regions + (regionCount as usize) * REGION;
  if (regionCount > 0 && load<u32>(at - REGION, 4) === (from as u32)) {
    store<u32>(at - REGION, to, 4);
    return;
  }
  store<u32>(at, from);
  store<u32>(at, to, 4);
  store<u32>(at, line, 8);
  store<u32>(at, leftOut, 12);
  regionCount++;
}

/** Another code has room in the table. */
export function moreCodes(): bool {
  return codeCount < MOST;
}

export function addCode(value: u32, at: usize, size: u32): void {
  if (codeCount >= MOST) return;
  const entry = codes + (codeCount as usize) * CODE;
  store<u32>(entry, value);
  store<u32>(entry, at, 4);
  store<u32>(entry, size, 8);
  codeCount++;
}

/** Tells the codes from number `first` on which record they stand in. */
export function placeCodes(first: u32, from: usize, end: usize, line: u32): void {
  for (let i = first; i < codeCount; i++) {
    const entry = codes + (i as usize) * CODE;
    store<u32>(entry, line, 12);
    store<u32>(entry, from, 16);
    store<u32>(entry, end, 20);
  }
}

export function dropCodes(first: u32): void {
  codeCount = first;
}

function closeHour(): void {
  if (recordCount === 0) return;
  const at = hours + (hourCount as usize) * HOUR;
  store<u32>(at, hour);
  store<u32>(at, recordCount, 4);
  store<u32>(at, errorCount, 8);
  hourCount++;
  recordCount = 0;
  errorCount = 0;
}

/** Counts a record of an hour. */
@inline
export function addRecord(when: u32, error: bool): void {
  if (when !== hour) {
    closeHour();
    hour = when;
  }
  recordCount++;
  errorCount += error as u32;
}

export function closeOutput(): void {
  closeHour();
}
