/** A name not yet taken, with the archive's name before it if the bare one is; `taken` counts how often each was wanted. */
export function unique(taken: Map<string, number>, name: string, within: string): string {
  const wanted = taken.has(name) && within ? `${within}/${name}` : name;
  const times = (taken.get(wanted) ?? 0) + 1;
  taken.set(wanted, times);
  if (!taken.has(name)) taken.set(name, 1);
  return times === 1 ? wanted : unique(taken, `${wanted} (${times})`, '');
}
