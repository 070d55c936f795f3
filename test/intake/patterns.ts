import type { Detector, Evidence, Patterns, Signature, Upload } from '../../src/domain';
import { read } from '../../src/intake/read';

const signature = (id: string, texts: string[], rest: Partial<Signature> = {}): Signature => ({
  id,
  texts,
  logs: [],
  onlyThere: false,
  weight: 'strong',
  ...rest,
});

const detector = (fact: string, text: string, rest: Partial<Detector> = {}): Detector => ({
  id: fact,
  fact,
  texts: [text],
  logs: [],
  onlyThere: false,
  ...rest,
});

export const ANALYZER =
  'MPの場所を更新できませんでした。選択したクライアント証明書は、CMGサービスで信頼されていません。クライアント証明書の証明書チェーンがCMGサービスにアップロードされるように指定されているかどうか、また、失効確認の設定を確認するように指定されているかどうかご確認ください。';

export const PATTERNS: Patterns = {
  signatures: [
    signature('bad-rdr', ['The registration record is not valid. Bad RDR'], { logs: ['DDM.log'] }),
    signature('hex', ['ClientIdentity is not a hex string'], { logs: ['DDM.log'] }),
    signature('no-pki', [
      "Client doesn't have PKI issued cert and cannot get CCM access token. Error {code}",
    ]),
    signature('loose', ['Processing file {name} failed'], { logs: ['DDM.log'], onlyThere: true }),
    signature('copied', ['Copied {from} to {target}, error {code}.']),
    signature('number', ['Exit with error 5']),
    signature('analyzer', [ANALYZER]),
    signature('analyzer-start', ['MPの場所を更新できませんでした']),
    signature('trusted', ['選択したクライアント証明書は、CMGサービスで信頼されていません']),
    signature('two', ['first wording of two', 'second wording of two']),
    signature('path', ['Cannot open C:\\SMS\\{file}']),
  ],
  detectors: [
    detector('mecm_version', 'Version=5.00.{value}.{rest}&Ring=', {
      map: { '9078': '2203', '9128': '2403' },
    }),
    detector('client_auth_kind', 'Registering client using AAD auth', { value: 'entra' }),
    detector('site_code', 'Assigned to site {value}.'),
  ],
  logs: [
    'DDM.log',
    'ccmsetup.log',
    'CcmMessaging.log',
    'CMUpdate.log',
    'smsts.log',
    'ccmsetup-ccmeval.log',
    'SCClient_<domain>@<username>_1.log',
  ],
};

export const RDR = 'The registration record is not valid. Bad RDR';

/** A record as the product writes it, for a Japanese time zone. */
export const ccm = (message: string, time = '08:52:46.657-540', date = '06-01-2022', type = '1'): string =>
  `<![LOG[${message}]LOG]!><time="${time}" date="${date}" component="DDM" context="" type="${type}" thread="3396" file="ddm.cpp:627">\r\n`;

export const file = (name: string, content: string | Uint8Array): Upload => ({
  name,
  bytes: typeof content === 'string' ? Buffer.from(content) : content,
});

export const readLog = (content: string | Uint8Array, name = 'DDM.log'): Promise<Evidence> =>
  read({ text: '', uploads: [file(name, content)] }, PATTERNS);

export const readText = (text: string): Promise<Evidence> => read({ text, uploads: [] }, PATTERNS);

/** What became of each file, in brief: `read`, `read cut:ratio`, `bad-crc`. */
export const fates = (evidence: Evidence): Record<string, string> =>
  Object.fromEntries(
    evidence.files.map((each) => [
      each.name,
      each.read ? `read${each.cut ? ` cut:${each.cut}` : ''}` : each.reason,
    ]),
  );

/** `signature@file:line` for each hit. */
export const hitsOf = (evidence: Evidence): string[] =>
  evidence.hits.map((hit) => `${hit.signature}@${hit.file}:${hit.line}`);
