const CELLS = 10;
const UNITS = ['B', 'KB', 'MB', 'GB'] as const;
const STEP = 1024;

/** How far `done` of `total` bytes is, as a bar, in percent, and in the unit of the total. What is over the total counts as the total. */
export function progress(done: number, total: number): string {
  const part = Math.min(Math.max(done, 0) / total, 1);
  const filled = Math.floor(part * CELLS);
  const percent = Math.floor(part * 100);
  const bar = `${'▰'.repeat(filled)}${'▱'.repeat(CELLS - filled)}`;
  return `${bar} ${percent} % · ${amounts(part * total, total)}`;
}

function amounts(done: number, total: number): string {
  const unit = Math.max(
    0,
    UNITS.findLastIndex((_, i) => total >= STEP ** i),
  );
  const [of, all] = [done, total].map((bytes) => oneDecimal(bytes / STEP ** unit));
  return `${of} / ${all} ${UNITS[unit]}`;
}

function oneDecimal(amount: number): number {
  return Number(amount.toFixed(1));
}
