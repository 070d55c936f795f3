import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Lang, Phrases } from '../../src/domain';
import { flatten } from '../../src/knowledge/flatten';

const DIR = path.join(__dirname, '..', '..', 'knowledge', 'phrases');

function read(lang: Lang): Readonly<Record<string, string>> {
  const raw = parse(readFileSync(path.join(DIR, `${lang}.yaml`), 'utf8'));
  return Object.fromEntries(flatten(raw).map(({ id, value }) => [id, String(value)]));
}

/** The phrases as they stand in knowledge. */
export const phrases: Phrases = { ja: read('ja'), en: read('en') };
