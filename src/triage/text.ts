import type { Knowledge, Text } from '../domain';

type Values = Readonly<Record<string, string | Text>>;

/** The phrase `id` in both languages, its `{name}`s filled; throws when knowledge has no such phrase. */
export function phrase(k: Knowledge, id: string, values: Values = {}): Text {
  return { ja: one(k, 'ja', id, values), en: one(k, 'en', id, values) };
}

function one(k: Knowledge, lang: 'ja' | 'en', id: string, values: Values): string {
  const sentence = k.phrases[lang][id];
  if (sentence === undefined) throw new Error(`knowledge/phrases/${lang}.yaml has no "${id}"`);
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'string' ? value : value[lang];
  });
}

/** The alternatives of a word list phrase (`help | ヘルプ`), both languages together. */
export function wordList(k: Knowledge, id: string): readonly string[] {
  return [k.phrases.ja[id], k.phrases.en[id]]
    .flatMap((list) => (list ?? '').split('|'))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
