import { join } from 'node:path';
import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { KnowledgeError } from '../../src/knowledge/problems';
import { changed, folder, GOOD, removeFolders } from './pack';

afterAll(removeFolders);

describe('a pack without a fault', () => {
  const k = loadKnowledge([folder(GOOD)]);

  test('an issue: signatures are numbered, `older` stands for the releases it covers', () => {
    expect(k.issues.get('cmg-registration')).toEqual({
      id: 'cmg-registration',
      aliases: ['old-registration'],
      area: 'cmg/registration',
      title: { ja: '登録の失敗', en: 'Registration fails' },
      cause: { ja: '不具合', en: 'A defect' },
      confidence: 'documented',
      checked: '2026-11-23',
      signatures: [
        {
          id: 'cmg-registration#1',
          texts: ['ClientIdentity is not hex', 'ClientIdentity {id} is odd'],
          logs: ['DDM.log'],
          onlyThere: true,
          weight: 'proof',
        },
      ],
      symptoms: ['no-token'],
      codes: ['0x8000ffff'],
      requires: [{ fact: 'mecm_version', values: ['2203', 'older', '2006'] }],
      excludes: [{ fact: 'updates', values: ['KB1000003'] }],
      speaksFor: [{ fact: 'ring', values: ['early'] }],
      speaksAgainst: [],
      fixedBy: ['KB1000001'],
      steps: [
        {
          do: { ja: '戻す', en: 'Recover' },
          command: 'Restart-Service CcmExec',
          when: { fact: 'ring', values: ['early'] },
          first: true,
        },
      ],
      verify: { ja: '確認', en: 'Check' },
      words: [],
      references: [{ title: 'KB', url: 'https://example.com/kb' }],
    });
  });

  test("a symptom's signatures are hints, and its logs go by their names in logs.yaml", () => {
    expect(k.symptoms.get('no-token')).toMatchObject({
      signatures: [{ id: 'no-token#1', logs: ['CcmMessaging.log'], weight: 'hint', onlyThere: false }],
      says: [
        [
          ['証明書', 'certificate'],
          ['信頼', 'trusted'],
        ],
      ],
      needs: ['DDM.log'],
    });
  });

  test('a fact: the table of builds comes from the releases, what is no log file is no log', () => {
    expect(k.facts.get('mecm_version')?.detect).toEqual([
      {
        id: 'mecm_version@1',
        fact: 'mecm_version',
        texts: ['Version=5.00.{value}.{rest}&Ring='],
        logs: ['DDM.log'],
        onlyThere: false,
        map: { '9012': '2006', '9078': '2203', '9088': '2207' },
      },
    ]);
    expect(k.facts.get('ring')).toMatchObject({
      cost: 2,
      several: false,
      options: [
        { value: 'early', words: ['fast ring'], opposite: 'ga', share: 3 },
        { value: 'ga', share: 1 },
      ],
      detect: [{ id: 'ring@1', logs: [], value: 'early' }],
    });
  });

  test('an update is found by each of its numbers', () => {
    expect(k.updates.get('KB1000003')).toBe(k.updates.get('KB1000002'));
    expect(k.updates.get('KB1000002')).toEqual({
      kb: 'KB1000002',
      aliases: ['KB1000003'],
      title: { ja: '累積', en: 'Rollup' },
      versions: ['2203'],
      kind: 'rollup',
      rings: [],
      requires: [{ kb: 'KB1000001', ring: 'early' }],
      includes: ['KB1000001'],
      replacedBy: [],
      withdrawn: false,
      brings: { client: '5.00.9078.1025' },
      effects: { siteReset: true, restart: null, recoverSecondary: null },
      download: false,
      packageGuids: [],
      fixes: [],
      references: [],
    });
  });

  test('tables: releases, logs, codes, terms, phrases', () => {
    expect(k.releases).toEqual([
      { version: '2006', build: '9012', earlyGuids: [] },
      {
        version: '2203',
        build: '9078',
        available: '2022-04-06',
        supportEnd: '2023-10-06',
        earlyGuids: ['AAAA'],
      },
      { version: '2207', build: '9088', earlyGuids: [] },
    ]);
    expect([...k.logs.keys()]).toEqual(['DDM.log', 'CcmMessaging.log']);
    expect(k.codes.get('0x8000ffff')).toEqual([
      {
        product: [],
        code: '0x8000ffff',
        symbol: 'E_UNEXPECTED',
        source: 'COM',
        meaning: { ja: '予期しないエラー', en: 'Unexpected' },
      },
    ]);
    expect(k.terms).toEqual([{ ja: '更新とサービス', en: 'Updates and Servicing' }]);
    expect(k.phrases).toEqual({
      ja: { 'notice.changed': '「{fact}」を変更しました', 'notice.empty': '何もありません' },
      en: { 'notice.changed': '{fact} was changed', 'notice.empty': 'Nothing here' },
    });
  });

  test('the patterns hold every line once', () => {
    expect(k.patterns.signatures.map(({ id }) => id).sort()).toEqual(['cmg-registration#1', 'no-token#1']);
    expect(k.patterns.detectors.map(({ id }) => id)).toEqual(['mecm_version@1', 'ring@1']);
    expect(k.patterns.logs).toEqual(['DDM.log', 'CcmMessaging.log']);
  });

  test('the version changes with the content and with nothing else', () => {
    expect(k.version).toMatch(/^[0-9a-f]{8}$/);
    expect(loadKnowledge([folder(GOOD)]).version).toBe(k.version);
    const other = changed(GOOD, 'terms.yaml', 'Servicing', 'Serving');
    expect(loadKnowledge([folder(other)]).version).not.toBe(k.version);
  });
});

