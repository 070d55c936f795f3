import { resolve } from 'node:path';
import type { Knowledge } from '../domain';
import { compile } from './compile';
import { KnowledgeError } from './problems';
import { readPack } from './read-pack';
import { unfinished } from './rules/unfinished';

/** Reads and compiles folders of knowledge; an entry of a later folder replaces the one of the same id. Throws `KnowledgeError` when a file breaks the form or an entry is still a draft. */
export function loadKnowledge(dirs: readonly string[]): Knowledge {
  const pack = readPack(dirs);
  const problems = [...pack.problems, ...unfinished(pack)];
  if (problems.length > 0) throw new KnowledgeError(problems);
  return compile(pack);
}

/** The folder of knowledge that comes with the program. */
export const defaultKnowledgeDir = (): string => resolve(__dirname, '..', '..', 'knowledge');
