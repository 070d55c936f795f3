import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { issue, preview } from '../../src/cards/issue';
import { elements, reading } from './card';
import { known, reported } from './known';
import { phrases } from './phrases';

const ISSUES = path.join(__dirname, '..', '..', 'knowledge', 'issues');
const areas = readdirSync(ISSUES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => String(parse(readFileSync(path.join(ISSUES, file), 'utf8')).area));

test.each([...new Set(areas)])('the area %s has a name in both languages', (area) => {
  const id = `area.${area.replaceAll('/', '.')}`;
  expect([phrases.ja[id], phrases.en[id]]).toEqual([expect.any(String), expect.any(String)]);
});

test('an area without a name shows its id', () => {
  expect(reading(issue({ ...known, area: 'printers/ink' }, phrases, 'en')).join()).toContain(
    'Area: printers/ink',
  );
});

test('it may stand where no bot is: links, but no presses and no inputs', () => {
  const types = [...elements([issue(known, phrases, 'ja'), issue(reported, phrases, 'en')])].map(
    (e) => e.type,
  );
  expect(types).toContain('Action.OpenUrl');
  expect(types.filter((type) => /Execute|Submit|Input/.test(String(type)))).toEqual([]);
});

test('what only the community reports looks doubtful', () => {
  const doubt = (of: typeof known) =>
    [...elements(issue(of, phrases, 'en'))].find((e) => /^Based on/.test(String(e.text)))?.color;
  expect([doubt(known), doubt(reported)]).toEqual([undefined, 'Warning']);
});

test('the lines that prove most come first, with … for what varies', () => {
  const lines = reading(issue(known, phrases, 'en'));
  const first = lines.findIndex((line) => line.endsWith('DDM.log'));
  expect(lines.slice(first, first + 5)).toEqual([
    '* • DDM.log',
    'ClientIdentity is not a hex string',
    'The registration record … is not valid. Bad RDR',
    '* • In any log',
    'Failed to send registration request',
  ]);
});

test('the steps are the first that hold for everyone, what comes before the update in front', () => {
  const said = reading(issue(known, phrases, 'en')).join('\n');
  expect(said).toMatch(
    /1\n.*Back the site up\.[\s\S]*2\n.*Look for rejected[\s\S]*3\n.*Restart the SMS[\s\S]*and 2 more/,
  );
  expect(said).not.toContain('2207 only');
});

test.each([
  ['ja', 'KB14480034 · 2203 では、'],
  ['en', 'KB14480034 · In 2203 the registration data'],
] as const)('its preview in %s is two short lines', (lang, start) => {
  const { title, text } = preview(known, phrases, lang);
  expect(title).toBe(known.title[lang]);
  expect(text).toMatch(new RegExp(`^${start}.+…$`));
  expect(text.length).toBeLessThanOrEqual(120);
});

test('where no update fixes it, the preview names the area', () => {
  expect(preview(reported, phrases, 'en').text).toMatch(/^CMG \/ setup · /);
});
