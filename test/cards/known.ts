import type { KnownIssue } from '../../src/domain';
import { diagnosis } from './replies';

/** Known issues as the knowledge has them: a documented defect, and a cause that only the community reports. */

const t = (ja: string, en: string) => ({ ja, en });

export const known: KnownIssue = {
  id: 'cmg-2203-pki-registration',
  aliases: [],
  area: 'cmg/registration',
  title: t(
    'バージョン 2203 の不具合で PKI クライアントの登録が失敗する',
    'Version 2203: registration of PKI clients fails',
  ),
  cause: diagnosis.cause ?? t('', ''),
  confidence: 'documented',
  checked: '2026-11-23',
  signatures: [
    { id: 'a', texts: ['Failed to send registration request'], logs: [], onlyThere: false, weight: 'hint' },
    {
      id: 'b',
      texts: ['ClientIdentity is not a hex string'],
      logs: ['DDM.log'],
      onlyThere: false,
      weight: 'proof',
    },
    {
      id: 'c',
      texts: ['The registration record {record} is not valid. Bad RDR', 'Bad RDR'],
      logs: ['DDM.log'],
      onlyThere: false,
      weight: 'proof',
    },
  ],
  symptoms: [],
  codes: [],
  requires: [],
  excludes: [],
  speaksFor: [],
  speaksAgainst: [],
  fixedBy: ['KB14480034'],
  steps: [
    {
      do: t(
        '拒否された登録レコード（.RDR）が残っていないか確認します。',
        'Look for rejected registration records (.RDR).',
      ),
      where: t(
        'サイト サーバーの <インストール先>\\inboxes\\auth\\ddm.box\\regreq\\bad_ddrs',
        'Site server, <install folder>\\inboxes\\auth\\ddm.box\\regreq\\bad_ddrs',
      ),
      expect: t('更新後の日時のファイルがないこと。', 'No file dated after the update.'),
    },
    {
      do: t('2207 の場合だけの手順です。', 'A step for 2207 only.'),
      when: { fact: 'mecm_version', values: ['2207'] },
    },
    {
      do: t(
        '影響端末で SMS Agent Host を再起動し、登録をやり直させます。',
        'Restart the SMS Agent Host on an affected device so that it registers again.',
      ),
      command: 'Restart-Service CcmExec',
    },
    {
      do: t(
        '接続アナライザーをクライアント証明書で再実行します。',
        'Run the connection analyzer again with a client certificate.',
      ),
    },
    { do: t('4 つ目の手順です。', 'A fourth step.') },
    { do: t('サイトをバックアップします。', 'Back the site up.'), first: true },
  ],
  verify: t('DDM.log に「Bad RDR」が出なくなることを確認します。', 'DDM.log no longer shows “Bad RDR”.'),
  decides: diagnosis.decides ?? t('', ''),
  words: [],
  references: diagnosis.references,
};

export const reported: KnownIssue = {
  id: 'cmg-deploy-dotnet',
  aliases: [],
  area: 'cmg/setup',
  title: t(
    'CloudMgr.log に TypeLoadException しか出ない（.NET の不足）',
    'CloudMgr.log shows nothing but TypeLoadException (.NET too old)',
  ),
  cause: t(
    'サービス接続ポイントの .NET Framework が古く、Azure のライブラリを読み込めません。',
    'The .NET Framework on the service connection point is too old to load the Azure libraries.',
  ),
  confidence: 'community',
  checked: '2026-11-23',
  signatures: [],
  symptoms: [],
  codes: [],
  requires: [],
  excludes: [],
  speaksFor: [],
  speaksAgainst: [],
  fixedBy: [],
  steps: [
    {
      do: t('.NET Framework 4.8 をインストールします。', 'Install .NET Framework 4.8.'),
    },
  ],
  verify: t('CMG の展開が続行します。', 'The deployment of the CMG goes on.'),
  words: [],
  references: [],
};
