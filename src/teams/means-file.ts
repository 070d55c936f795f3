import type { Knowledge } from '../domain';
import { fold } from '../fold';
import type { Inbound } from './activity';

/** Whether a message of a group chat speaks of a file that Teams did not name: it has no words of its own, or says so. */
export function meansFile({ text, quoted }: Pick<Inbound, 'text' | 'quoted'>, k: Knowledge): boolean {
  if (text === '' && quoted === '') return true;
  const said = fold(text);
  const words = [k.phrases.ja, k.phrases.en].flatMap((phrases) =>
    (phrases['hear.attached'] ?? '').split('|'),
  );
  return words.some((word) => word.trim() !== '' && said.includes(fold(word)));
}
