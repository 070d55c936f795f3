import type { FileRead, Phrases, Timeline } from '../domain';
import { clean } from './escape';
import type { Voice } from './say';
import { type Block, item, section, text } from './sheet';
import { fileText } from './words';

const MOST = 15;
const MOST_NAMES = 10;
/** Characters of a file's name on a card that shows nothing else of it. */
const LONGEST_NAME = 80;
const BARS = '▁▂▃▄▅▆▇█';
const MOST_BARS = 48;

/** The files behind a diagnosis, folded away: those skipped first, since a person can mend them. */
export function files(list: readonly FileRead[], phrases: Phrases, v: Voice): readonly Block[] {
  const sent = list.filter(isFile);
  const read = sent.filter((file) => file.read).length;
  const skipped = sent.length - read;
  const title =
    skipped > 0 ? v.say('label.files.skipped', { read, skipped }) : v.say('label.files', { read });
  return section(title, fileList(list, phrases, v), { folded: true, detail: 'files' });
}

function isFile(file: FileRead): boolean {
  return file.name !== 'message';
}

/** One line per file, those skipped first; the pasted message is no file. */
export function fileList(list: readonly FileRead[], phrases: Phrases, v: Voice): readonly Block[] {
  const sent = list.filter(isFile);
  const sorted = [...sent.filter((file) => !file.read), ...sent.filter((file) => file.read)];
  const shown = sorted
    .slice(0, MOST)
    .map((file) => item(fileText(file, phrases, v.lang), file.read ? 'normal' : 'warning'));
  const more = sent.length - MOST;
  return more > 0 ? [...shown, item(v.say('text.more', { count: more }), 'subtle')] : shown;
}

/** The names of files on their way. */
export function nameList(names: readonly string[], v: Voice): readonly Block[] {
  const shown = names.slice(0, MOST_NAMES).map((name) => item(shortName(name)));
  const more = names.length - MOST_NAMES;
  return more > 0 ? [...shown, item(v.say('text.more', { count: more }), 'subtle')] : shown;
}

/** The end of a long path tells more than its beginning. */
export function shortName(name: string): string {
  const shown = clean(name, Number.POSITIVE_INFINITY);
  return shown.length > LONGEST_NAME ? `…${shown.slice(1 - LONGEST_NAME)}` : shown;
}

/** Errors per hour as a row of bars; longer periods are drawn in wider steps. */
export function timeline(t: Timeline | null, v: Voice): readonly Block[] {
  const most = highest(t?.errorsPerHour ?? []);
  if (!t || most === 0) return [];
  const period = text(v.say('label.timeline.period', { from: t.from, to: t.to, most }), { tone: 'subtle' });
  const row: Block = { kind: 'quote', text: bars(t.errorsPerHour, most) };
  return section(v.say('label.timeline'), [row, period], { detail: 'timeline' });
}

function bars(hours: readonly number[], most: number): string {
  const wide = Math.ceil(hours.length / MOST_BARS);
  const steps = Array.from({ length: Math.ceil(hours.length / wide) }, (_, i) =>
    highest(hours.slice(i * wide, (i + 1) * wide)),
  );
  return steps
    .map((count) => (count === 0 ? '·' : BARS[Math.ceil((count / most) * BARS.length) - 1]))
    .join('');
}

function highest(counts: readonly number[]): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
