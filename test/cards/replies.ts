import type {
  Diagnosis,
  FactShown,
  FileRead,
  Hit,
  Lang,
  Question,
  Reason,
  Reply,
  Suspect,
} from '../../src/domain';

export const LINK = 'https://triage.contoso.com/upload/9f8b1c7e2d4a';

/** Replies as the triage gives them in the starting case, one of each kind and verdict. */

const t = (ja: string, en: string) => ({ ja, en });

const hit: Hit = {
  signature: 'cmg-2203-pki-registration#1',
  file: 'Logs/DDM.log',
  line: 1284,
  time: '2022-06-01 09:12:33.120',
  quote: 'CDiscoverySource::ValidateSchema - ClientIdentity is not a hex string',
  captured: {},
  count: 42,
  first: '2022-06-01 09:12:33.120',
  last: '2022-06-02 18:40:02.001',
};
const badRdr: Hit = {
  ...hit,
  signature: 'cmg-2203-pki-registration#2',
  line: 1285,
  quote: 'The registration record is not valid. Bad RDR',
  count: 1,
};

const fact = (
  id: string,
  ja: string,
  en: string,
  value: string,
  labelJa: string,
  labelEn: string,
): FactShown => ({
  fact: id,
  name: t(ja, en),
  label: t(labelJa, labelEn),
  value: { value, from: { kind: 'answer' } },
});
const auth = fact(
  'client_auth_kind',
  'クライアントの認証',
  'Client authentication',
  'pki',
  'PKI（社内 CA）',
  'PKI client certificate',
);
const version: FactShown = {
  ...fact('mecm_version', 'サイトのバージョン', 'Site version', '2203', '2203', '2203'),
  value: {
    value: '2203',
    from: {
      kind: 'log',
      place: { file: 'Logs/hman.log', line: 12, time: '2022-06-01 08:00:01.000' },
      quote: 'Site version is 5.00.9078.1000',
    },
  },
};
const version2207 = fact(
  'mecm_version',
  'サイトのバージョン',
  'Site version',
  '2207',
  '2207（ビルド 9088）',
  '2207 (build 9088)',
);
const asReason = (shown: FactShown): Reason => ({ kind: 'fact', ...shown });
const symptom = t(
  '接続アナライザー「クライアント証明書は CMG サービスで信頼されていません」',
  'Connection analyzer: the client certificate is not trusted by the CMG service',
);

const lead: Suspect = {
  issue: 'cmg-2203-pki-registration',
  title: t('2203 の不具合で PKI クライアントの登録が失敗する', '2203: registration of PKI clients fails'),
  verdict: 'probable',
  probability: 0.72,
  because: [
    { kind: 'symptom', symptom: 'analyzer-untrusted-client-cert', title: symptom },
    asReason(auth),
    asReason(version),
  ],
  against: [],
  open: [{ fact: 'update_ring', name: t('更新リング', 'Update ring') }],
};
const chain: Suspect = {
  ...lead,
  issue: 'cmg-client-chain-missing',
  title: t(
    'クライアント証明書の中間 CA が CMG に登録されていない',
    "The client certificate's intermediate CA is not uploaded to the CMG",
  ),
  verdict: 'possible',
  probability: 0.12,
};
const crl: Suspect = {
  ...chain,
  issue: 'cmg-client-crl-unreachable',
  title: t('CRL にインターネットから到達できない', 'The CRL cannot be reached from the Internet'),
};
const token: Suspect = {
  ...chain,
  issue: 'cmg-bulk-token-expired',
  title: t('一括登録トークンの期限が切れている', 'The bulk registration token has expired'),
  verdict: 'not-applicable',
  probability: 0,
  against: [asReason(auth)],
};

const onMachines: Hit = {
  ...badRdr,
  file: 'SRV01_Logs/DDM.log',
  quote:
    'SRV01.corp.contoso.com (10.1.2.3): The registration record is not valid. Bad RDR, moved to \\\\SRV01\\SMS_P01, error 0x87d00455',
};