describe('private packs', () => {
  const issue = GOOD['issues/cmg/cmg-crl.yaml'] ?? '';
  const own = folder({
    'issues/own/cmg-crl.yaml': issue.replace('Revocation list', 'Our revocation list'),
    'issues/own/own-proxy.yaml': issue.replace('id: cmg-crl', 'id: own-proxy'),
    'phrases/en.yaml': 'notice: { empty: Nothing at all }',
    'logs.yaml':
      '- { name: DDM.log, role: { ja: 独自, en: ours }, records: { ja: 登録, en: Ours }, folder: D }',
  });
  const k = loadKnowledge([folder(GOOD), own]);

  test('an entry of the same id takes the place of ours, and the others stay', () => {
    expect(k.issues.get('cmg-crl')?.title.en).toBe('Our revocation list');
    expect([...k.issues.keys()].sort()).toEqual(['cmg-crl', 'cmg-registration', 'own-proxy']);
    expect(k.logs.get('DDM.log')?.role.en).toBe('ours');
    expect(k.logs.size).toBe(2);
    expect(k.phrases.en).toEqual({
      'notice.changed': '{fact} was changed',
      'notice.empty': 'Nothing at all',
    });
  });
});

describe('what cannot be loaded', () => {
  test('a broken file is named with line and mend', () => {
    const dir = folder(changed(GOOD, 'symptoms/no-token.yaml', 'title:', 'titel:'));
    const file = join(dir, 'symptoms/no-token.yaml');
    const load = () => loadKnowledge([dir]);
    expect(load).toThrow(KnowledgeError);
    expect(load).toThrow(`${file}:2: there is no \`titel\` here — did you mean \`title\`?`);
    expect(load).toThrow(`${file}:1: \`title\` is missing — write \`title: …\``);
  });

  test('a folder that is not there', () => {
    expect(() => loadKnowledge(['/nowhere/at/all'])).toThrow('/nowhere/at/all:1: there is no such folder');
  });
});

test("the program's own knowledge stands beside its sources", () => {
  expect(defaultKnowledgeDir()).toBe(join(__dirname, '..', '..', 'knowledge'));
});
