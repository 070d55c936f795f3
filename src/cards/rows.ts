import type { Plot } from './bars';

/** One bar lying on its side: its time, and the bar with its count. */
export interface Row {
  readonly label: string;
  readonly bar: string;
}

/** Stands for bars of nothing left out. */
const GAP = '⋮';
/** So many empty bars in a row are still drawn. */
const MOST_EMPTY = 2;

/** The plot as rows from top to bottom: bars of at most `widest` characters, each with its count and, where it holds evidence, `mark`. Reads well in any font. */
export function rows({ bars }: Plot, widest: number, mark: string): readonly Row[] {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const empty = bars.map((bar) => bar.count === 0 && !bar.marked);
  return bars.flatMap(({ label, count, marked }, i) => {
    if (isWithinGap(empty, i)) return empty[i - 1] ? [] : [{ label: GAP, bar: '' }];
    const bar = [drawn((count / most) * widest), count, ...(marked ? [`◀ ${mark}`] : [])].join(' ');
    return [{ label, bar }];
  });
}

/** Whole blocks and a half; what is little is not drawn as nothing. */
function drawn(length: number): string {
  const whole = '█'.repeat(Math.floor(length));
  if (length % 1 >= 0.5) return `${whole}▌`;
  return whole === '' && length > 0 ? '▌' : whole;
}

/** Whether the bar stands in a run of empty ones too long to be drawn. */
function isWithinGap(empty: readonly boolean[], i: number): boolean {
  if (!empty[i]) return false;
  const before = empty.lastIndexOf(false, i);
  const after = empty.indexOf(false, i);
  return (after < 0 ? empty.length : after) - before - 1 > MOST_EMPTY;
}
