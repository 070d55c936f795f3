import { analysing, type Working } from '../../src/cards/analysing';
import { progress } from '../../src/cards/progress';
import { reading } from './card';
import { phrases } from './phrases';

const MB = 1024 * 1024;

test.each([
  [0, 100 * MB, '▱▱▱▱▱▱▱▱▱▱ 0 % · 0 / 100 MB'],
  [12.34 * MB, 100 * MB, '▰▱▱▱▱▱▱▱▱▱ 12 % · 12.3 / 100 MB'],
  [99.99 * MB, 100 * MB, '▰▰▰▰▰▰▰▰▰▱ 99 % · 100 / 100 MB'],
  [100 * MB, 100 * MB, '▰▰▰▰▰▰▰▰▰▰ 100 % · 100 / 100 MB'],
  [150 * MB, 100 * MB, '▰▰▰▰▰▰▰▰▰▰ 100 % · 100 / 100 MB'],
  [-5, 2_048, '▱▱▱▱▱▱▱▱▱▱ 0 % · 0 / 2 KB'],
  [300, 600, '▰▰▰▰▰▱▱▱▱▱ 50 % · 300 / 600 B'],
  [MB, 3 * 1024 * MB, '▱▱▱▱▱▱▱▱▱▱ 0 % · 0 / 3 GB'],
])('%i of %i bytes is %s', (done, total, shown) => {
  expect(progress(done, total)).toBe(shown);
});

const said = (work: Working) => reading(analysing('en', phrases, work)).join('\n');

test.each<[string, Working]>([
  ['no total is known', { files: [], stage: 'fetching', done: 5 }],
  ['the total is nothing', { files: [], stage: 'fetching', done: 5, total: 0 }],
])('no bar is drawn where %s', (_, work) => {
  expect(said(work)).not.toMatch(/[▰▱%]/);
});

test.each<[string, Working, number]>([
  ['a file within the archive', { files: ['a.zip'], stage: 'reading', file: 'x/DDM.log' }, 1],
  ['the only file', { files: ['DDM.log'], stage: 'reading', file: 'DDM.log' }, 0],
  ['one of several', { files: ['a.log', 'b.log'], stage: 'reading', file: 'b.log' }, 1],
])('the file at hand is named apart: %s', (_, work, times) => {
  expect(said(work).split('Now: ').length - 1).toBe(times);
});

test('a long path shows its end', () => {
  const file = `${'folder/'.repeat(40)}DDM.log`;
  expect(said({ files: [], stage: 'reading', file })).toMatch(/Now: ….{60,80}DDM\.log/);
});
