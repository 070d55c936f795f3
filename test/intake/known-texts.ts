import type { Detector, Patterns, Signature } from '../../src/domain';
import { ANALYZER } from './patterns';

/** What logs made at random are searched for, by how short the shortest of it is: the kernel looks for long texts in another way than for short. */

/** 23 bytes of UTF-8 and more. */
const LONG = [
  'The registration record is not valid. Bad RDR',
  'pack my box with jugs 1',
  "Client doesn't have PKI issued cert and cannot get CCM access token. Error {code}",
  'Copied {from} to the target folder {target}, error {code}.',
  'ＦＵＬＬ width “quotes” – and a dash',
  ANALYZER,
  'MPの場所を更新できませんでした',
  '選択したクライアント証明書は、CMGサービスで信頼されていません',
  'クライアント証明書の証明書チェーンがサーバーに正しくアップロードされている{state}ことを確認してください',
  '配布ポイントへのコンテンツの配布に失敗しました',
  'サービスの開始 {name} に時間がかかりすぎています',
  'ガギグゲゴ PowerShell モジュール',
];
const MIDDLE = ['fjord waltz 7xq', 'sphinx of black quartz', '失効確認を行う', 'レジストリキー'];
const BRIEF = ['vexed quokka 7', '失効した'];
const SHORT = [...BRIEF, 'blotzkrieg', 'kwartz9', 'Exit at {n} qm'];
const TINY = ['vexil', '証明', 'q{x}jumbo'];
const LEAST = ['zq', 'qzv', '鍵'];

const signature = (text: string, i: number): Signature => ({
  id: `s${i}`,
  texts: text.startsWith('The registration')
    ? [text, 'The registration of the device was refused by the site']
    : [text],
  logs: ['DDM.log'],
  onlyThere: i % 7 === 3,
  weight: 'hint',
});

const detector = (fact: string, text: string, rest: Partial<Detector> = {}): Detector => ({
  id: fact,
  fact,
  texts: [text],
  logs: [],
  onlyThere: false,
  ...rest,
});

const patterns = (texts: readonly string[]): Patterns => ({
  signatures: texts.map(signature),
  detectors: [
    detector('version', 'GET the resource with Version=5.00.{value}.{rest}&Ring=', {
      map: { '9078': '2203', '9128': '2403' },
    }),
    detector('auth', 'Registering client using AAD auth', { value: 'entra' }),
    detector('site', 'The client is assigned to site {value}.'),
    detector('ring', '管理ポイントの応答を待っています {value} 件'),
  ],
  logs: ['DDM.log', 'ccmsetup.log'],
});

export const SETS: readonly Patterns[] = [
  patterns(LONG),
  patterns([...LONG, ...MIDDLE]),
  patterns([...LONG, ...MIDDLE, ...BRIEF]),
  patterns([...LONG, ...MIDDLE, ...SHORT]),
  patterns([...LONG, ...MIDDLE, ...SHORT, ...TINY]),
  patterns([...LONG, ...MIDDLE, ...SHORT, ...TINY, ...LEAST]),
];

/** All texts anywhere in the sets; of two wordings of one signature, only the first. */
export const TEXTS: readonly string[] = [
  ...(SETS.at(-1)?.signatures ?? []),
  ...(SETS[0]?.detectors ?? []),
].map(({ texts }) => texts[0] ?? '');
