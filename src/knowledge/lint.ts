import type { Pack } from './pack';
import type { Problem } from './problems';
import { readPack } from './read-pack';
import { names } from './rules/names';
import { options } from './rules/options';
import { phrases } from './rules/phrases';
import { reach } from './rules/reach';
import { references } from './rules/references';
import { samples } from './rules/samples';
import { signatures } from './rules/signatures';
import { unfinished } from './rules/unfinished';
import { updates } from './rules/updates';

const RULES = [names, references, signatures, updates, options, phrases, samples, reach, unfinished];

/** All that is wrong with folders of knowledge as far as it shows without running them, by file and line. */
export function lint(dirs: readonly string[]): Problem[] {
  return lintPack(readPack(dirs));
}

/** The same for a pack that was read already. */
export function lintPack(pack: Pack): Problem[] {
  return [...pack.problems, ...RULES.flatMap((rule) => rule(pack))].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line,
  );
}
