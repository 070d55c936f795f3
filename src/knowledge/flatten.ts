import type { Path } from './source';

/** The leaves of nested mappings: `{ a: { b: text } }` is `a.b`. A list is a leaf. */
export function flatten(raw: unknown, path: Path = []): { id: string; path: Path; value: unknown }[] {
  if (raw === null || raw === undefined || typeof raw !== 'object' || Array.isArray(raw)) {
    return path.length === 0 ? [] : [{ id: path.join('.'), path, value: raw }];
  }
  return Object.entries(raw).flatMap(([key, value]) => flatten(value, [...path, key]));
}
