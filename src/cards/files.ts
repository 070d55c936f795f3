import type { FileRead, Phrases, Timeline } from '../domain';
import type { Voice } from './say';
import { type Block, item, section } from './sheet';
import { fileText } from './words';

const MOST = 15;
const BARS = '▁▂▃▄▅▆▇█';
const MOST_BARS = 48;

/** The files behind a diagnosis, folded away: those skipped first, since a person can mend them. */
export function files(list: readonly FileRead[], phrases: Phrases, v: Voice): readonly Block[] {
  const read = list.filter((file) => file.read).length;
  const skipped = list.length - read;
  const title =
    skipped > 0 ? v.say('label.files.skipped', { read, skipped }) : v.say('label.files', { read });
  return section(title, fileList(list, phrases, v), { folded: true, detail: 'files' });
}

/** One line per file, those skipped first; the pasted message is no file. */
export function fileList(list: readonly FileRead[], phrases: Phrases, v: Voice): readonly Block[] {
  const sorted = [...list.filter((file) => !file.read), ...list.filter((file) => file.read)];
  const shown = sorted
    .slice(0, MOST)
    .map((file) => item(fileText(file, phrases, v.lang), file.read ? 'normal' : 'warning'));
  return list.length > MOST
    ? [...shown, item(v.say('text.more', { count: list.length - MOST }), 'subtle')]
    : shown;
}

/** Errors per hour as a row of bars; longer periods are drawn in wider steps. */
export function timeline(t: Timeline | null, v: Voice): readonly Block[] {
  const most = Math.max(0, ...(t?.errorsPerHour.slice(0, 10_000) ?? []));
  if (!t || most === 0) return [];
  const title = v.say('label.timeline', { from: t.from, to: t.to, most });
  return section(title, [{ kind: 'quote', text: bars(t.errorsPerHour, most) }], { detail: 'timeline' });
}

function bars(hours: readonly number[], most: number): string {
  const wide = Math.ceil(hours.length / MOST_BARS);
  const steps = Array.from({ length: Math.ceil(hours.length / wide) }, (_, i) =>
    Math.max(...hours.slice(i * wide, (i + 1) * wide)),
  );
  return steps
    .map((count) => (count === 0 ? '·' : BARS[Math.ceil((count / most) * BARS.length) - 1]))
    .join('');
}
