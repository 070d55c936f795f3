import type { Lang, Phrases, Text } from './domain';

export type Values = Readonly<Record<string, string | number | Text>>;

/** The phrase `id` in `lang` with its `{name}`s filled; a value in two languages takes the same one. Throws when there is no such phrase. */
export function say(phrases: Phrases, lang: Lang, id: string, values: Values = {}): string {
  const sentence = phrases[lang][id];
  if (sentence === undefined) throw new Error(`knowledge/phrases/${lang}.yaml has no "${id}"`);
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[lang] : String(value);
  });
}
