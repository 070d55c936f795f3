import { nearest } from '../nearest';
import type { Pack } from '../pack';
import { type Wording, wording } from '../problems';
import type { FactFile } from '../schema';

/** Whether a person may answer with the value: an option, or any known update where several may hold. */
export function isAnswer(fact: FactFile, value: string, pack: Pack): boolean {
  if (fact.options.some((option) => option.value === value)) return true;
  const holds = (entry: { id: string; value: { aliases: string[] } | null }) =>
    entry.id === value || (entry.value?.aliases.includes(value) ?? false);
  return fact.several && [...pack.updates.values()].some(holds);
}

/** Whether the fact may ever have the value: an answer, or what one of its lines is read as. */
export function isValue(fact: FactFile, value: string, pack: Pack): boolean {
  return (
    isAnswer(fact, value, pack) ||
    fact.detect.some((line) => line.value === value || mapped(line, pack).includes(value))
  );
}

/** What a line's captured text can become; nothing for a line without a table. */
export function mapped({ map }: FactFile['detect'][number], pack: Pack): string[] {
  if (map === 'builds') return [...pack.releases.keys()];
  return map ? Object.values(map) : [];
}

export const strange = (fact: FactFile, value: string): Wording => {
  const options = fact.options.map((option) => option.value);
  return wording.optionUnknown(fact.id, value, nearest(value, options));
};
