import type {
  FactValue,
  Knowledge,
  KnownIssue,
  Plan,
  PlanStep,
  Step,
  Text,
  Update,
  Verdict,
} from '../domain';
import {
  firstRelease,
  fixedBy,
  isDirect,
  isPerRelease,
  type Known,
  needed,
  offered,
  recommended,
  versionOf,
} from './fix';
import { holds, isOld, labelOf, valuesOf } from './holds';
import { afterInstall, install, step } from './install';
import { type Installed, installedUpdates, releaseWithFix } from './installed';
import { phrase } from './text';

/** Months before the end of support at which it is worth a word. */
const SOON = 6;

/** What to do about an issue at this site, from the update graph and the facts, then the issue's own steps. No update is proposed for a mere possibility on an unknown release. `at` (ISO 8601) decides what is out of support. */
export function plan(issue: KnownIssue, verdict: Verdict, c: Known, k: Knowledge, at: string): Plan {
  const installed = installedUpdates(c, k);
  const version = versionFor(issue, c, k);
  const wait = isPerRelease(issue, k) && !isVersionKnown(issue, verdict, c);
  const fixes = wait ? [] : offered(issue, version, c, k).filter((update) => !installed.has(update.kb));
  const fixed = fixedBy(installed, issue, k) !== undefined || releaseWithFix(issue, c, k) !== null;
  const best = fixed ? undefined : recommended(fixes);
  const single = fixed ? undefined : fixes.find((update) => update !== best && isDirect(update, issue, k));
  const release = best || fixed || wait ? undefined : firstRelease(issue, version, c, k);
  const own = issue.steps.filter((step) => !step.when || holds(step.when, c.facts, k) !== 'false');
  return {
    steps: [
      ...(wait ? [checkVersion(issue, k)] : []),
      ...own.filter((step) => step.first === true).map(ownStep),
      ...(best ? install(best, issue, c, k, installed) : fixed ? followUp(installed, issue, c, k) : []),
      ...(release ? [moveTo(release, k, at)] : []),
      ...own.filter((step) => step.first !== true).map(ownStep),
    ],
    alternative: single ? install(single, issue, c, k, installed) : [],
    kbs: numbers([best ?? release, single], c, k, installed),
    verify: issue.verify,
    after: issue.after ?? null,
    notes: [
      ...(fixed ? [alreadyThere(installed, issue, c, k)] : []),
      ...supportNotes(version, k, at),
      ...(!best && !fixed && !wait && !release ? movedOn(issue, version, k) : []),
      ...updateNotes(best),
    ],
  };
}

/** An update is for a release: it takes a known one, or a likely cause that happens on one release only. */
function isVersionKnown(issue: KnownIssue, verdict: Verdict, c: Known): boolean {
  if (valuesOf(c.facts, 'mecm_version').length > 0) return true;
  const required = issue.requires.find((condition) => condition.fact === 'mecm_version');
  return required?.values.length === 1 && verdict !== 'possible';
}

function checkVersion(issue: KnownIssue, k: Knowledge): PlanStep {
  const required = issue.requires.find((condition) => condition.fact === 'mecm_version');
  const fixes = issue.fixedBy.flatMap((kb) => k.updates.get(kb)?.versions ?? []);
  const versions = required?.values ?? fixes;
  const named = versions.includes('older') ? versions.filter((v) => v === 'older' || v > '2010') : versions;
  const value: FactValue = { value: named.join(','), from: { kind: 'answer' } };
  return step(
    'check-version',
    phrase(k, 'plan.version-unknown', { version: labelOf(k.facts.get('mecm_version'), value) }),
  );
}

/** Each update behind what it needs, except that the recommended one comes first. */
function numbers(targets: readonly (Update | undefined)[], c: Known, k: Knowledge, installed: Installed) {
  const [best, single] = targets;
  const wanted = [
    best,
    ...(best ? needed(best, c, k, installed) : []),
    ...(single ? needed(single, c, k, installed) : []),
    single,
  ];
  return [...new Set(wanted.flatMap((update) => (update ? [update.kb] : [])))];
}

/** The site's release: known, or the only one the issue happens on (among the old ones, where no more is known). */
function versionFor(issue: KnownIssue, c: Known, k: Knowledge): string | null {
  const [known] = valuesOf(c.facts, 'mecm_version');
  if (known !== undefined && known !== 'older') return known;
  const required = issue.requires.find((condition) => condition.fact === 'mecm_version')?.values ?? [];
  const only = required.filter((version) => known === undefined || isOld(version, k));
  return only.length === 1 ? (only[0] ?? null) : null;
}

function alreadyThere(installed: Installed, issue: KnownIssue, c: Known, k: Knowledge): Text {
  const kb = fixedBy(installed, issue, k)?.kb;
  if (kb !== undefined) return phrase(k, 'plan.already', { kb });
  const release = k.updates.get(releaseWithFix(issue, c, k)?.kb ?? '');
  return phrase(k, 'plan.already.release', { version: release?.versions[0] ?? '' });
}

function followUp(installed: Installed, issue: KnownIssue, c: Known, k: Knowledge): readonly PlanStep[] {
  const fix = fixedBy(installed, issue, k);
  return fix ? afterInstall(fix, c, k) : [];
}

function ownStep(own: Step, i: number): PlanStep {
  return step(`own:${i + 1}`, own.do, {
    where: own.where ?? null,
    command: own.command ?? null,
    expect: own.expect ?? null,
  });
}

/** The way where only a later release carries the fix; the newest one is named where the first is out of support. */
function moveTo(release: Update, k: Knowledge, at: string): PlanStep {
  const version = versionOf(release);
  const over = k.releases.some(
    (r) => r.version === version && r.supportEnd !== undefined && r.supportEnd < at.slice(0, 10),
  );
  const newest = k.releases.at(-1)?.version ?? version;
  const values = { version, newest, kb: release.kb };
  return step(`release:${version}`, phrase(k, over ? 'plan.release.old' : 'plan.release', values), {
    where: phrase(k, 'plan.release.where'),
    expect: phrase(k, 'plan.release.expect', values),
    kb: release.kb,
  });
}

/** Where no update carries the fix to this release, the release after the last one that got it. */
function movedOn(issue: KnownIssue, version: string | null, k: Knowledge): readonly Text[] {
  const last = issue.fixedBy
    .flatMap((kb) => k.updates.get(kb) ?? [])
    .flatMap((update) => (update.kind === 'release' ? [] : update.versions))
    .sort()
    .at(-1);
  const next = last && k.releases.find((release) => release.version > last);
  return next && version !== null && version <= last
    ? [phrase(k, 'plan.note.upgrade', { version: next.version })]
    : [];
}

/** Out of support, or soon: a fix for such a release does not last. */
function supportNotes(version: string | null, k: Knowledge, at: string): readonly Text[] {
  const release = k.releases.find((candidate) => candidate.version === version);
  if (!release?.supportEnd) return [];
  if (monthOf(release.supportEnd) - monthOf(at) > SOON) return [];
  const over = release.supportEnd < at.slice(0, 10);
  const id = over ? 'plan.note.support-ended' : 'plan.note.support-ends';
  return [phrase(k, id, { version: release.version, date: release.supportEnd })];
}

/** Months since the year 0 of an ISO 8601 date. */
function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

function updateNotes(update: Update | undefined): readonly Text[] {
  return update?.note ? [update.note] : [];
}
