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
export function releaseOf(build: string, k: Knowledge): string | null {
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
  const stays = sorted.find(
    (one) =>
      one.value < highest.value &&
      one.of !== 'console' &&
      !newest.some((other) => wholeLog(other.file) === wholeLog(one.file)) &&
      newest.some((other) => isAlike(one, other, files) && !endsBefore(one, other, files)),
  );
  return stays ? [highest, stays] : [highest];
}

const fileOf = (reading: Reading, files: readonly FileRead[]) =>
  files.find((file) => file.read && file.name === reading.file);

function isAlike(a: Reading, b: Reading, files: readonly FileRead[]): boolean {
  const [one, other] = [fileOf(a, files), fileOf(b, files)];
  return one?.read === true && other?.read === true && one.log !== undefined && one.log === other.log;
}

/** The log that says `a` ends before `b` was first said: it is only older. */
function endsBefore(a: Reading, b: Reading, files: readonly FileRead[]): boolean {
  const file = fileOf(a, files);
  const end = file?.read ? file.to : undefined;
  return end !== undefined && b.time !== undefined && end < b.time;
}
