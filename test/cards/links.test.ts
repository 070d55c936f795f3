import { isAddress } from '../../src/cards/address';
import { draw } from '../../src/cards/draw';
import { markdown } from '../../src/cards/markdown';
import { render } from '../../src/cards/render';
import type { Button } from '../../src/cards/sheet';
import type { Reply } from '../../src/domain';
import { elements, reading } from './card';
import { phrases } from './phrases';
import { LINK, replies } from './replies';
import { faults } from './schema';

test.each([
  ['https://triage.contoso.com/upload/9f8b', true],
  ['https://triage.contoso.com:8443/u?x=1#top', true],
  ['http://localhost:3978/upload/9f8b', true],
  ['http://127.0.0.1/upload', true],
  ['http://[::1]:3978/upload', true],
  ['http://triage.contoso.com/upload', false],
  ['http://localhost.evil.example/', false],
  ['http://localhost@evil.example/', false],
  ['http://localhost:80@evil.example/', false],
  ['http://127.0.0.1\\@evil.example/', false],
  ['javascript:alert(1)', false],
  ['ms-appinstaller:?source=x', false],
  ['https://a b', false],
  ['https://', false],
  ['', false],
])('a card may open %j: %s', (url, may) => {
  expect(isAddress(url)).toBe(may);
});

const noted = (link: string): Reply => ({
  kind: 'note',
  lang: 'en',
  revision: 1,
  notices: [
    { phrase: 'teams.channel-file', values: {}, link },
    { phrase: 'notice.feedback', values: {} },
  ],
});

test('a notice has its button directly below', () => {
  const { body } = render(noted(LINK), phrases);
  expect(body.map((element) => (element as { type: string }).type)).toEqual([
    expect.stringMatching(/Text/),
    'ActionSet',
    expect.stringMatching(/Text/),
  ]);
  expect(reading({ body })[1]).toBe(`[Send files] → ${LINK}`);
});

test('an address that may not be opened leaves no button behind', () => {
  const bad = 'http://evil.example/';
  const cards = [
    render(noted(bad), phrases),
    render({ kind: 'upload', lang: 'en', revision: 1, notices: [], link: bad }, phrases),
  ];
  expect([...elements(cards)].filter((element) => element.type === 'Action.OpenUrl')).toEqual([]);
  expect(JSON.stringify(cards)).not.toContain(bad);
  expect(markdown(noted(bad), phrases)).not.toMatch(/evil|\n{3}/);
});

test.each(['note with a link', 'upload'])('%s prints its link', (name) => {
  const lines = markdown(replies('en')[name] as Reply, phrases).split('\n');
  expect(lines).toContain(`Send files: ${LINK}`);
});

test('buttons beyond the sixth hide behind the "…"', () => {
  const press = (i: number): Button => ({
    title: `b${i}`,
    data: { press: 'command', name: 'issue', about: `i${i}`, lang: 'en', revision: 1 },
  });
  const buttons = [...Array.from({ length: 6 }, (_, i) => press(i)), press(6), { title: 'open', url: LINK }];
  const card = draw({ blocks: [], buttons }, 'en');
  expect(reading(card).slice(5)).toEqual(['[b5]', '… [b6]', `… [open] → ${LINK}`]);
  expect(faults(card)).toEqual([]);
});
