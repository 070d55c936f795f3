import type { Entry, Pack } from '../pack';
import { type Problem, wording } from '../problems';
import type { IssueFile, UpdateFile } from '../schema';
import { problem } from '../source';

type UpdateEntry = Entry<UpdateFile> & { readonly value: UpdateFile };

/** The graph of updates has no circle, both ends of an edge know it, and no fix was withdrawn. */
export function updates(pack: Pack): Problem[] {
  const graph = new Map(
    [...pack.updates.values()].flatMap((entry): [string, UpdateEntry][] =>
      entry.value ? [entry.value.kb, ...entry.value.aliases].map((kb) => [kb, entry as UpdateEntry]) : [],
    ),
  );
  const entries = [...new Set(graph.values())];
  return [...circles(entries, graph), ...replacements(entries, graph), ...fixes(entries, graph, pack)];
}

type Graph = ReadonlyMap<string, UpdateEntry>;

/** Newer → older: what it requires, includes, or takes the place of. */
function olderOnes(entries: readonly UpdateEntry[], graph: Graph): Map<string, Set<string>> {
  const older = new Map(entries.map(({ id }) => [id, new Set<string>()]));
  const add = (from: string, to: string) => {
    const [newer, elder] = [graph.get(from)?.id, graph.get(to)?.id];
    if (newer !== undefined && elder !== undefined) older.get(newer)?.add(elder);
  };
  for (const { id, value } of entries) {
    for (const { kb } of value.requires) add(id, kb);
    for (const kb of value.includes) add(id, kb);
    for (const kb of value.replacedBy) add(kb, id);
  }
  return older;
}

function circles(entries: readonly UpdateEntry[], graph: Graph): Problem[] {
  const older = olderOnes(entries, graph);
  const done = new Set<string>();
  const found: Problem[] = [];
  const walk = (id: string, path: readonly string[]): void => {
    const start = path.indexOf(id);
    const entry = graph.get(id);
    if (start >= 0 && entry) found.push(problem(entry.at, [], wording.cycle([...path.slice(start), id])));
    if (start >= 0 || done.has(id)) return;
    for (const next of older.get(id) ?? []) walk(next, [...path, id]);
    done.add(id);
  };
  for (const { id } of entries) walk(id, []);
  return found;
}

function replacements(entries: readonly UpdateEntry[], graph: Graph): Problem[] {
  const names = (kbs: readonly string[], { value }: UpdateEntry) =>
    kbs.some((kb) => kb === value.kb || value.aliases.includes(kb));
  const check = (entry: UpdateEntry, here: 'includes' | 'replaced-by', there: 'includes' | 'replaced-by') =>
    listOf(entry.value, here).flatMap((kb, i) => {
      const other = graph.get(kb);
      if (!other || names(listOf(other.value, there), entry)) return [];
      return [problem(entry.at, [here, i], wording.edgeOneSided(here, other.id, there))];
    });
  return entries.flatMap((entry) => [
    ...check(entry, 'includes', 'replaced-by'),
    ...check(entry, 'replaced-by', 'includes'),
  ]);
}

const listOf = (update: UpdateFile, key: 'includes' | 'replaced-by'): readonly string[] =>
  key === 'includes' ? update.includes : update.replacedBy;

/** A withdrawn update may still say what it fixed; an issue must not name it. */
function fixes(entries: readonly UpdateEntry[], graph: Graph, pack: Pack): Problem[] {
  return [
    ...[...pack.issues.values()].flatMap((entry) => (entry.value ? fixedBy(entry, entry.value, graph) : [])),
    ...entries
      .filter(({ value }) => !value.withdrawn)
      .flatMap((entry) => entry.value.fixes.flatMap((id, i) => fixesSaid(entry, id, i, graph, pack))),
  ];
}

function fixedBy({ id, at }: Entry<IssueFile>, issue: IssueFile, graph: Graph): Problem[] {
  return issue.fixedBy.flatMap((kb, i) => {
    const update = graph.get(kb);
    if (!update) return [];
    if (update.value.withdrawn) return [problem(at, ['fixed-by', i], wording.fixWithdrawn(kb))];
    if (update.value.fixes.includes(id)) return [];
    return [problem(at, ['fixed-by', i], wording.edgeOneSided('fixed-by', update.id, 'fixes'))];
  });
}

function fixesSaid(entry: UpdateEntry, id: string, i: number, graph: Graph, pack: Pack): Problem[] {
  const issue = pack.issues.get(id)?.value;
  if (!issue || issue.fixedBy.some((kb) => graph.get(kb) === entry)) return [];
  return [problem(entry.at, ['fixes', i], wording.edgeOneSided('fixes', id, 'fixed-by'))];
}
