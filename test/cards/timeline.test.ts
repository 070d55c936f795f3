import { type Plot, plot } from '../../src/cards/bars';
import { markdown } from '../../src/cards/markdown';
import { render } from '../../src/cards/render';
import { rows } from '../../src/cards/rows';
import { size, TARGET } from '../../src/cards/size';
import type { Hit, Reply } from '../../src/domain';
import { elements, reading } from './card';
import { phrases } from './phrases';
import { replies } from './replies';
import { faults } from './schema';

const quiet = (hours: number): number[] => Array(hours).fill(0);

test.each([
  ['a morning', '2022-06-01 07:00', 5, 1, ['07:00', '08:00', '09:00', '10:00', '11:00']],
  ['a night', '2022-06-01 23:00', 2, 1, ['06-01 23:00', '06-02 00:00']],
  ['a day', '2022-06-01 00:00', 24, 3, ['00:00', '03:00', '06:00', '09:00', '12:00', '15:00']],
  ['two days', '2022-06-01 05:00', 48, 6, ['06-01 00:00', '06-01 06:00', '06-01 12:00', '06-01 18:00']],
  ['nine days', '2022-02-25 13:00', 9 * 24, 24, ['02-25', '02-26', '02-27', '02-28', '03-01', '03-02']],
  ['a month', '2022-05-01 13:00', 31 * 24, 96, ['04-30', '05-04', '05-08', '05-12', '05-16', '05-20']],
])('%s in ten bars at most: %s and %i hours', (_, from, hours, wide, first) => {
  const drawn = plot({ from, to: '', errorsPerHour: Array(hours).fill(1) }, [], 10);
  expect(drawn.hours).toBe(wide);
  expect(drawn.bars.map((bar) => bar.label).slice(0, first.length)).toEqual(first);
  expect(drawn.bars.length).toBeLessThanOrEqual(10);
  expect(drawn.bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(hours);
});

test('evidence marks its bar, also at the very end; what lies outside marks none', () => {
  const t = { from: '2022-06-01 00:00', to: '2022-06-01 03:00', errorsPerHour: [0, 0, 7, 9] };
  const { bars } = plot(t, ['2022-06-01 03:59:59.999', '2022-06-02 01:00:00', '2021-06-01 02:00:00'], 10);
  expect(bars.map((bar) => bar.marked)).toEqual([false, false, false, true]);
});

test.each([
  ['one day', 24],
  ['a week', 7 * 24],
  ['a month', 31 * 24],
])('a chart of %s has no two bars of one name', (_, hours) => {
  const ticks = plot({ from: '2022-05-01 13:00', to: '', errorsPerHour: quiet(hours) }, [], 17).bars.map(
    (bar) => bar.tick,
  );
  expect(new Set(ticks).size).toBe(ticks.length);
});

const bars = (counts: readonly number[], marked: readonly number[] = []): Plot => ({
  hours: 1,
  bars: counts.map((count, i) => ({ label: `0${i}:00`, tick: '', count, marked: marked.includes(i) })),
});

test.each<[string, Plot, readonly string[]]>([
  [
    'bars in proportion',
    bars([100, 50, 25, 1]),
    ['00:00 ████ 100', '01:00 ██ 50', '02:00 █ 25', '03:00 ▌ 1'],
  ],
  ['a mark', bars([4, 2], [1]), ['00:00 ████ 4', '01:00 ██ 2 ◀ here']],
  ['a mark where no error is', bars([4, 0], [1]), ['00:00 ████ 4', '01:00  0 ◀ here']],
  ['two empty hours', bars([4, 0, 0, 4]), ['00:00 ████ 4', '01:00  0', '02:00  0', '03:00 ████ 4']],
  ['three empty hours', bars([4, 0, 0, 0, 4]), ['00:00 ████ 4', '⋮ ', '04:00 ████ 4']],
  [
    'evidence in a long silence',
    bars([0, 0, 0, 0, 4], [2]),
    ['00:00  0', '01:00  0', '02:00  0 ◀ here', '03:00  0', '04:00 ████ 4'],
  ],
])('%s in text', (_, drawn, shown) => {
  expect(rows(drawn, 4, 'here').map(({ label, bar }) => `${label} ${bar}`)).toEqual(shown);
});

const confirmed = replies('en').confirmed as Extract<Reply, { kind: 'diagnosis' }>;
const hit = confirmed.diagnosis.lead?.because.flatMap((one) =>
  one.kind === 'hit' ? [one.hit] : [],
)[0] as Hit;

/** The reply with these errors from 2022-06-01 00:00 on, and a line of evidence at these times. */
function over(errorsPerHour: readonly number[], times: Partial<Hit>): Reply {
  const lead = confirmed.diagnosis.lead ?? fail();
  const because = [{ kind: 'hit', weight: 'proof', hit: { ...hit, ...times } }] as const;
  return {
    ...confirmed,
    timeline: { from: '2022-06-01 00:00', to: '2022-06-01 23:00', errorsPerHour },
    diagnosis: { ...confirmed.diagnosis, lead: { ...lead, because } },
  };
}
const at = (time: string) => ({ time, first: time, last: time });
const nine = at('2022-06-01 09:12:33.120');

test.each<[string, readonly number[], Partial<Hit>, string]>([
  [
    'a jump',
    [...quiet(9), 214, 180],
    nine,
    'Errors jump at 2022-06-01 09:00 (0 → 214 an hour). The first line of evidence is from 2022-06-01 09:12:33.',
  ],
  [
    'the first of two nights alike is no jump',
    [90, ...quiet(20), 90],
    nine,
    'The most errors in an hour, 90, are those from 2022-06-01 00:00 on.',
  ],
  ['even noise', [5, 6, 5, 6, 5], nine, 'The most errors in an hour, 6, are those from 2022-06-01 01:00 on.'],
  ['a few errors are no jump', [0, 0, 4, 0], nine, 'The most errors in an hour, 4,'],
  [
    'evidence over days',
    [...quiet(9), 214],
    { ...nine, last: '2022-06-02 18:40:02.001' },
    'The first line of evidence is from 2022-06-01 09:12:33, the last from 2022-06-02 18:40:02.',
  ],
  [
    'evidence before all that is drawn',
    [...quiet(9), 214],
    at('2022-04-01 10:00:00'),
    'That is outside the period shown (2022-06-01 00:00 to 2022-06-01 23:00).',
  ],
])('%s is said in words', (_, errors, times, words) => {
  const reply = over(errors, times);
  expect(reading(render(reply, phrases)).join('\n')).toContain(words);
  expect(markdown(reply, phrases)).toContain(words);
});

test.each([
  ['one hour', [7]],
  ['two hours', [7, 9]],
  ['no error', quiet(48)],
])('%s is no picture', (_, errors) => {
  const card = render(over(errors, nine), phrases);
  expect([...elements(card)].filter((element) => element.type === 'Chart.VerticalBar')).toEqual([]);
  expect(markdown(over(errors, nine), phrases)).not.toContain('│');
});

test('a month of errors makes a card within the target, with its chart', () => {
  const month = Array.from({ length: 31 * 24 }, (_, i) => (i * 7919) % 1_000);
  const card = render(over(month, nine), phrases);
  const chart = [...elements(card)].find((element) => element.type === 'Chart.VerticalBar');
  expect(chart).toMatchObject({
    yAxisTitle: 'Errors per 2 days',
    data: [{ x: '▲1', color: 'attention' }, ...Array(15).fill({ y: expect.any(Number) })],
  });
  expect(size(card)).toBeLessThanOrEqual(TARGET);
  expect(faults(card)).toEqual([]);
});

test('a card without room for its chart still says in words when the errors came', () => {
  const errors = [...quiet(9), 214];
  const longer = (more: number): Reply => {
    const reply = over(errors, nine);
    if (reply.kind !== 'diagnosis') return reply;
    const { plan } = reply.diagnosis;
    const note = { ja: 'あ'.repeat(200), en: 'a'.repeat(200) };
    return {
      ...reply,
      diagnosis: { ...reply.diagnosis, plan: plan && { ...plan, notes: Array(more).fill(note) } },
    };
  };
  const cards = Array.from({ length: 60 }, (_, i) => render(longer(i), phrases));
  const bare = cards.filter((card) => [...elements(card)].every(({ type }) => type !== 'Chart.VerticalBar'));
  const words = bare.filter((card) => reading(card).join('\n').includes('0 → 214 an hour'));
  expect(words.length).toBeGreaterThan(0);
  expect(words).toEqual(bare.slice(0, words.length));
});

test('at a terminal', () => {
  const printed = markdown(over([...quiet(8), 3, 214, 107, 12], nine), phrases);
  expect(printed.split('\n').filter((line) => /[│⋮]/.test(line))).toEqual([
    '    ⋮',
    '    08:00 │▌ 3',
    `    09:00 │${'█'.repeat(40)} 214 ◀ evidence`,
    `    10:00 │${'█'.repeat(20)} 107`,
    '    11:00 │██ 12',
  ]);
});

function fail(): never {
  throw new Error('the sample has a lead');
}
