import { readPack } from '../../knowledge/read-pack';
import type { Share } from './score';

/** How many of the issues with a signature have both samples. */
export function sampled(dirs: readonly string[]): Share {
  const pack = readPack(dirs);
  const kinds = new Map<string, number>();
  for (const { issue } of pack.samples) kinds.set(issue, (kinds.get(issue) ?? 0) + 1);
  const lined = [...pack.issues.values()].filter(({ value }) => (value?.signatures.length ?? 0) > 0);
  return { hit: lined.filter(({ id }) => (kinds.get(id) ?? 0) >= 2).length, of: lined.length };
}
