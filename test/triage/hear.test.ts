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
    ['client_auth_kind', 'バナナ', null],
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

  test.each([
    'WSUS の同期が失敗します',
    'VPN が切れた',
    'The CMG works fine',
    'PXE ブートできない',
    'バナナ',
  ])('nothing in: %s', (said) => {
    expect(hearSymptoms(said, knowledge)).toEqual([]);
  });
});
