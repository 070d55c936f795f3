import type { Quality } from './quality';
import type { Run } from './run';
import type { Share } from './score';

/** The figures as lines for a terminal. */
export function table(q: Quality, samples: Share): string {
  const { score: s, entries: e } = q;
  const rows: readonly (readonly [string, string])[] = [
    ['issues', String(e.issues)],
    ['signatures', String(e.signatures)],
    ['issues with a line of their own', share(e.lines)],
    ['issues with a line that have samples', share(samples)],
    ['issues in both languages', share(e.languages)],
    ['issues with sources', share(e.sources)],
    ['cases', String(q.trials.length)],
    ['  in Japanese', String(q.trials.filter((trial) => trial.lang === 'ja').length)],
    ['  unknown', String(s.unknown.of)],
    ['  in look-alike pairs', String(s.pairs.of)],
    ['first suspect right, with logs', share(s.top1Logs)],
    ['first suspect right, text and answers', share(s.top1Text)],
    ['first suspect right, look-alike pairs', share(s.pairs)],
    ['among the first three', share(s.top3)],
    ['unknown recognised', share(s.unknown)],
    ['confirmed and wrong', String(s.falseConfirmed.length)],
    ['an update missing or out of place', String(s.wrongKbs.length)],
    ['questions, median, with logs', String(s.questionsLogs)],
    ['questions, median, text only', String(s.questionsText)],
    ['minutes of questions, mean', q.minutes.toFixed(1)],
    ['  fixed questionnaire', `${q.fixed.minutes.toFixed(1)}, first suspect right ${share(q.fixed.top1)}`],
    ['  keyword look-up', `0.0, first suspect right ${share(q.lookUp)}`],
    ['same verdict in the other language', share(q.same.lang)],
    ['same verdict in noise x100', share(q.same.noise)],
    ['same verdict with files shuffled', share(q.same.shuffled)],
    ['same verdict with torn logs', share(q.same.truncated)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

export function share({ hit, of }: Share): string {
  return of === 0 ? '-' : `${hit}/${of} (${((100 * hit) / of).toFixed(1)} %)`;
}

/** The cases that went wrong, a line each. */
export function misses({ score: s }: Quality): string {
  const line = (run: Run, why: string) =>
    `${why} ${run.trial.id}: expected ${run.trial.expect.issue ?? 'unknown'}, got ${run.issue ?? 'nothing'} (${run.verdict}); asked ${run.asked.join(', ') || 'nothing'}; kbs ${run.kbs.join(', ') || 'none'}`;
  return [
    ...s.falseConfirmed.map((run) => line(run, 'CONFIRMED')),
    ...s.missed.map((run) => line(run, 'missed')),
    ...s.wrongKbs.map((run) => line(run, 'updates')),
  ].join('\n');
}
