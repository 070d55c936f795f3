import { existsSync, readdirSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import type { z } from 'zod';
import { flatten } from './flatten';
import { type Entries, emptyPack, type Pack } from './pack';
import { open, parseJson, parseYaml } from './parse';
import { wording } from './problems';
import * as schema from './schema';
import { type At, problem } from './source';
import { validate } from './validate';

/** Reads folders of knowledge, in order; breaks of the form are in `problems`. */
export function readPack(dirs: readonly string[]): Pack {
  const pack = emptyPack();
  for (const dir of dirs) readFolder(dir, pack);
  return pack;
}

function readFolder(dir: string, pack: Pack): void {
  if (!existsSync(dir)) {
    pack.problems.push({ file: dir, line: 1, ...wording.folderMissing() });
    return;
  }
  const folder: Folder = { pack, seen: new Map() };
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, sep).length))
    .sort();
  for (const name of files) readFile(folder, name.split(sep).join('/'), join(dir, name));
}

/** The folder being read, and where in it each id was seen first. */
interface Folder {
  readonly pack: Pack;
  readonly seen: Map<unknown, Map<string, string>>;
}

type Reader = (folder: Folder, file: string, name: string) => void;

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/^(.*\/)?(\.[^/]*|README\.md|SOURCES\.md)$/, () => {}],
  [/^issues\/.+\.(match|miss)\.log$/, addSample],
  [/^healthy\/[^/]+\.log$/, ({ pack }, file) => pack.healthy.push(file)],
  [
    /^issues\/.+\/[^/]+\.yaml$/,
    (folder, file) => addFile(folder, folder.pack.issues, schema.issue, 'id', file),
  ],
  [
    /^symptoms\/[^/]+\.yaml$/,
    (folder, file) => addFile(folder, folder.pack.symptoms, schema.symptom, 'id', file),
  ],
  [
    /^updates\/[^/]+\/[^/]+\.yaml$/,
    (folder, file) => addFile(folder, folder.pack.updates, schema.update, 'kb', file),
  ],
  [/^facts\.yaml$/, (folder, file) => addList(folder, folder.pack.facts, schema.fact, 'id', file)],
  [
    /^versions\.yaml$/,
    (folder, file) => addList(folder, folder.pack.releases, schema.release, 'version', file),
  ],
  [/^logs\.yaml$/, (folder, file) => addList(folder, folder.pack.logs, schema.log, 'name', file)],
  [/^terms\.yaml$/, (folder, file) => addList(folder, folder.pack.terms, schema.term, 'en', file)],
  [/^codes\.json$/, addCodes],
  [/^phrases\/(ja|en)\.yaml$/, addPhrases],
];

function readFile(folder: Folder, name: string, file: string): void {
  const reader = READERS.find(([form]) => form.test(name))?.[1];
  if (reader) reader(folder, file, name);
  else folder.pack.problems.push({ file, line: 1, ...wording.fileUnknown() });
}

function addSample({ pack }: Folder, file: string): void {
  const [, stem = '', kind] = /^(.+)\.(match|miss)\.log$/.exec(file) ?? [];
  const sample = { issue: basename(stem), issueFile: `${stem}.yaml`, file };
  pack.samples.push({ ...sample, kind: kind === 'match' ? 'match' : 'miss' });
}

function addFile<T>(folder: Folder, into: Entries<T>, form: z.ZodType<T>, key: string, file: string): void {
  const source = open(folder.pack, file);
  const raw = parseYaml(folder.pack, source);
  const id = idOf(raw, key) ?? file.replace(/^.*[/\\]|\.yaml$/g, '');
  if (raw === undefined) into.set(id, { id, at: { source, path: [] }, value: null });
  else add(folder, into, form, raw, id, { source, path: [] });
}

function addList<T>(folder: Folder, into: Entries<T>, form: z.ZodType<T>, key: string, file: string): void {
  const source = open(folder.pack, file);
  const raw = parseYaml(folder.pack, source) ?? [];
  if (!Array.isArray(raw)) {
    folder.pack.problems.push(problem({ source, path: [] }, [], wording.notList('the file')));
    return;
  }
  raw.forEach((item: unknown, i) => {
    add(folder, into, form, item, idOf(item, key) ?? `#${i + 1}`, { source, path: [i] });
  });
}

function addCodes(folder: Folder, file: string): void {
  const source = open(folder.pack, file);
  const raw = parseJson(folder.pack, source) ?? {};
  for (const [key, value] of Object.entries(raw)) {
    const at = { source, path: [key] };
    folder.pack.problems.push(...validate(schema.codeKey, key, at).problems);
    add(folder, folder.pack.codes, schema.code, value, key, at);
  }
}

function addPhrases(folder: Folder, file: string, name: string): void {
  const source = open(folder.pack, file);
  const into = folder.pack.phrases[name.includes('ja') ? 'ja' : 'en'];
  for (const { id, path, value } of flatten(parseYaml(folder.pack, source))) {
    add(folder, into, schema.sentence, value, id, { source, path });
  }
}

function add<T>(
  folder: Folder,
  into: Entries<T>,
  form: z.ZodType<T>,
  raw: unknown,
  id: string,
  at: At,
): void {
  const { pack, seen } = folder;
  const ids = seen.get(into) ?? new Map<string, string>();
  seen.set(into, ids);
  const before = ids.get(id);
  if (before !== undefined) pack.problems.push(problem(at, [], wording.idTwice(id, before)));
  ids.set(id, at.source.file);
  const { value, problems } = validate(form, raw, at);
  pack.problems.push(...problems);
  into.set(id, { id, at, value });
}

function idOf(raw: unknown, key: string): string | undefined {
  const id = (raw as Record<string, unknown> | null | undefined)?.[key];
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : undefined;
}
