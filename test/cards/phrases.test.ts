import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { say } from '../../src/cards/say';
import { phrases } from './phrases';

const SRC = path.join(__dirname, '..', '..', 'src');
const IDS = Object.keys(phrases.en);
const AREAS = [...new Set(IDS.map((id) => id.split('.')[0]))].join('|');

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, code: readFileSync(path.join(SRC, file), 'utf8') }));

/** Phrase ids written in the sources; `${…}` in one stands for anything. */
const used = sources.flatMap(({ file, code }) => {
  const found = code.matchAll(new RegExp(`['\`]((?:${AREAS})\\.[a-z$][a-zA-Z0-9.\${}-]*)['\`]`, 'g'));
  return [...found].map(([, id = '']) => ({ file, id }));
});

/** The ids a use may mean. */
function meant(id: string): readonly string[] {
  const form = id.split(/\$\{.*?\}/).map((part) => part.replaceAll('.', '\\.'));
  return IDS.filter((known) => new RegExp(`^${form.join('[a-z0-9.-]+')}$`).test(known));
}

test('every phrase stands in both languages with the same values in it', () => {
  const values = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
  const shape = (lang: 'ja' | 'en') =>
    Object.fromEntries(Object.entries(phrases[lang]).map(([id, text]) => [id, values(text)]));
  expect(shape('ja')).toEqual(shape('en'));
});

test('no phrase is empty', () => {
  const empty = [...Object.entries(phrases.ja), ...Object.entries(phrases.en)].filter(
    ([, text]) => !text.trim(),
  );
  expect(empty).toEqual([]);
});

test('every id the sources name is a phrase', () => {
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter(({ id }) => meant(id).length === 0)).toEqual([]);
});

test('every phrase is used', () => {
  const reached = new Set(used.flatMap(({ id }) => meant(id)));
  expect(IDS.filter((id) => !reached.has(id))).toEqual([]);
});

test.each([
  ['fills a name', 'question.log.ask', { log: 'DDM.log' }, 'Could you send DDM.log?'],
  [
    'takes the language of a text',
    'question.log.ask',
    { log: { ja: 'ログ', en: 'a log' } },
    'Could you send a log?',
  ],
  ['leaves a name without a value as it is', 'question.log.ask', {}, 'Could you send {log}?'],
  ['fills no name inside a value', 'question.log.ask', { log: '{log}' }, 'Could you send {log}?'],
])('say %s', (_, id, values, sentence) => {
  expect(say(phrases, 'en', id, values)).toBe(sentence);
});

test('an id that is no phrase is named', () => {
  expect(() => say(phrases, 'en', 'no.such.phrase')).toThrow(
    'knowledge/phrases/en.yaml has no "no.such.phrase"',
  );
});
