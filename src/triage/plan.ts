import type {
  Case,
  FactValue,
  Knowledge,
  KnownIssue,
  Plan,
  PlanStep,
  Release,
  Step,
  Text,
  Update,
  Verdict,
} from '../domain';
import { holds, labelOf, valuesOf } from './holds';
import { contents, type Installed, installedUpdates } from './installed';
import { phrase } from './text';

type Known = Pick<Case, 'facts' | 'builds'>;

/** What to do about an issue at this site, from the update graph and the facts, then the issue's own steps. No update is proposed for a mere possibility on an unknown release. `at` (ISO 8601) decides what is out of support. */
export function plan(issue: KnownIssue, verdict: Verdict, c: Known, k: Knowledge, at: string): Plan {
  const installed = installedUpdates(c, k);
  const version = versionFor(issue, c);
  const wait = verdict === 'possible' && issue.fixedBy.length > 0 && !isVersionKnown(issue, c, k);
  const fixes = wait ? [] : offered(issue, version, c, k).filter((update) => !installed.has(update.kb));
  const fixed = [...installed.keys()].some((kb) => containsFix(k.updates.get(kb), issue, k));
  const best = fixed ? undefined : recommended(fixes);
  const single = fixed ? undefined : fixes.find((update) => update !== best && isDirect(update, issue, k));
  const own = issue.steps.filter((step) => !step.when || holds(step.when, c.facts, k) !== 'false');
  return {
    steps: [
      ...(wait ? [checkVersion(issue, k)] : []),
      ...own.filter((step) => step.first === true).map(ownStep),
      ...(best ? install(best, issue, c, k, installed) : fixed ? followUp(installed, issue, c, k) : []),
      ...own.filter((step) => step.first !== true).map(ownStep),
    ],
    alternative: single ? install(single, issue, c, k, installed) : [],
    kbs: numbers([best, single], c, k, installed),
    verify: issue.verify,
    after: issue.after ?? null,
    notes: [...supportNotes(version, k, at), ...updateNotes(best)],
  };
}

function isVersionKnown(issue: KnownIssue, c: Known, k: Knowledge): boolean {
  const required = issue.requires.find((condition) => condition.fact === 'mecm_version');
  return !required || holds(required, c.facts, k) === 'true';
}

