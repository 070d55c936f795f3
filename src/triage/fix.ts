import type { Case, Knowledge, KnownIssue, Update } from '../domain';
import { valuesOf } from './holds';
import { contents, type Installed } from './installed';

export type Known = Pick<Case, 'facts' | 'builds'>;

/** Updates that contain a fix and fit this release and ring; withdrawn ones never. */
export function offered(
  issue: KnownIssue,
  version: string | null,
  c: Known,
  k: Knowledge,
): readonly Update[] {
  const [ring] = valuesOf(c.facts, 'update_ring');
  return [...new Set(k.updates.values())].filter(
    (update) =>
      !update.withdrawn &&
      update.kind !== 'release' &&
      containsFix(update, issue, k) &&
      (version === null || update.versions.includes(version)) &&
      (update.rings.length === 0 || ring === undefined || update.rings.some((r) => r === ring)),
  );
}

/** The first release, later than the site's, that carries the fix: the way where no update does. A site on early builds of a release gets its general build. */
export function firstRelease(
  issue: KnownIssue,
  version: string | null,
  c: Known,
  k: Knowledge,
): Update | undefined {
  const early = valuesOf(c.facts, 'update_ring').includes('early');
  return [...new Set(k.updates.values())]
    .filter((u) => u.kind === 'release' && containsFix(u, issue, k))
    .filter((u) => version === null || versionOf(u) > version || (early && versionOf(u) === version))
    .sort((a, b) => versionOf(a).localeCompare(versionOf(b)))[0];
}

/** The release an update of kind `release` stands for. */
export function versionOf(release: Update): string {
  return release.versions[0] ?? '';
}

/** Whether some fix is made for certain releases, so that it takes the site's to choose one. */
export function isPerRelease(issue: KnownIssue, k: Knowledge): boolean {
  return issue.fixedBy.some((kb) => k.updates.get(kb)?.kind !== 'release');
}

export function containsFix(update: Update | undefined, issue: KnownIssue, k: Knowledge): boolean {
  if (!update) return false;
  const inside = contents(update, k);
  return issue.fixedBy.some((fix) => inside.has(k.updates.get(fix)?.kb ?? fix));
}

export function isDirect(update: Update, issue: KnownIssue, k: Knowledge): boolean {
  return issue.fixedBy.some((fix) => k.updates.get(fix) === update);
}

/** The newest that nothing else on the list replaces. */
export function recommended(fixes: readonly Update[]): Update | undefined {
  const current = fixes.filter((u) => !fixes.some((other) => other !== u && u.replacedBy.includes(other.kb)));
  return [...current].sort((a, b) => (b.released ?? '').localeCompare(a.released ?? ''))[0];
}

/** Prerequisites known to apply and not yet installed, first things first. */
export function needed(update: Update, c: Known, k: Knowledge, installed: Installed): readonly Update[] {
  const [ring] = valuesOf(c.facts, 'update_ring');
  const [version] = valuesOf(c.facts, 'mecm_version');
  return update.requires.flatMap((need) => {
    const required = k.updates.get(need.kb);
    if (!required || installed.has(required.kb) || (need.ring && need.ring !== ring)) return [];
    if (version !== undefined && !required.versions.includes(version)) return [];
    return [...needed(required, c, k, installed), required];
  });
}

export function fixedBy(installed: Installed, issue: KnownIssue, k: Knowledge): Update | undefined {
  return [...installed.keys()].map((kb) => k.updates.get(kb)).find((update) => containsFix(update, issue, k));
}
