import { progress } from '../cards/progress';
import { say } from '../cards/say';
import type { Lang, Phrases } from '../domain';

/** How far the reading is, in bytes of the files given. */
export interface Progress {
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

/** A terminal, as far as a line that is written over and over needs one. */
export interface Terminal {
  readonly isTTY?: boolean;
  /** None, or 0, where it does not know. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two drawings, and before an estimate is worth showing. */
const PAUSE = 100;
const FIRST_ESTIMATE = 1_000;
const USUAL_WIDTH = 80;
/** Columns in which a piece of a file's name still tells something. */
const LEAST_NAME = 12;
/** What moves the cursor, changes the terminal or the direction of text. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The bar as one line narrower than `width` columns: what finds no room is left out, the file's name first, then the estimate, then the bar itself. */
export function drawProgress(
  p: Progress,
  elapsed: number,
  width: number,
  phrases: Phrases,
  lang: Lang,
): string {
  const bar = progress(p.done, p.total);
  const left = estimate(p, elapsed);
  const timed = left === null ? bar : `${bar} · ${say(phrases, lang, 'terminal.left', { time: left })}`;
  const percent = `${Math.floor(Math.min(1, p.done / p.total) * 100)} %`;
  const line = [timed, bar, percent].find((one) => columns(one) < width) ?? '';
  const room = width - 1 - columns(`${timed} · `);
  return line === timed && room >= LEAST_NAME
    ? `${timed} · ${tail(p.file.replace(UNSAFE, ' '), room)}`
    : line;
}

/** Draws the reading's progress on a terminal, at most ten times a second, and wipes it off at the `end`; silent where there is no terminal. */
export function showProgress(
  to: Terminal,
  phrases: Phrases,
  lang: Lang,
  now: () => number = Date.now,
): { readonly onProgress: (p: Progress) => void; readonly end: () => void } {
  if (to.isTTY !== true) return { onProgress: () => {}, end: () => {} };
  const begun = now();
  let drawn = Number.NEGATIVE_INFINITY;
  let shown = 0;
  const draw = (line: string) => {
    to.write(`\r${line}${' '.repeat(Math.max(0, shown - columns(line)))}\r`);
    shown = columns(line);
  };
  return {
    onProgress: (p) => {
      const at = now();
      if (p.total <= 0 || at - drawn < PAUSE) return;
      drawn = at;
      draw(drawProgress(p, at - begun, to.columns || USUAL_WIDTH, phrases, lang));
    },
    end: () => {
      if (shown > 0) draw('');
    },
  };
}

/** Minutes and seconds that the rest will take at the pace so far. */
function estimate({ done, total }: Progress, elapsed: number): string | null {
  if (elapsed < FIRST_ESTIMATE || done <= 0) return null;
  const seconds = Math.ceil((elapsed * Math.max(0, total - done)) / done / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The end of a name, which tells more of a path than its beginning. */
function tail(name: string, room: number): string {
  if (columns(name) <= room) return name;
  const chars = [...name];
  while (chars.length > 0 && columns(`…${chars.join('')}`) > room) chars.shift();
  return `…${chars.join('')}`;
}

/** Columns at most: East Asian terminals draw many signs beyond ASCII two columns wide. */
function columns(text: string): number {
  return [...text].reduce((sum, char) => sum + (char > '~' ? 2 : 1), 0);
}
