import type { BuildSeen, Evidence, FileRead, Knowledge, Reading } from '../domain';
import { lastOfEach, wholeLog } from './latest';

/** The fact whose value is the site's release. */
export const RELEASE = 'mecm_version';

type Said = Reading & { readonly of?: BuildSeen['of'] };

/** The release that site and console builds show. */
export function releaseReadings(e: Evidence, k: Knowledge): readonly Said[] {
  return releasesOf(e.builds, k).filter(({ of }) => of === 'site' || of === 'console');
}

/** The release that all builds agree on, each log's last one; null where they differ. */
export function agreed(e: Evidence, k: Knowledge): Reading | null {
  const [first, ...others] = releasesOf(lastOfEach(e.builds, e.files), k);
  return first && others.every((other) => other.value === first.value) ? first : null;
}

function releasesOf(builds: readonly BuildSeen[], k: Knowledge): readonly Said[] {
  return builds.flatMap((seen) => {
    const value = releaseOf(seen.build, k);
    return value === null ? [] : [{ ...seen, fact: RELEASE, value }];
  });
}

/** `5.00.9078.1025` → `2203` by build; `5.2203.1063.2400` (console) by its second number. */
function releaseOf(build: string, k: Knowledge): string | null {
  const parts = build.split('.');
  const release = k.releases.find(
    (r) => r.version === parts[1] || (Number(parts[1]) === 0 && r.build === parts[2]),
  );
  return release?.version ?? null;
}

/** A site only moves to newer releases: of several in its logs the highest is today's. Where the same log of another machine goes on saying an older one, both stand. */
export function today(readings: readonly Said[], files: readonly FileRead[]): readonly Reading[] {
  const sorted = [...readings].sort((a, b) => b.value.localeCompare(a.value));
  const [highest] = sorted;
  if (!highest) return [];
  const newest = sorted.filter((one) => one.value === highest.value && one.of !== 'console');
  const logs = new Set(newest.map(({ file }) => wholeLog(file)));
  const read = new Map(files.flatMap((file) => (file.read ? [[file.name, file] as const] : [])));
  const since = earliest(newest, ({ file }) => read.get(file)?.log);
  const stays = sorted.find((one) => {
    if (one.value >= highest.value || one.of === 'console' || logs.has(wholeLog(one.file))) return false;
    const { log = '', to } = read.get(one.file) ?? {};
    const from = since.get(log);
    // A log that ends before the highest was first said is only older.
    return from !== undefined && (to === undefined || from <= to);
  });
  return stays ? [highest, stays] : [highest];
}

/** By log, the earliest time of what its files say; the empty text where one has no time. */
function earliest(
  said: readonly Said[],
  logOf: (one: Said) => string | undefined,
): ReadonlyMap<string, string> {
  const since = new Map<string, string>();
  for (const one of said) {
    const log = logOf(one);
    const { time = '' } = one;
    if (log !== undefined && time <= (since.get(log) ?? time)) since.set(log, time);
  }
  return since;
}
