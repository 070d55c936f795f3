import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { hearAnswer, hearFacts, hearSymptoms } from '../../src/triage/hear';

const knowledge = loadKnowledge([defaultKnowledgeDir()]);

describe('facts in a sentence', () => {
  test.each([
    [
      'PKIで、2203、早期リングではないです',
      { client_auth_kind: 'pki', mecm_version: '2203', update_ring: 'ga' },
    ],
    [
      'We use PKI on 2203, not the early update ring.',
      { client_auth_kind: 'pki', mecm_version: '2203', update_ring: 'ga' },
    ],
    ['バージョンは２２０３です', { mecm_version: '2203' }],
    ['MECM CB2403', { mecm_version: '2403' }],
    ['早期更新リングです', { update_ring: 'early' }],
    ['KB14480034 は適用済みです', { hotfix_level: 'KB14480034' }],
    ['KB14244456 is already installed', { hotfix_level: 'KB14244456' }],
    ['KB14480034 はまだ適用していません', {}],
    ['KB14480034 を適用すればよいですか？', {}],
    ['KB14480034 is not installed', {}],
    ['2203年の話ではありません', {}],
    ['ビルド 5.2203.1063.1500 と 12203 と 2203.5 は版ではない', {}],
    ['PKI ではありません', {}],
    ['2203ではない', {}],
    ['No PKI here', {}],
    ["we don't use PKI", {}],
    ['PKIなし', {}],
    ['PKI を導入する予定です', {}],
    ['MPの証明書はPKIです', {}],
    ['2203より前です', {}],
    ['2203 or later', {}],
    ['maybe 2203', {}],
    ['ポート 2203 が閉じている', {}],
    ['error 2203 in the log', {}],
    ['ログの2203行目', {}],
    ['KB14480034 を適用しようとしたら失敗しました', {}],
    ['KB14480034 を適用したい', {}],
    ['KB14480034 cannot be installed', {}],
    ['KB14480034 will be installed', {}],
    ['We have read about KB14480034', {}],
    ['KB14480034 was installed but rolled back', {}],
    ['KB14480034 has not yet been installed', {}],
    [
      'CMG clients do not connect on our early ring site. PKI, 2203',
      { client_auth_kind: 'pki', mecm_version: '2203', update_ring: 'early' },
    ],
    ["isn't on the early ring", { update_ring: 'ga' }],
    ['早期リングなので KB13953025 は入れていません', { update_ring: 'early' }],
    ['クライアントはPKI、CMGの証明書は外部の認証局です', { client_auth_kind: 'pki', cert_origin: 'public' }],
    ['PKI と Entra ID の両方です', { client_auth_kind: 'mixed' }],
    ['PKIでしょうか？', {}],
    ['昨日からCMGにつながりません', {}],
  ])('%s', (said, facts) => {
    expect(hearFacts(said, knowledge)).toEqual(facts);
  });
});

describe('a short answer to the question at hand', () => {
  test.each([
    ['client_auth_kind', 'PKI', 'pki'],
    ['client_auth_kind', '外部の証明書', 'external'],
    ['client_auth_kind', 'token', 'token'],
    ['client_auth_kind', 'Entra', 'entra'],
    ['client_auth_kind', 'Azure AD', 'entra'],
    ['client_auth_kind', 'PKIとトークン', 'mixed'],
    ['mecm_version', '2211', '2211'],
    ['mecm_version', '2211です。', '2211'],
    ['update_ring', '早期リングじゃないです', 'ga'],
    ['mp_cmg_traffic', 'はい', 'yes'],
    ['mp_cmg_traffic', 'no', 'no'],
    ['cmgcp_status', 'disconnected', 'disconnected'],
    ['client_auth_kind', 'わからない', 'unknown'],
    ['client_auth_kind', "I don't know", 'unknown'],
    ['client_auth_kind', 'skip', 'unknown'],
    ['client_auth_kind', 'CMGにつながらないのですが', null],
    ['client_auth_kind', 'PKIではありません', null],
    ['client_auth_kind', 'what does PKI mean?', null],
    ['client_auth_kind', 'バナナ', null],
    ['mecm_version', '2203ではない', null],
    ['mecm_version', 'it is not 2203', null],
    ['mecm_version', '2203以降です', null],
    ['mp_cmg_traffic', 'ありません', 'no'],
    ['cmg_server_cert_expiry', '期限切れではありません', 'valid'],
  ])('%s: %s', (fact, said, value) => {
    expect(hearAnswer(said, knowledge.facts.get(fact), knowledge)).toBe(value);
  });
});

describe('complaints', () => {
  test.each([
    ['昨日からCMGにつながりません', 'all-drop-at-once'],
    ['The cloud management gateway dropped all clients', 'all-drop-at-once'],
    ['The selected client certificate is not trusted by the CMG service', 'analyzer-untrusted-client-cert'],
  ])('%s', (said, symptom) => {
    expect(hearSymptoms(said, knowledge)).toContain(symptom);
  });

  test.each(['VPN が切れた', 'The CMG works fine', 'バナナ'])('nothing in: %s', (said) => {
    expect(hearSymptoms(said, knowledge)).toEqual([]);
  });
});
