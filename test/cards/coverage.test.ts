import { markdown } from '../../src/cards/markdown';
import { render } from '../../src/cards/render';
import { size, TARGET } from '../../src/cards/size';
import type { FileRead, Reply, SkipReason } from '../../src/domain';
import { reading } from './card';
import { phrases } from './phrases';
import { replies } from './replies';

type Read = Extract<FileRead, { read: true }>;

const read = (name: string, more: Partial<Read> = {}): FileRead => ({
  name,
  read: true,
  encoding: 'utf-8',
  format: 'ccm',
  lines: 1_000,
  records: 900,
  ...more,
});
const skipped = (name: string, reason: SkipReason): FileRead => ({ name, read: false, reason });
const dumps = (count: number) =>
  Array.from({ length: count }, (_, i) => skipped(`core${i}.bin`, 'not-a-log'));
const NOT_A_LOG = 'There is no readable text in it. Send a text log, or a zip of logs.';

const with_ = (name: string, files: readonly FileRead[]): Reply => {
  const reply = replies('en')[name];
  if (!reply || !('files' in reply)) throw new Error(`${name} has no files`);
  return { ...reply, files };
};
const said = (name: string, files: readonly FileRead[]) =>
  reading(render(with_(name, files), phrases)).join('\n');

test.each<[string, readonly FileRead[], readonly string[]]>([
  ['one log', [read('DDM.log')], ['Files read: 1 (1,000 lines)', '900 records without a time']],
  [
    'times of several logs',
    [
      read('a.log', { from: '2022-06-02 09:00:00.100', to: '2022-06-02 10:00:00' }),
      read('b.log', { from: '2022-06-01 09:00:00', to: '2022-06-01 10:00:00' }),
    ],
    ['1,800 records, 2022-06-01 09:00:00 to 2022-06-02 10:00:00'],
  ],
  [
    'a log under another name',
    [read('logs/ccmsetup (1).log', { log: 'ccmsetup.log' })],
    ['Logs recognised: ccmsetup.log', '• logs/ccmsetup (1).log (as ccmsetup.log): 1,000 lines'],
  ],
  [
    'other encodings',
    [read('a.log', { encoding: 'utf-16le' }), read('b.log', { encoding: 'cp932' }), read('c.log')],
    ['Encodings: UTF-16LE (1), CP932 (1)', '• b.log: 1,000 lines · CP932', '• c.log: 1,000 lines\n'],
  ],
  [
    'no log at all',
    [skipped('a.bin', 'not-a-log')],
    ['Files read: 0 (0 lines) · not read: 1', `• a.bin: ${NOT_A_LOG}`],
  ],
  ['two of a kind', dumps(2), [`• core0.bin: ${NOT_A_LOG}`, `• core1.bin: ${NOT_A_LOG}`]],
  [
    'many of a kind',
    [...dumps(37), skipped('old.7z', 'archive-7z')],
    ['not read: 38', `• 37 files: ${NOT_A_LOG} (core0.bin, core1.bin, and 35 more)`, '• old.7z: '],
  ],
  [
    'a log read in part',
    [read('a.log', { cut: 'time' }), read('b.log')],
    [
      'Files read: 2 (2,000 lines) · in part: 1',
      '• a.log: read up to line 1,000. The time limit was reached.',
    ],
  ],
  [
    'many logs read in part',
    Array.from({ length: 40 }, (_, i) => read(`a${i}.log`, { cut: 'budget' })),
    ['in part: 40', '• 40 files, in part: ', '(a0.log, a1.log, and 38 more)'],
  ],
  ['a long list', Array.from({ length: 52 }, (_, i) => read(`a${i}.log`)), ['• a11.log', '• and 40 more']],
])('%s is told on every card', (_, files, words) => {
  for (const name of ['question', 'more evidence', 'probable', 'unknown'])
    for (const word of words)
      expect({ name, said: said(name, files) }).toEqual({ name, said: expect.stringContaining(word) });
});

test('pasted text is no file, and without files there is nothing to tell', () => {
  for (const files of [[], [skipped('message', 'too-large')]])
    for (const name of ['question', 'probable']) expect(said(name, files)).not.toContain('Files read');
});

test('ten thousand files, none of them alike, fit a card and a page', () => {
  const reasons = Object.keys(phrases.en).flatMap((id) =>
    id.startsWith('skip.') ? [id.slice(5) as SkipReason] : [],
  );
  const files = Array.from({ length: 10_000 }, (_, i) => {
    const name = `${'very/long/path/'.repeat(8)}${i}.log`;
    const reason = reasons[i % reasons.length] ?? 'empty';
    return i % 2 ? skipped(name, reason) : read(name, i % 4 ? { cut: reason } : { log: `l${i}.log` });
  });
  for (const name of ['question', 'more evidence', 'probable', 'confirmed', 'unknown']) {
    const reply = with_(name, files);
    expect(size(render(reply, phrases))).toBeLessThanOrEqual(TARGET);
    expect(said(name, files)).toContain(
      'Files read: 5,000 (5,000,000 lines) · in part: 2,500 · not read: 5,000',
    );
    expect(markdown(reply, phrases).length).toBeLessThan(25_000);
  }
});

test('a card too long for the whole list keeps what can be mended, then the figures', () => {
  const long = 'x'.repeat(300);
  const base = with_('confirmed', [
    ...Array.from({ length: 12 }, (_, i) => read(`fine${i}.log`)),
    skipped('old.7z', 'archive-7z'),
  ]);
  if (base.kind !== 'diagnosis' || !base.diagnosis.plan) throw new Error('the sample has a plan');
  const steps = (count: number): Reply => {
    const plan = base.diagnosis.plan ?? fail();
    const step = plan.steps[0] ?? fail();
    const all = Array.from({ length: count }, () => ({ ...step, do: { ja: long, en: long } }));
    return { ...base, diagnosis: { ...base.diagnosis, plan: { ...plan, steps: all } } };
  };
  const lists = [1, 5, 12].map((count) => {
    const words = reading(render(steps(count), phrases)).join('\n');
    return ['Files read: 12', 'old.7z', 'fine0.log'].filter((word) => words.includes(word)).length;
  });
  expect(lists).toEqual([3, 2, 1]);
});

function fail(): never {
  throw new Error('the sample has a plan with steps');
}
