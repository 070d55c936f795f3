import { markdown } from '../../src/cards/markdown';
import { render } from '../../src/cards/render';
import type { Lang, Reply } from '../../src/domain';
import { elements } from './card';
import { phrases } from './phrases';
import { replies } from './replies';

const PLACES = ['the copy box', 'the terminal'] as const;

/** What is handed over: the text in the card's box, or what the terminal prints. */
function handedOver(place: (typeof PLACES)[number], lang: Lang, hidden: boolean): string {
  const reply = { ...replies(lang)['hidden export'], hidden } as Reply;
  if (place === 'the terminal') return markdown(reply, phrases);
  const box = [...elements(render(reply, phrases))].find((element) => element.id === 'copy');
  return String(box?.value);
}

const WHERE = PLACES.flatMap((place) => (['ja', 'en'] as const).map((lang) => [place, lang] as const));

describe.each(WHERE)('%s in %s', (place, lang) => {
  const [plain, hidden] = [handedOver(place, lang, false), handedOver(place, lang, true)];

  test.each(['SRV01', 'corp.contoso.com', '10.1.2.3'])('names %s unless hidden', (name) => {
    expect(plain).toContain(name);
    expect(hidden).not.toContain(name);
  });

  test('has one mark for one name, the same in a line and in the name of its file', () => {
    expect(hidden).toContain('`<host-2> (<address-1>): The registration');
    expect(hidden).toContain('moved to \\\\<host-1>\\SMS_P01');
    expect(hidden).toContain('`<host-1>_Logs/DDM.log');
  });

  test.each([
    ...['The registration record is not valid. Bad RDR', '0x87d00455', 'KB14244456', '2022-06-01 09:12:33'],
    ...['DDM.log', '1285', 'https://learn.microsoft.com/'],
  ])('keeps %s', (words) => {
    expect(plain).toContain(words);
    expect(hidden).toContain(words);
  });
});

test.each(['ja', 'en'] as const)('a hidden export in %s says so, at the terminal as well', (lang) => {
  const said = phrases[lang]['notice.export-hidden'] ?? '';
  const reply = replies(lang)['hidden export'] as Reply;
  expect(markdown(reply, phrases)).toContain(said);
  expect([...elements(render(reply, phrases))].map((element) => element.text)).toContain(said);
});

test.each([
  ['export', 'Hide machine names', 'export-hidden'],
  ['hidden export', 'Show machine names', 'export'],
])('%s leads to the other one: %s', (name, title, command) => {
  const { actions } = render(replies('en')[name] as Reply, phrases);
  expect(actions).toContainEqual(
    expect.objectContaining({ title, data: expect.objectContaining({ press: 'command', name: command }) }),
  );
});
