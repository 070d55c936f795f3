import type { Lang } from '../../domain';
import type { Pack } from '../pack';
import { type Problem, wording } from '../problems';
import { placeholders } from '../signature-text';
import { problem } from '../source';

/** Every phrase stands in both languages, with the same values in it. */
export function phrases(pack: Pack): Problem[] {
  return [...absent(pack, 'ja', 'en'), ...absent(pack, 'en', 'ja'), ...valuesDiffer(pack)];
}

const absent = ({ phrases }: Pack, here: Lang, there: Lang): Problem[] =>
  [...phrases[here].values()]
    .filter(({ id }) => !phrases[there].has(id))
    .map(({ id, at }) => problem(at, [], wording.phraseOneLanguage(id, there)));

function valuesDiffer({ phrases }: Pack): Problem[] {
  const list = (text: string) => placeholders(text).join(', ') || 'no value';
  return [...phrases.en.values()].flatMap(({ id, at, value }) => {
    const other = phrases.ja.get(id)?.value;
    if (!value || !other || list(value) === list(other)) return [];
    return [problem(at, [], wording.phraseValues(id, list(other), list(value)))];
  });
}
