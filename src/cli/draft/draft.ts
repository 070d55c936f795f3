import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Knowledge } from '../../domain';
import { logNamer } from '../../intake/log-name';
import { TODO } from '../../knowledge/rules/unfinished';
import { BadUsage } from '../args';
import { type Line, readLine } from './read-line';
import { vary } from './vary';

const LONGEST_ID = 48;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const AREA = /^[a-z0-9-]+(\/[a-z0-9-]+)?$/;

export interface Wanted {
  readonly from: string;
  readonly line: number;
  readonly id: string | null;
  readonly area: string | null;
  /** The folder of knowledge to write into. */
  readonly dir: string;
}

/** Writes a new issue and its two samples from one line of a log, with `TODO` where an author has to write; the files' names come back. Throws `BadUsage` where the line cannot be read or the issue exists. */
export function draft(wanted: Wanted, k: Knowledge, today: string): readonly string[] {
  const line = readLine(wanted.from, wanted.line);
  const text = vary(line.message);
  const id = wanted.id ?? idOf(text);
  if (!NAME.test(id)) throw new BadUsage(`--id ${id}: lower-case-with-dashes`);
  if (k.issues.has(id)) throw new BadUsage(`--id ${id}: there is such an issue already`);
  const log = logNamer([...k.logs.keys()])(wanted.from) ?? basename(wanted.from);
  const area = wanted.area ?? areaOf(log, k);
  if (!AREA.test(area)) throw new BadUsage(`--area ${area}: one of ${areas(k).join(', ')}`);
  const folder = join(wanted.dir, 'issues', area.split('/')[0] ?? area);
  const files: Readonly<Record<string, string>> = {
    [`${id}.yaml`]: entry({ id, area, text, log, today }),
    [`${id}.match.log`]: sample(log, [...line.before, ...line.own, ...line.behind]),
    [`${id}.miss.log`]: sample(log, lookAlike(line)),
  };
  const placed = Object.entries(files).map(([name, content]) => [join(folder, name), content] as const);
  const there = placed.find(([file]) => existsSync(file));
  if (there) throw new BadUsage(`${there[0]}: there is such a file already`);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of placed) writeFileSync(file, content);
  return placed.map(([file]) => file);
}

function idOf(text: string): string {
  const words = text
    .replace(/\{\w+\}/g, ' ')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['new', 'issue'];
  return words.slice(0, 6).join('-').slice(0, LONGEST_ID).replace(/-$/, '');
}

/** The area of most issues that this log shows. */
function areaOf(log: string, k: Knowledge): string {
  const counts = new Map<string, number>();
  for (const issue of k.issues.values())
    if (issue.signatures.some((signature) => signature.logs.includes(log)))
      counts.set(issue.area, (counts.get(issue.area) ?? 0) + 1);
  const usual = /client/i.test(k.logs.get(log)?.role.en ?? '') ? 'client/health' : 'site/server';
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? usual;
}

const areas = (k: Knowledge): readonly string[] =>
  [...new Set([...k.issues.values()].map((issue) => issue.area))].sort();

/** The lines around it without the line itself, and where the author puts the look-alike. */
function lookAlike({ before, behind }: Line): readonly string[] {
  const around = [...before, ...behind];
  return [`# ${TODO}: a line that looks alike and means something else`, ...around];
}

const sample = (log: string, lines: readonly string[]): string => [`# file: ${log}`, ...lines, ''].join('\n');

function entry(e: { id: string; area: string; text: string; log: string; today: string }): string {
  return `id: ${e.id}
area: ${e.area}
title: { ja: ${TODO}, en: ${TODO} }          # the problem in a few words
cause: { ja: ${TODO}, en: ${TODO} }
confidence: field            # documented | community | field
checked: ${e.today}
signatures:
  - text: ${JSON.stringify(e.text)}          # {name} where a value varies
    log: ${e.log}
    weight: strong           # proof: only this cause writes it; strong: few do; hint: many do
# requires: { mecm_version: ['2403'] }        # what must hold; see facts.yaml
# fixed-by: [KB…]                             # an update that fixes it; its install steps are computed
steps:
  - do: { ja: ${TODO}, en: ${TODO} }
verify: { ja: ${TODO}, en: ${TODO} }
words: []                    # what people call it, in both languages
references:
  - title: ${TODO}
    url: https://example.org/${TODO}
`;
}
