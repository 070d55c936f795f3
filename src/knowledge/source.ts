import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem, Wording } from './problems';

export type Path = readonly (string | number)[];

/** A file of knowledge as it was read. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A place in a file: the key or item at the end of `path`, or the nearest one above it that exists. */
export interface At {
  readonly source: Source;
  readonly path: Path;
}

/** The problem at a key or item below `at`. */
export function problem(at: At, below: Path, wording: Wording): Problem {
  return { file: at.source.file, line: lineOf(at.source, [...at.path, ...below]), ...wording };
}

interface Located {
  readonly root: Node | null;
  readonly lines: LineCounter;
}

const documents = new WeakMap<Source, Located>();

/** Parses again, with positions: only files with a problem pay for it. */
function located(source: Source): Located {
  const known = documents.get(source);
  if (known) return known;
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines });
  const made = { root: document.contents, lines };
  documents.set(source, made);
  return made;
}

function lineOf(source: Source, path: Path): number {
  const { root, lines } = located(source);
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const part of path) {
    const next = child(node, part);
    if (!next) break;
    offset = next.offset;
    node = next.node;
  }
  return lines.linePos(offset).line || 1;
}

function child(node: unknown, part: string | number): { node: unknown; offset: number } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(part));
    const start = (pair?.key as Node | undefined)?.range?.[0];
    return pair && start !== undefined ? { node: pair.value, offset: start } : null;
  }
  if (!isSeq(node) || typeof part !== 'number') return null;
  const item = node.items[part] as Node | undefined;
  return item?.range ? { node: item, offset: item.range[0] } : null;
}
