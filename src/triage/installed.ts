import type { BuildSeen, Case, FactValue, Knowledge, KnownIssue, Update } from '../domain';
import { valuesOf } from './holds';

export type Installed = ReadonlyMap<string, FactValue>;

/** The updates a case shows to be installed, with what they contain, each with how it is known. */
export function installedUpdates(c: Pick<Case, 'facts' | 'builds'>, k: Knowledge): Installed {
  const installed = new Map<string, FactValue>();
  const add = (update: Update | undefined, from: FactValue) => {
    // What a site's release contains is another question: `releaseWithFix`.
    if (!update || update.kind === 'release' || installed.has(update.kb)) return;
    installed.set(update.kb, from);
    for (const kb of update.includes) add(k.updates.get(kb), from);
  };
  const level = c.facts.hotfix_level;
  for (const value of valuesOf(c.facts, 'hotfix_level')) {
    if (level) add(value === 'rollup' ? latestRollup(c, k) : k.updates.get(value.toUpperCase()), level);
  }
  for (const build of c.builds) {
    for (const update of broughtBy(build, k)) {
      add(update, { value: update.kb, from: { kind: 'log', place: build, quote: build.quote } });
    }
  }
  return installed;
}

/** The release the site is on, or an earlier one, that carries a fix of the issue. A defect of a release itself is not gone because the site is on it. */
export function releaseWithFix(
  issue: KnownIssue,
  { facts }: Pick<Case, 'facts'>,
  k: Knowledge,
): { readonly kb: string; readonly release: string; readonly value: FactValue } | null {
  const value = facts.mecm_version;
  const [version] = valuesOf(facts, 'mecm_version');
  if (!value || version === undefined || value.guess === true) return null;
  if (!k.releases.some((release) => release.version === version)) return null;
  const fixes = issue.fixedBy.map((kb) => k.updates.get(kb)?.kb ?? kb);
  for (const update of releases(k)) {
    const of = update.versions[0] ?? '';
    if (of > version || happensOn(issue, of)) continue;
    const inside = contents(update, k);
    if (fixes.some((kb) => inside.has(kb))) return { kb: update.kb, release: of, value };
  }
  return null;
}

const happensOn = (issue: KnownIssue, version: string): boolean =>
  issue.requires.some(({ fact, values }) => fact === 'mecm_version' && values.includes(version));

/** The update and everything it contains, by number. */
export function contents(update: Update, k: Knowledge): ReadonlySet<string> {
  const known = CONTENTS.get(update);
  if (known) return known;
  const inside = new Set<string>();
  const take = (one: Update): void => {
    if (inside.has(one.kb)) return;
    inside.add(one.kb);
    for (const kb of one.includes) {
      const inner = k.updates.get(kb);
      if (inner) take(inner);
    }
  };
  take(update);
  CONTENTS.set(update, inside);
  return inside;
}

const CONTENTS = new WeakMap<Update, ReadonlySet<string>>();

/** The releases as updates. */
function releases(k: Knowledge): readonly Update[] {
  const known = RELEASES.get(k);
  if (known) return known;
  const made = [...new Set(k.updates.values())].filter((update) => update.kind === 'release');
  RELEASES.set(k, made);
  return made;
}

const RELEASES = new WeakMap<Knowledge, readonly Update[]>();

function latestRollup(c: Pick<Case, 'facts'>, k: Knowledge): Update | undefined {
  const [version] = valuesOf(c.facts, 'mecm_version');
  return [...new Set(k.updates.values())]
    .filter(
      (u) => u.kind === 'rollup' && !u.withdrawn && version !== undefined && u.versions.includes(version),
    )
    .sort((a, b) => (b.released ?? '').localeCompare(a.released ?? ''))[0];
}

/** A build proves the update that brings it, and on the same branch every rollup that brings an older one. A ring update brings the build of the general release, so it proves nothing. */
function broughtBy({ build }: BuildSeen, k: Knowledge): readonly Update[] {
  const proven = (branches(k).get(branchOf(build)) ?? []).filter(
    ({ update, brought }) => brought === build || (update.kind === 'rollup' && isLater(build, brought)),
  );
  return [...new Set(proven.map(({ update }) => update))];
}

interface Brought {
  readonly update: Update;
  readonly brought: string;
}

/** What brings builds, by all of their number but the last part. */
function branches(k: Knowledge): ReadonlyMap<string, readonly Brought[]> {
  const known = BRANCHES.get(k);
  if (known) return known;
  const made = new Map<string, Brought[]>();
  for (const update of new Set(k.updates.values())) {
    if (update.kind === 'ring') continue;
    for (const brought of Object.values(update.brings)) {
      if (brought === undefined) continue;
      const branch = branchOf(brought);
      const those = made.get(branch);
      if (those) those.push({ update, brought });
      else made.set(branch, [{ update, brought }]);
    }
  }
  BRANCHES.set(k, made);
  return made;
}

const BRANCHES = new WeakMap<Knowledge, ReadonlyMap<string, readonly Brought[]>>();

const branchOf = (build: string): string => build.slice(0, build.lastIndexOf('.'));

function isLater(build: string, than: string): boolean {
  const [a, b] = [build.split('.'), than.split('.')];
  if (a.length !== 4 || b.length !== 4 || a[0] !== b[0] || a[1] !== b[1] || a[2] !== b[2]) return false;
  return Number(a[3]) > Number(b[3]);
}
