import type { Diagnosis, Hit, Timeline } from '../domain';
import { hourOf, plot, written } from './bars';
import type { Voice } from './say';
import { type Block, type Picture, section, text } from './sheet';
import { short } from './words';

/** Bars a chart shows side by side with room for their names, and rows one below the other on a card and at a terminal. */
const MOST = { charted: 17, listed: 10, printed: 32 } as const;
/** A picture of fewer hours says less than a sentence. */
const LEAST_HOURS = 3;
/** So many errors an hour, and so many times those of the busiest hour of the day before, are a jump. */
const JUMP = 5;
const TIMES = 3;
const DAY = 24;

/** The lines that speak for the lead and carry a time, earliest first. */
export function evidenceOf(d: Diagnosis): readonly Hit[] {
  const hits = (d.lead?.because ?? []).flatMap((reason) => (reason.kind === 'hit' ? [reason.hit] : []));
  return hits
    .filter((hit) => firstOf(hit) !== undefined)
    .sort((a, b) => String(firstOf(a)).localeCompare(String(firstOf(b))));
}

/** The errors of the logs over time, with the evidence marked; nothing where there is too little to be seen. */
export function timeline(t: Timeline | null, d: Diagnosis, v: Voice): readonly Block[] {
  if (!t || t.errorsPerHour.length < LEAST_HOURS || highest(t.errorsPerHour) === 0) return [];
  const evidence = evidenceOf(d);
  const times = evidence.flatMap((hit) => [firstOf(hit), lastOf(hit)]).filter((time) => time !== undefined);
  const picture = (most: number): Picture => {
    const drawn = plot(t, times, most);
    const sign = drawn.bars.some((bar) => bar.marked) ? ` · ▲ ${v.say('timeline.mark')}` : '';
    return { ...drawn, unit: unit(drawn.hours, v), caption: `${t.from} – ${t.to}${sign}` };
  };
  return section(
    v.say('label.timeline'),
    [
      text([rise(t, v), ...stands(t, times, v)].join(v.lang === 'ja' ? '' : ' ')),
      {
        kind: 'chart',
        charted: picture(MOST.charted),
        listed: picture(MOST.listed),
        printed: picture(MOST.printed),
        mark: v.say('timeline.mark'),
      },
    ],
    { detail: 'timeline' },
  );
}

function firstOf(hit: Hit): string | undefined {
  return hit.first ?? hit.time;
}

function lastOf(hit: Hit): string | undefined {
  return hit.last ?? firstOf(hit);
}

function unit(hours: number, v: Voice): string {
  if (hours === 1) return v.say('timeline.per.hour');
  if (hours < DAY) return v.say('timeline.per.hours', { hours });
  return hours === DAY ? v.say('timeline.per.day') : v.say('timeline.per.days', { days: hours / DAY });
}

/** Where the errors begin to come thick and fast, else where they are thickest. */
function rise({ from, errorsPerHour }: Timeline, v: Voice): string {
  const at = (i: number) => written((hourOf(from) ?? 0) + i);
  const before = errorsPerHour.map((_, i) => highest(errorsPerHour.slice(Math.max(0, i - DAY), i)));
  const rises = errorsPerHour.map((count, i) => {
    const was = before[i] ?? 0;
    return i > 0 && count >= JUMP && count >= was * TIMES ? count - was : 0;
  });
  const jump = rises.indexOf(highest(rises));
  if (rises[jump])
    return v.say('timeline.jump', {
      at: at(jump),
      before: before[jump] ?? 0,
      after: errorsPerHour[jump] ?? 0,
    });
  const most = highest(errorsPerHour);
  return v.say('timeline.most', { at: at(errorsPerHour.indexOf(most)), most });
}

/** From when to when the evidence was written, and the period drawn where that is another. */
function stands(t: Timeline, times: readonly string[], v: Voice): readonly string[] {
  const sorted = [...times].sort();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [];
  const said =
    hourOf(first) === hourOf(last)
      ? v.say('timeline.evidence', { at: short(first) })
      : v.say('timeline.evidence.span', { first: short(first), last: short(last) });
  const isShown = times.some((time) => indexOf(t, time) !== undefined);
  return isShown ? [said] : [said, v.say('timeline.outside', { from: t.from, to: t.to })];
}

/** The hour of the timeline in which a time stands. */
export function indexOf({ from, errorsPerHour }: Timeline, time: string): number | undefined {
  const i = (hourOf(time) ?? Number.NaN) - (hourOf(from) ?? 0);
  return i >= 0 && i < errorsPerHour.length ? i : undefined;
}

function highest(counts: readonly number[]): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