function checkVersion(issue: KnownIssue, k: Knowledge): PlanStep {
  const versions = issue.requires.find((condition) => condition.fact === 'mecm_version')?.values ?? [];
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

/** The site's release: known, or the only one the issue happens on. */
function versionFor(issue: KnownIssue, c: Known): string | null {
  const [known] = valuesOf(c.facts, 'mecm_version');
  if (known !== undefined) return known;
  const only = issue.requires.find((condition) => condition.fact === 'mecm_version')?.values;
  return only?.length === 1 ? (only[0] ?? null) : null;
}

/** Updates that contain a fix and fit this release and ring; withdrawn ones never. */
function offered(issue: KnownIssue, version: string | null, c: Known, k: Knowledge): readonly Update[] {
  const [ring] = valuesOf(c.facts, 'update_ring');
  return [...new Set(k.updates.values())].filter(
    (update) =>
      !update.withdrawn &&
      containsFix(update, issue, k) &&
      (version === null || update.versions.includes(version)) &&
      (update.rings.length === 0 || ring === undefined || update.rings.some((r) => r === ring)),
  );
}

function containsFix(update: Update | undefined, issue: KnownIssue, k: Knowledge): boolean {
  if (!update) return false;
  const inside = contents(update, k);
  return issue.fixedBy.some((fix) => inside.has(k.updates.get(fix)?.kb ?? fix));
}

function isDirect(update: Update, issue: KnownIssue, k: Knowledge): boolean {
  return issue.fixedBy.some((fix) => k.updates.get(fix) === update);
}

/** The newest that nothing else on the list replaces. */
function recommended(fixes: readonly Update[]): Update | undefined {
  const current = fixes.filter((u) => !fixes.some((other) => other !== u && u.replacedBy.includes(other.kb)));
  return [...current].sort((a, b) => (b.released ?? '').localeCompare(a.released ?? ''))[0];
}

/** Prerequisites known to apply and not yet installed, first things first. */
function needed(update: Update, c: Known, k: Knowledge, installed: Installed): readonly Update[] {
  const [ring] = valuesOf(c.facts, 'update_ring');
  const [version] = valuesOf(c.facts, 'mecm_version');
  return update.requires.flatMap((need) => {
    const required = k.updates.get(need.kb);
    if (!required || installed.has(required.kb) || (need.ring && need.ring !== ring)) return [];
    if (version !== undefined && !required.versions.includes(version)) return [];
    return [...needed(required, c, k, installed), required];
  });
}

function install(
  u: Update,
  issue: KnownIssue,
  c: Known,
  k: Knowledge,
  installed: Installed,
): readonly PlanStep[] {
  const steps = prerequisites(u, c, k, installed);
  const where = phrase(k, u.download ? 'plan.download.where' : 'plan.install.where');
  const id = u.download ? 'plan.download' : 'plan.install';
  steps.push(
    step(`install:${u.kb}`, phrase(k, id, { kb: u.kb }), { where, expect: effects(u, issue, k), kb: u.kb }),
  );
  return [...steps, ...afterInstall(u, c, k)];
}

function prerequisites(u: Update, c: Known, k: Knowledge, installed: Installed): PlanStep[] {
  const [ring] = valuesOf(c.facts, 'update_ring');
  const where = phrase(k, 'plan.install.where');
  const known = needed(u, c, k, installed).map((need) =>
    step(`require:${need.kb}`, phrase(k, 'plan.prerequisite', { kb: need.kb }), { where, kb: need.kb }),
  );
  const maybe = u.requires
    .filter((need) => need.ring === 'early' && ring === undefined && !installed.has(need.kb))
    .map((need) =>
      step(`require-if-early:${need.kb}`, phrase(k, 'plan.prerequisite.early', { kb: need.kb }), { where }),
    );
  return [...maybe, ...known];
}

/** What an installed update still needs: secondary sites do not follow by themselves, clients have to be updated. */
function afterInstall(u: Update, c: Known, k: Knowledge): readonly PlanStep[] {
  const sites = valuesOf(c.facts, 'cas_or_standalone');
  const steps: PlanStep[] = [];
  if (u.effects.recoverSecondary === true && !sites.includes('standalone')) {
    steps.push(
      step('recover-secondary', phrase(k, 'plan.recover-secondary'), {
        where: phrase(k, 'plan.recover-secondary.where'),
        expect: phrase(k, 'plan.recover-secondary.expect'),
      }),
    );
  }
  if (u.brings.client) {
    const version = u.brings.client;
    steps.push(
      step('update-client', phrase(k, 'plan.client', { version }), {
        where: phrase(k, 'plan.client.where'),
        expect: phrase(k, 'plan.client.expect', { version }),
      }),
    );
  }
  return steps;
}

function followUp(installed: Installed, issue: KnownIssue, c: Known, k: Knowledge): readonly PlanStep[] {
  const fix = [...installed.keys()]
    .map((kb) => k.updates.get(kb))
    .find((update) => containsFix(update, issue, k));
  return fix ? afterInstall(fix, c, k) : [];
}

function effects(u: Update, issue: KnownIssue, k: Knowledge): Text | null {
  const inside = u.includes.filter((kb) =>
    issue.fixedBy.some((fix) => contents(k.updates.get(kb) ?? u, k).has(fix)),
  );
  const parts = [
    ...(inside.length > 0 ? [phrase(k, 'plan.contains', { kb: u.kb, contains: inside.join(', ') })] : []),
    ...(u.effects.siteReset === true ? [phrase(k, 'plan.site-reset')] : []),
    ...(u.effects.restart === true ? [phrase(k, 'plan.restart')] : []),
    ...(u.effects.restart === false
      ? [phrase(k, u.effects.siteReset === false ? 'plan.no-restart' : 'plan.no-computer-restart')]
      : []),
  ];
  if (parts.length === 0) return null;
  return { ja: parts.map((part) => part.ja).join(''), en: parts.map((part) => part.en).join(' ') };
}

function step(id: string, what: Text, rest: Partial<PlanStep> = {}): PlanStep {
  return { id, do: what, where: null, command: null, expect: null, kb: null, ...rest };
}

function ownStep(own: Step, i: number): PlanStep {
  return step(`own:${i + 1}`, own.do, {
    where: own.where ?? null,
    command: own.command ?? null,
    expect: own.expect ?? null,
  });
}

function supportNotes(version: string | null, k: Knowledge, at: string): readonly Text[] {
  const release = k.releases.find((candidate) => candidate.version === version);
  if (!release?.supportEnd || release.supportEnd >= at.slice(0, 10)) return [];
  return [ended(release, k)];
}

function ended(release: Release, k: Knowledge): Text {
  return phrase(k, 'plan.note.support-ended', { version: release.version, date: release.supportEnd ?? '' });
}

function updateNotes(update: Update | undefined): readonly Text[] {
  return update?.note ? [update.note] : [];
}
