/** Beyond these of one file only a flood speaks: a log of years names a few dozen builds and settings. */
const MOST = 200;

/** Puts what is said behind all that was said before it, at the place of its first time; over the limit the oldest of its kind gives way, so that a flood of one kind washes out no other. */
export function again<T>(said: Map<string, T>, key: string, made: () => T, kind: (one: T) => string): void {
  const known = said.get(key);
  if (known) said.delete(key);
  const one = known ?? made();
  if (said.size >= MOST) said.delete(oldest(said, (other) => kind(other) === kind(one)));
  said.set(key, one);
}

function oldest<T>(said: ReadonlyMap<string, T>, alike: (other: T) => boolean): string {
  let first: string | undefined;
  for (const [key, other] of said) {
    if (alike(other)) return key;
    first ??= key;
  }
  return first ?? '';
}
