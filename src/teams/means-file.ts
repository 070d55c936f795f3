import type { Knowledge } from '../domain';
import { fold } from '../fold';
import { wordList } from '../triage/text';
import { says } from '../triage/words';
import type { Inbound } from './activity';

/** Whether a message of a group chat speaks of a file that Teams did not name: it has no words of its own, or says so. */
export function meansFile({ text, quoted }: Pick<Inbound, 'text' | 'quoted'>, k: Knowledge): boolean {
  return (text === '' && quoted === '') || says(fold(text), wordList(k, 'hear.attached'));
}
