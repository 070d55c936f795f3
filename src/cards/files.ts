import type { FileRead, Phrases, Timeline } from '../domain';
import type { Voice } from './say';
import { type Block, item, section, text } from './sheet';
import { fileText } from './words';

const MOST = 15;
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
