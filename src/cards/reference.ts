import type { Reference } from '../domain';
import { type Block, item } from './sheet';

const MOST = 3;

/** The first sources of an issue: a link each, or the mere name where no address is known. */
export function sources(references: readonly Reference[]): readonly Block[] {
  return references
    .slice(0, MOST)
    .map(({ title, url }): Block => (url === undefined ? item(title) : { kind: 'link', title, url }));
}