export const diagnosis: Diagnosis = {
  verdict: 'probable',
  lead,
  cause: t(
    '2203 では、新規または更新されたクライアント証明書を持つ PKI クライアントの登録情報が 16 進文字列として扱われず、DDM が登録レコードを破棄します。登録が終わらないため、クライアントは CCM アクセス トークンを取得できません。',
    'In 2203 the registration data of PKI clients with a new or renewed certificate is not handled as a hex string, so DDM drops the registration record. Without registration the client gets no CCM access token.',
  ),
  confidence: 'documented',
  plan: {
    steps: [
      {
        id: 'install:KB14244456',
        do: t('KB14244456 をインストールします。', 'Install KB14244456.'),
        where: t(
          'コンソールの［管理］>［更新とサービス］で更新プログラムを選び、［更新プログラム パックのインストール］',
          'Console: Administration > Updates and Servicing, select the update, Install Update Pack',
        ),
        command: null,
        expect: t(
          'KB14244456 には KB14480034 が含まれます。インストールの途中でサイトのリセットが行われます。',
          'KB14244456 contains KB14480034. The installation resets the site.',
        ),
        kb: 'KB14244456',
      },
      {
        id: 'recover-secondary',
        do: t(
          'セカンダリ サイトがある場合は、1 つずつ更新します。',
          'If there are secondary sites, update each of them.',
        ),
        where: t('［管理］>［サイトの構成］>［サイト］', 'Administration > Site Configuration > Sites'),
        command: "select dbo.fnGetSecondarySiteCMUpdateStatus('XXX')",
        expect: t('1 なら更新済みです。', '1 means up to date.'),
        kb: null,
      },
      {
        id: 'update-client',
        do: t(
          'クライアントをバージョン 5.00.9078.1025 以降に更新します。',
          'Update the clients to version 5.00.9078.1025 or later.',
        ),
        where: null,
        command: null,
        expect: null,
        kb: null,
      },
    ],
    alternative: [
      {
        id: 'install:KB14480034',
        do: t('KB14480034 をインストールします。', 'Install KB14480034.'),
        where: t('［管理］>［更新とサービス］', 'Administration > Updates and Servicing'),
        command: null,
        expect: t('再起動とサイトのリセットは不要です。', 'It needs neither a restart nor a site reset.'),
        kb: 'KB14480034',
      },
    ],
    kbs: ['KB14244456', 'KB14480034'],
    verify: t('DDM.log に「Bad RDR」が出なくなることを確認します。', 'DDM.log no longer shows “Bad RDR”.'),
    after: t(
      'それでも接続できない端末は、クライアントを再インストールします。',
      'Reinstall the client on devices that still cannot connect.',
    ),
    notes: [
      t(
        'バージョン 2203 のサポートは 2023-10-06 に終了しています。サポート中のバージョンへの更新が恒久対策です。',
        'Support for version 2203 ended on 2023-10-06. Moving to a supported version is the lasting fix.',
      ),
    ],
  },
  suspects: [lead, chain, crl, token],
  decides: t(
    'サイト サーバーの DDM.log に「ClientIdentity is not a hex string」があれば、この不具合です。',
    'DDM.log on the site server: “ClientIdentity is not a hex string” means this defect.',
  ),
  references: [
    {
      title: 'Registration fails for PKI clients (KB14480034)',
      url: 'https://learn.microsoft.com/mem/configmgr/hotfix/2203/14480034',
    },
  ],
};

/** A line that names machines is among the evidence. */
const withMachines: Diagnosis = {
  ...diagnosis,
  lead: { ...lead, because: [{ kind: 'hit', weight: 'proof', hit: onMachines }, ...lead.because] },
};

export const files: readonly FileRead[] = [
  {
    name: 'Logs/DDM.log',
    read: true,
    encoding: 'utf-8',
    format: 'ccm',
    lines: 18234,
    records: 18201,
    log: 'DDM.log',
    from: '2022-05-20 00:00:01.000',
    to: '2022-06-02 18:40:02.001',
  },
  {
    name: 'Logs/CcmMessaging.log',
    read: true,
    encoding: 'utf-16le',
    format: 'ccm',
    lines: 911,
    records: 900,
    log: 'CcmMessaging.log',
  },
  { name: 'Logs/old.7z', read: false, reason: 'archive-7z' },
  { name: 'screen.png', read: false, reason: 'image' },
];
const timeline = {
  from: '2022-06-01 00:00',
  to: '2022-06-01 12:00',
  errorsPerHour: [0, 0, 1, 0, 0, 0, 3, 8, 42, 40, 20, 12],
};

