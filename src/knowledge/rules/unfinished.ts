import type { Pack } from '../pack';
import { type Problem, wording } from '../problems';

/** What a draft says where its author has to write. */
export const TODO = 'TODO';

/** An entry still says `TODO`. */
export function unfinished(pack: Pack): Problem[] {
  const drafts = new Set(
    [...pack.issues.values()].flatMap(({ at }) => (at.source.text.includes(TODO) ? at.source : [])),
  );
  return [...drafts].flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, i) => {
      const key = /^[\s-]*([\w-]+):.*\bTODO\b/.exec(line.replace(/\s#.*/, ''))?.[1];
      return key === undefined ? [] : [{ file, line: i + 1, ...wording.unfinished(key) }];
    }),
  );
}
