import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Knowledge } from '../../domain';
import { logNamer } from '../../intake/log-name';
import { TODO } from '../../knowledge/rules/unfinished';
import { BadUsage } from '../args';
import { type Line, readLine } from './read-line';
import { vary } from './vary';

const LONGEST_ID = 48;

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
  if (k.issues.has(id)) throw new BadUsage(`--id ${id}: there is such an issue already`);
  const log = logNamer([...k.logs.keys()])(wanted.from) ?? basename(wanted.from);
  const area = wanted.area ?? areaOf(log, k);
  const folder = join(wanted.dir, 'issues', area.split('/')[0] ?? area);
  const files: Readonly<Record<string, string>> = {
    [`${id}.yaml`]: entry({ id, area, text, log, today }),
    [`${id}.match.log`]: sample(log, [...line.before, ...line.own, ...line.behind]),
    [`${id}.miss.log`]: sample(log, lookAlike(line)),
  };
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, content]) => {
    const file = join(folder, name);
    if (existsSync(file)) throw new BadUsage(`${file}: there is such a file already`);
    writeFileSync(file, content);
    return file;
  });
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
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'site/server';
}

/** The lines around it without the line itself; the author puts the look-alike there. */
function lookAlike({ before, behind }: Line): readonly string[] {
  const around = [...before, ...behind];
  return around.length > 0 ? around : [TODO];
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
