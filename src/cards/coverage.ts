import type { FileRead, Phrases } from '../domain';
import { shortName } from './files';
import type { Voice } from './say';
import { type Block, item, section, text } from './sheet';
import { type Group, sent, type Tally, tally } from './tally';
import { figure, fileText, isOdd, short } from './words';

/** Files listed by name; a group of this many has its reason said once for all. */
const MOST_FILES = 12;
const MANY = 3;
const MOST_LOGS = 20;
/** Reasons said, those of most files first. */
const MOST_REASONS = 6;
/** Characters of a name that stands beside others. */
const LONGEST_NAME = 40;

/** What was read of the files and what was not, and why: one line, with the rest folded below it. Nothing where no file was sent. */
export function coverage(files: readonly FileRead[], phrases: Phrases, v: Voice): readonly Block[] {
  const t = tally(files);
  const blocks = [...notRead(t, phrases, v), ...wasRead(files, t, phrases, v)];
  return section(summary(t, v), blocks, { folded: true, detail: 'files' });
}

/** What was read, where what was not stands elsewhere. */
export function coverageRead(files: readonly FileRead[], phrases: Phrases, v: Voice): readonly Block[] {
  const t = tally(files);
  if (t.read === 0) return t.skipped > 0 ? [text(summary(t, v), { tone: 'subtle' })] : [];
  return section(summary(t, v), wasRead(files, t, phrases, v), { folded: true, detail: 'files' });
}

/** The files that were not read, or only in part, by reason. */
export function notRead(t: Tally, phrases: Phrases, v: Voice): readonly Block[] {
  return [
    ...reasons(t.notRead, 'coverage.group', phrases, v),
    ...reasons(t.cut, 'coverage.group.cut', phrases, v),
  ];
}

function reasons(groups: readonly Group[], phrase: string, phrases: Phrases, v: Voice): readonly Block[] {
  const rest = groups.slice(MOST_REASONS).reduce((sum, group) => sum + group.files.length, 0);
  return [
    ...groups.slice(0, MOST_REASONS).flatMap((group) => grouped(group, phrase, phrases, v)),
    ...(rest > 0 ? [item(v.say('text.more', { count: figure(rest) }), 'warning')] : []),
  ];
}

/** Files, lines, and how many were read in part or not at all, in one line. */
function summary(t: Tally, v: Voice): string {
  const cut = t.cut.reduce((sum, group) => sum + group.files.length, 0);
  return [
    v.say('coverage.read', { files: figure(t.read), lines: figure(t.lines) }),
    ...(cut > 0 ? [v.say('coverage.cut', { count: figure(cut) })] : []),
    ...(t.skipped > 0 ? [v.say('coverage.skipped', { count: figure(t.skipped) })] : []),
  ].join(' · ');
}

/** A few files each say what is wrong with them; many are named together. */
function grouped({ reason, files }: Group, phrase: string, phrases: Phrases, v: Voice): readonly Block[] {
  if (files.length < MANY) return files.map((file) => item(named(file, phrases, v), 'warning'));
  const names = some(
    files.map((file) => shortName(file.name, LONGEST_NAME)),
    MANY - 1,
    v,
  );
  const why = v.say(`skip.${reason}`);
  return [item(v.say(phrase, { count: figure(files.length), reason: why, names }), 'warning')];
}

function named(file: FileRead, phrases: Phrases, v: Voice): string {
  return fileText({ ...file, name: shortName(file.name) }, phrases, v.lang);
}

/** The first `most` of a list, and how many more there are. */
function some(list: readonly string[], most: number, v: Voice): string {
  const more = list.length - most;
  const shown = list.slice(0, most);
  return [...shown, ...(more > 0 ? [v.say('text.more', { count: figure(more) })] : [])].join(', ');
}

function wasRead(files: readonly FileRead[], t: Tally, phrases: Phrases, v: Voice): readonly Block[] {
  const read = sent(files).filter((file) => file.read && file.cut === undefined);
  const more = read.length - MOST_FILES;
  return [
    ...(t.read > 0 ? [text(records(t, v))] : []),
    ...(t.logs.length > 0 ? [text(some(t.logs, MOST_LOGS, v), { label: v.say('coverage.logs') })] : []),
    ...encodings(t, v),
    ...read.slice(0, MOST_FILES).map((file) => item(named(file, phrases, v))),
    ...(more > 0 ? [item(v.say('text.more', { count: figure(more) }), 'subtle')] : []),
  ];
}

function records({ records: count, from, to }: Tally, v: Voice): string {
  if (from === undefined || to === undefined)
    return v.say('coverage.records.undated', { count: figure(count) });
  return v.say('coverage.records', { count: figure(count), from: short(from), to: short(to) });
}

/** UTF-8 goes without saying. */
function encodings(t: Tally, v: Voice): readonly Block[] {
  const odd = Object.entries(t.encodings)
    .filter(([encoding]) => isOdd(encoding))
    .map(([encoding, count]) =>
      v.say('coverage.encoding', { encoding: encoding.toUpperCase(), count: figure(count) }),
    );
  return odd.length > 0 ? [text(odd.join(', '), { label: v.say('coverage.encodings') })] : [];
}
