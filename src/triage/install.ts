import type { Knowledge, KnownIssue, PlanStep, Text, Update } from '../domain';
import { type Known, needed } from './fix';
import { valuesOf } from './holds';
import { contents, type Installed } from './installed';
import { phrase } from './text';

export function install(
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
export function afterInstall(u: Update, c: Known, k: Knowledge): readonly PlanStep[] {
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

function effects(u: Update, issue: KnownIssue, k: Knowledge): Text | null {
  const inside = u.includes.filter((kb) =>
    issue.fixedBy.some((fix) => contents(k.updates.get(kb) ?? u, k).has(fix)),
  );
  const parts = [
    ...(u.download ? [] : [phrase(k, 'plan.install.expect')]),
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

export function step(id: string, what: Text, rest: Partial<PlanStep> = {}): PlanStep {
  return { id, do: what, where: null, command: null, expect: null, kb: null, ...rest };
}
