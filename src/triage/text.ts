import type { Knowledge, Text } from '../domain';
import { say, type Values } from '../say';

/** The phrase `id` in both languages, its `{name}`s filled; throws when knowledge has no such phrase. */
export function phrase(k: Knowledge, id: string, values: Values = {}): Text {
  return { ja: say(k.phrases, 'ja', id, values), en: say(k.phrases, 'en', id, values) };
}

/** The alternatives of a word list phrase (`help | ヘルプ`), both languages together. */
export function wordList(k: Knowledge, id: string): readonly string[] {
  return [k.phrases.ja[id], k.phrases.en[id]]
    .flatMap((list) => (list ?? '').split('|'))
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
