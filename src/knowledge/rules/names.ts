import { basename, dirname } from 'node:path';
import type { Entries, Pack } from '../pack';
import { type Problem, wording } from '../problems';
import { type At, type Path, problem } from '../source';

/** Ids are file names, and no id or alias means two things. */
export function names(pack: Pack): Problem[] {
  return [
    ...fileNames(pack.issues),
    ...fileNames(pack.symptoms),
    ...fileNames(pack.updates),
    ...updateFolders(pack),
    ...twice(pack),
  ];
}

function fileNames(entries: Entries<unknown>): Problem[] {
  return [...entries.values()].flatMap(({ id, at }) => {
    const file = basename(at.source.file, '.yaml');
    if (file.toLowerCase() === id.toLowerCase()) return [];
    return [problem(at, [], wording.idNotFile(id, file))];
  });
}

function updateFolders(pack: Pack): Problem[] {
  return [...pack.updates.values()].flatMap(({ at, value }) => {
    const folder = basename(dirname(at.source.file));
    if (!value || value.versions.includes(folder)) return [];
    return [problem(at, ['versions'], wording.folderNotVersion(folder))];
  });
}

/** Issues and symptoms share one space of ids, since signatures are named after both; updates have theirs. */
function twice({ issues, symptoms, updates }: Pack): Problem[] {
  return [...clashes([...claims(issues), ...claims(symptoms)]), ...clashes(claims(updates))];
}

interface Claim {
  readonly name: string;
  readonly at: At;
  readonly below: Path;
}

function claims(entries: Entries<object & { readonly aliases?: string[] }>): Claim[] {
  return [...entries.values()].flatMap(({ id, at, value }) => [
    { name: id, at, below: [] },
    ...(value?.aliases ?? []).map((name, i) => ({ name, at, below: ['aliases', i] })),
  ]);
}

function clashes(claims: readonly Claim[]): Problem[] {
  const first = new Map<string, string>();
  return claims.flatMap(({ name, at, below }) => {
    const before = first.get(name);
    if (before === undefined) first.set(name, at.source.file);
    return before === undefined ? [] : [problem(at, below, wording.idTwice(name, before))];
  });
}
