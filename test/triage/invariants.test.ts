import type { Case, Evidence, Reply } from '../../src/domain';
import { read } from '../../src/intake/read';
import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { advance } from '../../src/triage/advance';
import { openCase } from '../../src/triage/open';

const knowledge = loadKnowledge([defaultKnowledgeDir()]);
const AT = '2026-11-23T09:00:00.000Z';
const DDM = `ClientIdentity is not a hex string  $$<SMS_DISCOVERY_DATA_MANAGER><06-01-2022 09:12:33.120-540><thread=4242 (0x1092)>
The registration record is not valid. Bad RDR  $$<SMS_DISCOVERY_DATA_MANAGER><06-01-2022 09:12:33.135-540><thread=4242 (0x1092)>
`;
const NOISE = Array.from(
  { length: 100 },
  (_, i) =>
    `<![LOG[Failed to do something unrelated ${i}. Error 0x8007000${i % 10}]LOG]!><time="10:00:00.000-540" date="06-01-2022" component="Other" context="" type="3" thread="1" file="other.cpp:1">\n`,
).join('');

const logs = (of: Record<string, string>) =>
  read(
    { text: '', uploads: Object.entries(of).map(([name, text]) => ({ name, bytes: Buffer.from(text) })) },
    knowledge.patterns,
  );

function triage(evidence: readonly Evidence[], facts: Record<string, string> = {}): Reply {
  let c: Case = openCase('c', 'en');
  const head = { at: AT, lang: 'en' as const };
  for (const [fact, value] of Object.entries(facts))
    c = advance(c, { ...head, kind: 'answer', fact, value }, knowledge).case;
  let reply: Reply | null = null;
  for (const one of evidence) {
    const next = advance(c, { ...head, kind: 'evidence', evidence: one }, knowledge);
    c = next.case;
    reply = next.reply;
  }
  if (!reply) throw new Error('no evidence');
  return reply;
}

const told = (reply: Reply) => {
  const diagnosis = 'diagnosis' in reply ? reply.diagnosis : null;
  return {
    verdict: diagnosis?.verdict,
    lead: diagnosis?.lead?.issue,
    suspects: diagnosis?.suspects.map((s) => [s.issue, s.verdict, s.probability]),
  };
};

test('a hundred loud unrelated errors change nothing', async () => {
  const facts = { client_auth_kind: 'pki', mecm_version: '2203' };
  const alone = triage([await logs({ 'DDM.log': DDM })], facts);
  const noisy = triage([await logs({ 'DDM.log': DDM + NOISE, 'Other.log': NOISE })], facts);
  expect(told(noisy)).toEqual(told(alone));
  expect(told(alone)).toMatchObject({ verdict: 'confirmed', lead: 'cmg-2203-pki-registration' });
});

test('noise alone is unknown', async () => {
  expect(told(triage([await logs({ 'Other.log': NOISE })])).verdict).toBe('unknown');
});

test('the order of files and messages does not matter', async () => {
  const a = await logs({ 'DDM.log': DDM });
  const b = await logs({
    'CcmMessaging.log':
      "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff\n",
  });
  expect(told(triage([a, b]))).toEqual(told(triage([b, a])));
});

test('the same log twice counts once', async () => {
  const a = await logs({ 'DDM.log': DDM });
  expect(told(triage([a, a]))).toEqual(told(triage([a])));
});

test('the same case and turn give the same reply', async () => {
  const evidence = await logs({ 'DDM.log': DDM });
  const turn = { at: AT, lang: 'ja' as const, kind: 'evidence' as const, evidence };
  expect(advance(openCase('c', null), turn, knowledge)).toEqual(
    advance(openCase('c', null), turn, knowledge),
  );
});

test('a case is plain JSON, and holds no log', async () => {
  const evidence = await logs({ 'DDM.log': DDM + NOISE });
  const { case: c } = advance(
    openCase('c', null),
    { at: AT, lang: 'ja', kind: 'evidence', evidence },
    knowledge,
  );
  expect(JSON.parse(JSON.stringify(c))).toEqual(c);
  expect(JSON.stringify(c)).not.toContain('something unrelated');
});

test('DDM.log that was read without the deciding lines speaks against the 2203 defect', async () => {
  const analyzer = await read(
    { text: '選択したクライアント証明書は、CMGサービスで信頼されていません。', uploads: [] },
    knowledge.patterns,
  );
  const quiet = await logs({
    'DDM.log':
      'CDiscoverDataManager::ThreadMain - Processing  $$<SMS_DISCOVERY_DATA_MANAGER><06-01-2022 09:12:33.120-540><thread=4242 (0x1092)>\n',
  });
  const facts = { client_auth_kind: 'pki', mecm_version: '2203' };
  const before = triage([analyzer], facts);
  const after = triage([analyzer, quiet], facts);
  const chance = (reply: Reply) =>
    ('diagnosis' in reply
      ? reply.diagnosis.suspects.find((s) => s.issue === 'cmg-2203-pki-registration')?.probability
      : 0) ?? 0;
  expect(chance(after)).toBeLessThan(chance(before) / 2);
});

test('a complaint in words alone never confirms, whatever is answered', async () => {
  const confirmed: string[] = [];
  for (const { id, says } of knowledge.symptoms.values()) {
    const said = says[0]?.map((words) => words[0]).join(' ');
    if (said === undefined) continue;
    const evidence = await read({ text: said, uploads: [] }, knowledge.patterns);
    const answers: Record<string, string> = {};
    for (const issue of knowledge.issues.values())
      if (issue.symptoms.includes(id))
        for (const need of issue.requires) answers[need.fact] = need.values[0] ?? 'unknown';
    if (told(triage([{ ...evidence, hits: [] }], answers)).verdict === 'confirmed') confirmed.push(id);
  }
  expect(confirmed).toEqual([]);
});

test("an issue told in its own title's words never confirms, and is among those suspected", async () => {
  const confirmed: string[] = [];
  const missed: string[] = [];
  for (const { id, title, requires } of knowledge.issues.values()) {
    const answers = Object.fromEntries(requires.map((need) => [need.fact, need.values[0] ?? 'unknown']));
    const evidence = await read({ text: title.ja, uploads: [] }, knowledge.patterns);
    const reply = told(triage([{ ...evidence, hits: [] }], answers));
    if (reply.verdict === 'confirmed') confirmed.push(id);
    if (!reply.suspects?.some(([issue]) => issue === id)) missed.push(id);
  }
  expect(confirmed).toEqual([]);
  expect(missed.length).toBeLessThan(0.12 * knowledge.issues.size);
}, 60_000);

test('every issue that an update fixes is already fixed once that update is installed', () => {
  const wrong: unknown[] = [];
  for (const { id, fixedBy } of knowledge.issues.values()) {
    const kb = fixedBy[0];
    if (kb === undefined || knowledge.updates.get(kb)?.kind === 'release') continue;
    const c = {
      ...openCase('c', 'en'),
      facts: { hotfix_level: { value: kb, from: { kind: 'answer' as const } } },
    };
    const command = { name: 'issue', about: id } as const;
    const { reply } = advance(c, { at: AT, lang: 'en', kind: 'command', command }, knowledge);
    const suspect = told(reply).suspects?.find(([issue]) => issue === id);
    if (suspect?.[1] !== 'already-fixed') wrong.push([id, kb, suspect]);
  }
  expect(wrong).toEqual([]);
});
