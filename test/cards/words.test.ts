import { markdown } from '../../src/cards/markdown';
import { fileText, placeText, reasonText, verdictText } from '../../src/cards/words';
import type { FileRead, Place, Reason, SkipReason } from '../../src/domain';
import { phrases } from './phrases';
import { replies } from './replies';

test.each<[Place, string, string]>([
  [{ file: 'Logs/DDM.log', line: 12 }, 'Logs/DDM.log 12 行目', 'Logs/DDM.log, line 12'],
  [
    { file: 'DDM.log', line: 12, time: '2022-06-01 09:12:33.120' },
    'DDM.log 12 行目、2022-06-01 09:12:33',
    'DDM.log, line 12, 2022-06-01 09:12:33',
  ],
  [{ file: 'message', line: 2 }, 'あなたの投稿の 2 行目', 'your message, line 2'],
])('%j is %s / %s', (place, ja, en) => {
  expect([placeText(place, phrases, 'ja'), placeText(place, phrases, 'en')]).toEqual([ja, en]);
});

const place = { file: 'a.log', line: 3 };
const answered = { value: '2207', from: { kind: 'answer' } } as const;
const name = { ja: 'バージョン', en: 'Version' };
const label = { ja: '2207', en: '2207' };
const seen = { code: '0x8000ffff', written: '0x8000ffff', count: 2, first: place, last: place };

test.each<[Reason, string]>([
  [{ kind: 'fact', fact: 'mecm_version', name, label, value: answered }, 'Version: 2207 — your answer'],
  [
    { kind: 'update', kb: 'KB1', value: { value: 'KB1', from: { kind: 'log', place, quote: 'q' } } },
    'KB1 is installed (a.log, line 3)',
  ],
  [{ kind: 'code', code: seen }, 'Error code 0x8000ffff (2×, first at a.log, line 3)'],
  [{ kind: 'symptom', symptom: 's', title: name }, 'Symptom: Version'],
  [{ kind: 'silent', log: 'DDM.log' }, 'DDM.log was read, and the deciding line is not in it'],
  [
    {
      kind: 'hit',
      weight: 'proof',
      hit: { ...place, signature: 's', quote: 'Bad RDR', captured: {}, count: 1 },
    },
    'a.log, line 3: Bad RDR',
  ],
])('a reason of %j reads "%s"', (reason, words) => {
  expect(reasonText(reason, phrases, 'en')).toBe(words);
});

const read = { name: 'a.log', read: true, encoding: 'utf-8', format: 'ccm', lines: 9, records: 9 } as const;

test.each<[string, FileRead, string]>([
  ['read', read, 'a.log: 9 lines'],
  [
    'with a period',
    { ...read, from: '2022-06-01 09:00:00.1', to: '2022-06-01 10:00:00' },
    'a.log: 9 lines (2022-06-01 09:00:00 – 2022-06-01 10:00:00)',
  ],
  [
    'read in part',
    { ...read, cut: 'time' },
    'a.log: read up to line 9. The time limit was reached. Send this file separately.',
  ],
  [
    'skipped',
    { name: 'a.zip', read: false, reason: 'encrypted' },
    'a.zip: The zip has a password. Send it again without one.',
  ],
])('a file %s', (_, file, words) => {
  expect(fileText(file, phrases, 'en')).toBe(words);
});

const SKIPPED: readonly SkipReason[] = [
  ...([
    'empty',
    'nul-only',
    'not-a-log',
    'image',
    'archive-7z',
    'archive-rar',
    'archive-cab',
    'archive-tar',
    'archive-other',
  ] as const),
  ...(['archive-split', 'event-log', 'document', 'web-page', 'symlink'] as const),
  ...([
    'encrypted',
    'unsupported-method',
    'damaged',
    'bad-crc',
    'too-large',
    'too-many-entries',
    'too-deep',
  ] as const),
  ...(['ratio', 'budget', 'time', 'download-refused', 'download-missing', 'download-timeout'] as const),
  ...(['download-failed', 'download-host', 'not-in-channel'] as const),
];

test.each(SKIPPED)('a file skipped for %s says what is wrong and what to do', (reason) => {
  const words = (['ja', 'en'] as const).map((lang) =>
    fileText({ name: 'x', read: false, reason }, phrases, lang),
  );
  expect(words[0]).toMatch(/。.+。$/);
  expect(words[1]).toMatch(/[.;] .+\.$/);
});

test('a verdict has a sign and a name', () => {
  expect(verdictText('probable', phrases, 'ja')).toBe('🟡 可能性が高い');
});

test.each(['ja', 'en'] as const)('replies printed in %s', (lang) => {
  const said = ['question', 'conflict', 'confirmed'].map((name) =>
    markdown(replies(lang)[name] ?? fail(name), phrases),
  );
  expect(said.join('\n\n────\n\n')).toMatchSnapshot();
});

function fail(name: string): never {
  throw new Error(`no reply called ${name}`);
}
