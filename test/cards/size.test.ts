import { issue } from '../../src/cards/issue';
import { render, smaller } from '../../src/cards/render';
import { LIMIT, SMALL, size, TARGET } from '../../src/cards/size';
import type { FileRead, Hit, Reason, Reply, Text } from '../../src/domain';
import { reading } from './card';
import { known } from './known';
import { phrases } from './phrases';
import { replies } from './replies';
import { faults } from './schema';

const confirmed = replies('ja').confirmed as Extract<Reply, { kind: 'diagnosis' }>;
const both = (text: string): Text => ({ ja: text, en: text });
const many = <T>(count: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** A diagnosis with `count` of everything, each text `length` characters long. */
function large(count: number, length: number): Reply {
  const d = confirmed.diagnosis;
  if (!d.lead || !d.plan) throw new Error('the sample has a lead and a plan');
  const long = 'あ'.repeat(length);
  const hit = (i: number): Hit => ({
    signature: `s${i}`,
    file: 'a.log',
    line: i + 1,
    quote: long,
    captured: {},
    count: 1,
  });
  const because = many(count, (i): Reason => ({ kind: 'hit', weight: 'strong', hit: hit(i) }));
  const steps = many(count, (i) => ({
    id: `own:${i}`,
    do: both(long),
    where: both(long),
    command: long,
    expect: both(long),
    kb: null,
  }));
  const lead = { ...d.lead, because };
  const files = many(count, (i): FileRead => ({ name: `${i}${long}`, read: false, reason: 'image' }));
  return {
    ...confirmed,
    files,
    diagnosis: {
      ...d,
      lead,
      cause: both(long),
      plan: { ...d.plan, steps, alternative: steps, notes: many(count, () => both(long)) },
      suspects: [
        lead,
        ...many(
          count,
          (i) =>
            ({
              ...lead,
              issue: `i${i}`,
              title: both(long),
              verdict: i % 2 ? 'possible' : 'not-applicable',
            }) as const,
        ),
      ],
      references: many(count, (i) => ({ title: long, url: `https://example.com/${i}` })),
    },
  };
}

test('sizes are counted as Teams does, two bytes a character', () => {
  expect(size({ a: 'あ' })).toBe('{"a":"あ"}'.length * 2);
});

test.each([
  [3, 20, TARGET],
  [10, 40, LIMIT],
  [30, 200, LIMIT],
  [100, 5_000, LIMIT],
  [1_000, 30, LIMIT],
])('%i of everything, %i characters each, stays below %i bytes', (count, length, most) => {
  expect(size(render(large(count, length), phrases))).toBeLessThanOrEqual(most);
  expect(size(smaller(large(count, length), phrases))).toBeLessThanOrEqual(SMALL);
});

test.each(Object.entries(replies('ja')))('%s is small enough where Teams asks for less', (_, reply) => {
  const card = smaller(reply, phrases);
  expect(size(card)).toBeLessThanOrEqual(SMALL);
  expect(faults(card)).toEqual([]);
});

test('what fits is not made smaller', () => {
  const reply = replies('ja').question as Reply;
  expect(smaller(reply, phrases)).toEqual(render(reply, phrases));
});

test('the smaller card still says what it is, the first evidence, and how to get the rest', () => {
  const said = reading(smaller(confirmed, phrases)).join('\n');
  for (const words of [
    '確定',
    'ClientIdentity is not a hex string',
    'KB14244456',
    '［エクスポート］',
    '[解決した]',
  ])
    expect(said).toContain(words);
});

test('a card without a button for the full text does not speak of one', () => {
  const said = reading(
    issue(
      {
        ...known,
        cause: both('あ'.repeat(1_400)),
        decides: both('い'.repeat(1_400)),
        verify: both('う'.repeat(1_400)),
        steps: many(3, () => ({ do: both('え'.repeat(1_400)), where: both('お'.repeat(1_400)) })),
      },
      phrases,
      'ja',
    ),
  ).join('\n');
  expect(said).toContain(phrases.ja['label.shortened.only']);
  expect(said).not.toContain('エクスポート');
});

test.each([true, false])('a shortened export (hidden: %s) does not send to the export', (hidden) => {
  const long = large(100, 400) as typeof confirmed;
  const said = reading(smaller({ ...long, kind: 'export', hidden }, phrases)).join('\n');
  expect(said).toContain(phrases.ja['label.shortened.only']);
  expect(said).not.toContain(phrases.ja['label.shortened']);
});

test('what matters least is left out first, and the card says so', () => {
  const all = reading(render(confirmed, phrases)).join('\n');
  const less = reading(render(large(10, 40), phrases)).join('\n');
  const missing = [
    'label.references',
    'label.ruled-out',
    'label.alternative',
    'label.steps',
    'label.evidence',
  ].filter((id) => {
    const title = phrases.ja[id] ?? '';
    expect(all).toContain(title);
    return !less.includes(title);
  });
  expect(missing).toEqual(['label.references', 'label.ruled-out']);
  expect(less).toContain(phrases.ja['label.shortened']);
});
