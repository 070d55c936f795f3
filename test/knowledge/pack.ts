import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string>>;

const made: string[] = [];

/** Writes files to a folder of their own, which `removeFolders` takes away. */
export function folder(files: Files): string {
  const dir = mkdtempSync(join(tmpdir(), 'knowledge-'));
  made.push(dir);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

export function removeFolders(): void {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
}

/** The files with one text of one of them exchanged; a text that is not there is a mistake of the test. */
export function changed(files: Files, file: string, from: string, to: string): Files {
  const before = files[file] ?? '';
  if (!before.includes(from)) throw new Error(`${file} does not hold: ${from}`);
  return { ...files, [file]: before.replace(from, to) };
}

/** A small pack without a fault: two causes of one symptom, told apart by a version, a line and an update. */
export const GOOD: Files = {
  'README.md': '# Ours',
  'versions.yaml': `- { version: '2006', build: '9012' }
- { version: '2203', build: '9078', available: 2022-04-06, support-end: 2023-10-06, early-guids: [AAAA] }
- { version: '2207', build: '9088' }
`,
  'logs.yaml': `- { name: DDM.log, role: { ja: サイト サーバー, en: site server }, records: { ja: 登録, en: Registration }, folder: Logs }
- { name: CcmMessaging.log, role: { ja: クライアント, en: client }, records: { ja: 通信, en: Messages }, folder: Logs }
`,
  'terms.yaml': '- { ja: 更新とサービス, en: Updates and Servicing }\n',
  'codes.json': `{
  "0x8000ffff": [{ "symbol": "E_UNEXPECTED", "source": "COM", "en": "Unexpected", "ja": "予期しないエラー" }]
}`,
  'phrases/ja.yaml': 'notice:\n  changed: 「{fact}」を変更しました\n  empty: 何もありません\n',
  'phrases/en.yaml': 'notice:\n  changed: "{fact} was changed"\n  empty: Nothing here\n',
  'facts.yaml': `- id: mecm_version
  name: { ja: バージョン, en: Version }
  ask: { ja: どれですか, en: Which one? }
  why: { ja: 違うため, en: It differs }
  how: { ja: コンソール, en: Console }
  options:
    - { value: '2203', label: { ja: '2203', en: '2203' } }
    - { value: '2207', label: { ja: '2207', en: '2207' } }
    - { value: older, label: { ja: 2010 以前, en: 2010 or earlier }, words: [昔の] }
  detect:
    - text: 'Version=5.00.{value}.{rest}&Ring='
      log: ddm.LOG
      map: builds
- id: ring
  name: { ja: リング, en: Ring }
  ask: { ja: 早期ですか, en: Early? }
  why: { ja: 違うため, en: It differs }
  how: { ja: コンソール, en: Console }
  cost: 2
  options:
    - { value: early, label: { ja: 早期, en: Early }, words: [fast ring], opposite: ga, share: 3 }
    - { value: ga, label: { ja: 一般, en: General }, words: [公開版] }
  detect:
    - { text: The ring of this site is early, log: console, value: early }
- id: updates
  name: { ja: 更新, en: Updates }
  ask: { ja: どれですか, en: Which? }
  why: { ja: 違うため, en: It differs }
  how: { ja: コンソール, en: Console }
  several: true
  options:
    - { value: none, label: { ja: なし, en: None } }
`,
  'updates/2203/KB1000001.yaml': `kb: KB1000001
title: { ja: 修正, en: Fix }
versions: ['2203']
kind: hotfix
released: 2022-05-23
replaced-by: [KB1000002]
fixes: [cmg-registration]
`,
  'updates/2203/KB1000002.yaml': `kb: KB1000002
aliases: [KB1000003]
title: { ja: 累積, en: Rollup }
versions: ['2203']
kind: rollup
requires: [{ kb: KB1000001, ring: early }]
includes: [KB1000001]
brings: { client: 5.00.9078.1025 }
effects: { site-reset: true, restart: null }
`,
  'symptoms/no-token.yaml': `id: no-token
title: { ja: トークンがない, en: No token }
signatures:
  - text: Client cannot get a token. Error {code}
    log: CcmMessaging.log
says: [[[証明書, certificate], [信頼, trusted]]]
decides: { ja: 登録のログ, en: The log of registration }
needs: [ddm.log]
`,
  'issues/cmg/cmg-registration.yaml': `id: cmg-registration
aliases: [old-registration]
area: cmg/registration
title: { ja: 登録の失敗, en: Registration fails }
cause: { ja: 不具合, en: A defect }
confidence: documented
checked: 2026-11-23
signatures:
  - text: [ClientIdentity is not hex, 'ClientIdentity {id} is odd']
    log: DDM.log
    weight: proof
    only-there: true
symptoms: [no-token]
codes: ['0x8000ffff']
requires: { mecm_version: ['2203', older] }
excludes: { updates: [KB1000003] }
speaks-for: { ring: [early] }
fixed-by: [KB1000001]
steps:
  - do: { ja: 戻す, en: Recover }
    command: Restart-Service CcmExec
    when: { ring: [early] }
    first: true
verify: { ja: 確認, en: Check }
references: [{ title: KB, url: https://example.com/kb }]
`,
  'issues/cmg/cmg-registration.match.log':
    '# file: DDM.log\n# fact: mecm_version=2203\nClientIdentity is not hex\n',
  'issues/cmg/cmg-registration.miss.log': '# file: DDM.log\nClientIdentity is hex\n',
  'issues/cmg/cmg-crl.yaml': `id: cmg-crl
area: cmg
title: { ja: 失効リスト, en: Revocation list }
cause: { ja: 届かない, en: Out of reach }
confidence: field
checked: 2026-11-23
symptoms: [no-token]
steps:
  - do: { ja: 公開する, en: Publish it }
verify: { ja: 確認, en: Check }
references: []
`,
  'issues/cmg/cmg-crl.match.log': 'Client cannot get a token. Error 5\n',
  'issues/cmg/cmg-crl.miss.log': 'Client got a token.\n',
  'healthy/DDM.log': 'Registration succeeded\n',
};