export const question: Question = {
  id: 'client_auth_kind',
  kind: 'fact',
  ask: t('クライアントの認証には何を使っていますか？', 'What do the clients authenticate with?'),
  why: t(
    '2203 の不具合は PKI の場合だけ、トークンの期限切れはトークンの場合だけ起こるためです。',
    'The 2203 defect occurs with PKI only, an expired token with tokens only.',
  ),
  how: t(
    '端末の［コントロール パネル］>［Configuration Manager］>［全般］の「クライアント証明書」',
    'Control Panel > Configuration Manager > General on a device: Client certificate',
  ),
  options: [
    { value: 'pki', label: t('PKI（社内 CA）', 'PKI client certificate') },
    { value: 'public', label: t('外部の証明書', 'External certificate') },
    { value: 'entra', label: t('Entra ID', 'Entra ID') },
    { value: 'token', label: t('トークン', 'Token') },
  ],
};
const versions = [
  '2103',
  '2107',
  '2111',
  '2203',
  '2207',
  '2211',
  '2303',
  '2309',
  '2403',
  '2409',
  '2503',
  '2509',
  '2603',
];
const which: Question = {
  id: 'mecm_version',
  kind: 'fact',
  ask: t('サイトのバージョンはどれですか？', 'Which version is the site on?'),
  why: t(
    '不具合の有無と、入れるべき更新プログラムがバージョンで決まります。',
    'The version decides which defects exist and which update fits.',
  ),
  how: t(
    'コンソール左上のメニュー >［Configuration Manager のバージョン情報］',
    'Console menu, top left > About Configuration Manager',
  ),
  options: versions.map((value) => ({ value, label: t(value, value) })),
};
const log: Question = {
  id: 'log:DDM.log',
  kind: 'log',
  ask: t('DDM.log を送っていただけますか？', 'Could you send DDM.log?'),
  why: t('DDM.log があれば、原因を絞り込めます。', 'DDM.log would narrow the cause down.'),
  how: t(
    '<install>\\Logs にある DDM.log を［ファイルを送る］から送るか、該当する行を貼り付けてください。個人チャットでは、添付しても受け取れます。',
    'Send DDM.log from <install>\\Logs with [Send files], or paste the lines in question. In a personal chat you can also attach it.',
  ),
  options: [],
};

