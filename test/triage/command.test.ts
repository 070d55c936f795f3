import { readCommand } from '../../src/triage/command';
import { knowledge } from '../support/knowledge';

test.each([
  ['export', 'export'],
  ['エクスポート', 'export'],
  ['export hidden', 'export-hidden'],
  ['Export Anonymous.', 'export-hidden'],
  ['export without machine names', 'export-hidden'],
  ['Hide machine names', 'export-hidden'],
  ['エクスポート 匿名', 'export-hidden'],
  ['エクスポート　匿名', 'export-hidden'],
  ['ｴｸｽﾎﾟｰﾄ 匿名', 'export-hidden'],
  ['匿名でエクスポート。', 'export-hidden'],
  ['コンピューター名を伏せる', 'export-hidden'],
])('「%s」 is the command %s', (said, name) => {
  expect(readCommand(said, knowledge)).toEqual({ name });
});

test.each([
  '匿名アクセスが拒否されます',
  'anonymous access is denied',
  'the hidden share is missing',
  '匿名',
])('「%s」 is no command', (said) => {
  expect(readCommand(said, knowledge)).toBeNull();
});
