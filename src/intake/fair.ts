/** As they stand, all that fit under `most`: of each kind equally many, its first ones, and never less than one. */
export function fair<T>(all: readonly T[], most: number, kind: (one: T) => string): readonly T[] {
  if (all.length <= most) return all;
  const met = new Map<string, number>();
  const turns = all.map((one) => {
    const turn = met.get(kind(one)) ?? 0;
    met.set(kind(one), turn + 1);
    return turn;
  });
  const rounds = fitting(turns, most);
  return all.filter((_, i) => (turns[i] ?? 0) < rounds);
}

/** How many rounds of one from each kind fit, at least one. */
function fitting(turns: readonly number[], most: number): number {
  const sizes: number[] = [];
  for (const turn of turns) sizes[turn] = (sizes[turn] ?? 0) + 1;
  let sum = 0;
  const over = sizes.findIndex((size) => {
    sum += size;
    return sum > most;
  });
  return Math.max(1, over);
}