/** Every reply the program can give, in one language, by a name for the case it stands for. */
export function replies(lang: Lang): Readonly<Record<string, Reply>> {
  const head = { lang, revision: 3, notices: [] };
  const asking = {
    ...head,
    symptoms: [symptom],
    facts: [],
    diagnosis: { ...diagnosis, verdict: 'possible', lead: null } as const,
    files: [],
  };
  const told = { ...head, facts: [auth, version], files, timeline };
  const ruledOut = (verdict: 'already-fixed' | 'not-applicable', against: readonly Reason[]): Diagnosis => ({
    ...diagnosis,
    verdict,
    lead: { ...lead, verdict, against, open: [] },
    plan: null,
  });
  const proof: Suspect = {
    ...lead,
    verdict: 'confirmed',
    because: [
      { kind: 'hit', weight: 'proof', hit },
      { kind: 'hit', weight: 'proof', hit: badRdr },
      ...lead.because,
    ],
    open: [],
  };
  const fixed: Reason = { kind: 'update', kb: 'KB14244456', value: version.value };
  return {
    question: { ...asking, kind: 'question', question },
    'many options': { ...asking, kind: 'question', question: which, facts: [auth], diagnosis },
    conflict: {
      ...asking,
      kind: 'question',
      question: {
        ...which,
        conflict: {
          fact: 'mecm_version',
          values: [version.value, { value: '2207', from: { kind: 'answer' } }],
        },
      },
      notices: [
        {
          phrase: 'notice.contradiction',
          values: {
            fact: version.name,
            logValue: version.label,
            place: 'Logs/hman.log:12',
            answer: version2207.label,
          },
        },
      ],
    },
    'more evidence': { ...asking, kind: 'more-evidence', question: log, facts: [auth, version], diagnosis },
    probable: { ...told, kind: 'diagnosis', diagnosis },
    confirmed: {
      ...told,
      kind: 'diagnosis',
      diagnosis: { ...diagnosis, verdict: 'confirmed', lead: proof, suspects: [proof, chain, crl, token] },
    },
    'field report': { ...told, kind: 'diagnosis', diagnosis: { ...diagnosis, confidence: 'field' } },
    'already fixed': { ...told, kind: 'diagnosis', diagnosis: ruledOut('already-fixed', [fixed]) },
    'not applicable': {
      ...told,
      kind: 'diagnosis',
      facts: [auth, version2207],
      diagnosis: ruledOut('not-applicable', [asReason(version2207)]),
    },
    unknown: {
      ...head,
      kind: 'unknown',
      diagnosis: {
        ...diagnosis,
        verdict: 'unknown',
        lead: null,
        cause: null,
        plan: null,
        suspects: [],
        references: [],
      },
      facts: [auth],
      files,
      timeline,
      codes: [
        {
          seen: { code: '0x8000ffff', written: '0x8000ffff', count: 7, first: hit, last: hit },
          meaning: {
            code: '0x8000ffff',
            symbol: 'E_UNEXPECTED',
            source: 'COM',
            meaning: t('予期しないエラー', 'Unexpected failure'),
            product: [],
          },
        },
      ],
      needed: [
        {
          name: 'DDM.log',
          role: { ja: 'サイト サーバー', en: 'site server' },
          records: t('探索レコードの処理', 'Processing of discovery records'),
          folder: { ja: '<install>\\Logs', en: '<install>\\Logs' },
        },
        {
          name: 'CcmMessaging.log',
          role: { ja: 'クライアント', en: 'client' },
          records: t('クライアントの通信', "The client's communication"),
          folder: { ja: '%WINDIR%\\CCM\\Logs', en: '%WINDIR%\\CCM\\Logs' },
        },
      ],
    },
    code: {
      ...head,
      kind: 'code',
      answers: [
        {
          code: '0x8000ffff',
          asked: '-2147418113',
          meanings: [
            {
              code: '0x8000ffff',
              symbol: 'E_UNEXPECTED',
              source: 'COM',
              meaning: t('予期しないエラー', 'Unexpected failure'),
              product: [],
            },
          ],
          facility: t('一般', 'General'),
          win32: null,
          issues: [{ issue: lead.issue, title: lead.title }],
          logs: ['CcmMessaging.log'],
          general: true,
        },
        {
          code: '',
          asked: 'banana',
          meanings: [],
          facility: null,
          win32: null,
          issues: [],
          logs: [],
          general: false,
        },
      ],
    },
    search: {
      ...head,
      kind: 'search',
      query: 'CMG 証明書',
      found: [lead, chain, crl, token].map(({ issue, title }) => ({ issue, title, area: 'cmg' })),
    },
    'nothing found': { ...head, kind: 'search', query: 'banana', found: [] },
    log: {
      ...head,
      kind: 'log',
      query: 'DDM.log',
      logs: [
        {
          name: 'DDM.log',
          role: { ja: 'サイト サーバー', en: 'site server' },
          records: t('探索レコードの処理を記録します。', 'Records the processing of discovery data.'),
          folder: { ja: '<install>\\Logs', en: '<install>\\Logs' },
        },
      ],
    },
    help: { ...head, kind: 'help' },
    note: { ...head, kind: 'note', notices: [{ phrase: 'notice.solved', values: {} }] },
    'not solved': { ...head, kind: 'note', notices: [{ phrase: 'notice.not-solved', values: {} }] },
    'note with a link': {
      ...head,
      kind: 'note',
      notices: [{ phrase: 'teams.channel-file', values: {}, link: LINK }],
    },
    'question with a link': {
      ...asking,
      kind: 'question',
      question,
      notices: [{ phrase: 'teams.channel-file', values: {}, link: LINK }],
    },
    upload: { ...head, kind: 'upload', link: LINK },
    'upload at a terminal': { ...head, kind: 'upload' },
    export: {
      ...told,
      kind: 'export',
      hidden: false,
      diagnosis,
      notices: [{ phrase: 'notice.expert', values: {} }],
    },
    'hidden export': {
      ...told,
      kind: 'export',
      hidden: true,
      diagnosis: withMachines,
      notices: [{ phrase: 'notice.export-hidden', values: {} }],
    },
  };
}
