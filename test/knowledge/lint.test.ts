import { join } from 'node:path';
import { lint } from '../../src/knowledge/lint';
import { show } from '../../src/knowledge/problems';
import { changed, type Files, folder, GOOD, removeFolders } from './pack';

afterAll(removeFolders);

const REGISTRATION = 'issues/cmg/cmg-registration.yaml';
const CRL = 'issues/cmg/cmg-crl.yaml';
const SYMPTOM = 'symptoms/no-token.yaml';
const HOTFIX = 'updates/2203/KB1000001.yaml';
const ROLLUP = 'updates/2203/KB1000002.yaml';
const FACTS = 'facts.yaml';

/** What lint says, files named as in the pack. */
const said = (files: Files): string[] => {
  const dir = folder(files);
  return lint([dir]).map((problem) => show(problem).slice(dir.length + 1));
};

/** The line of the file, counted from 1, that holds the text. */
const lineOf = (files: Files, file: string, text: string): number => {
  const at = (files[file] ?? '').split('\n').findIndex((line) => line.includes(text));
  if (at < 0) throw new Error(`${file} does not hold: ${text}`);
  return at + 1;
};

test('a pack without a fault', () => {
  expect(said(GOOD)).toEqual([]);
});

/** In `file`, `from` becomes `to`; then the line that holds `at` is the only one complained about, like this. */
type Row = readonly [file: string, from: string, to: string, at: string, says: string];

const broken = (rows: readonly Row[]): void => {
  test.each(rows)('%s: %s → %s', (file, from, to, at, says) => {
    const files = changed(GOOD, file, from, to);
    expect(said(files)).toEqual([`${file}:${lineOf(files, file, at)}: ${says}`]);
  });
};

describe('the form', () => {
  broken([
    [
      CRL,
      'verify: { ja: 確認, en: Check }',
      'verify: { ja: 確認, en: TODO }',
      'TODO',
      '`verify` still says TODO — write it, in both languages where there are two',
    ],
    [REGISTRATION, 'area: cmg/registration', 'area:', 'area:', '`area` is missing — write `area: …`'],
    [CRL, 'verify: { ja: 確認, en: Check }\n', '', 'id: cmg-crl', '`verify` is missing — write `verify: …`'],
    [
      REGISTRATION,
      'fixed-by: [KB1000001]',
      'fixed-by: [KB1000001]\nfixdby: [KB1000001]',
      'fixdby',
      'there is no `fixdby` here — did you mean `fixed-by`?',
    ],
    [
      CRL,
      'area: cmg',
      'area: cmg\nseverity: high',
      'severity',
      'there is no `severity` here — remove it, or see knowledge/README.md for the keys',
    ],
    [
      REGISTRATION,
      ', en: A defect',
      '',
      'cause:',
      'the English text is missing — write `en: …` beside the other language',
    ],
    [
      REGISTRATION,
      'ja: 不具合',
      "ja: ' '",
      'cause:',
      'the Japanese text is missing — write `ja: …` beside the other language',
    ],
    [
      REGISTRATION,
      "['2203', older]",
      '[2203, older]',
      'requires:',
      "`mecm_version` is a number, not a text — put it in quotes: '2203'",
    ],
    [
      REGISTRATION,
      "codes: ['0x8000ffff']",
      'codes: [0x8000ffff]',
      'codes:',
      "`codes` is a number, not a text — put it in quotes: '2147549183'",
    ],
    [
      REGISTRATION,
      "'0x8000ffff'",
      "'0x8000FFFF'",
      'codes:',
      "`codes` is not written as it should be — write it like '0x8000ffff', eight lower-case digits",
    ],
    [
      REGISTRATION,
      '[no-token]',
      'no-token',
      'symptoms:',
      '`symptoms` is not a list — write it in brackets: [one, another]',
    ],
    [
      REGISTRATION,
      'weight: proof',
      'weight: sure',
      'weight:',
      '`weight` has a value that is not known — write one of: proof, strong, hint',
    ],
    [
      REGISTRATION,
      'only-there: true',
      'only-there: maybe',
      'only-there',
      '`only-there` is not a boolean — write a boolean',
    ],
    [
      REGISTRATION,
      'when: { ring: [early] }',
      'when: { ring: [early], updates: [none] }',
      'when:',
      '`when` names more than one fact — name exactly one fact',
    ],
    [
      CRL,
      'checked: 2026-11-23',
      'checked: yesterday',
      'checked',
      '`checked` is not written as it should be — write it like 2026-11-23',
    ],
    [
      REGISTRATION,
      'https://example.com/kb',
      'example.com',
      'references',
      '`url` is not written as it should be — write it like https://…',
    ],
    [
      CRL,
      'area: cmg',
      'area: cmg: crl',
      'area',
      'not readable as YAML: Nested mappings are not allowed in compact mappings — put texts with {, : or # in quotes; check indentation and brackets',
    ],
    [
      CRL,
      'area: cmg',
      'area: cmg\narea: other',
      'area: other',
      'not readable as YAML: Map keys must be unique — put texts with {, : or # in quotes; check indentation and brackets',
    ],
    [
      SYMPTOM,
      'Client cannot get a token. Error {code}',
      '[Error: it failed]',
      'text:',
      '`text` is not a text — write one text; in quotes if it holds `: ` or ` #`',
    ],
    [FACTS, 'cost: 2', 'cost: two', 'cost:', '`cost` is not a number — write a number'],
    [
      'codes.json',
      '"ja": "予期しないエラー"',
      '"ja": ""',
      '0x8000ffff',
      'the Japanese text is missing — write `ja: …` beside the other language',
    ],
    [
      'versions.yaml',
      "version: '2203'",
      'version: 2203',
      '2203',
      "`version` is a number, not a text — put it in quotes: '2203'",
    ],
  ]);

  test('a file that is none of ours', () => {
    const hint = 'knowledge has no file of this name here — see the list in knowledge/README.md';
    const files = { ...GOOD, 'issues/cmg/new.yml': 'id: new', 'fact.yaml': '[]', 'phrases/fr.yaml': 'a: b' };
    expect(said(files)).toEqual(
      ['fact.yaml', 'issues/cmg/new.yml', 'phrases/fr.yaml'].map((file) => `${file}:1: ${hint}`),
    );
  });

  test('an empty file', () => {
    expect(said({ ...GOOD, 'issues/cmg/new.yaml': '' })).toEqual([
      'issues/cmg/new.yaml:1: `the entry` is missing — write `the entry: …`',
    ]);
  });
});

describe('names', () => {
  broken([
    [
      CRL,
      'id: cmg-crl',
      'id: cmg-crls',
      'id:',
      'the id `cmg-crls` and the file name `cmg-crl` differ — give the file the name of its id',
    ],
    [
      REGISTRATION,
      'ring: [early]',
      'rings: [early]',
      'rings:',
      'there is no fact `rings` — did you mean `ring`?',
    ],
    [
      REGISTRATION,
      'speaks-for: { ring: [early] }',
      'speaks-for: { certificate: [early] }',
      'certificate',
      'there is no fact `certificate` — add it to facts.yaml',
    ],
    [
      REGISTRATION,
      'when: { ring: [early] }',
      'when: { ring: [erly] }',
      'erly',
      'the fact `ring` has no option `erly` — did you mean `early`?',
    ],
    [
      REGISTRATION,
      'updates: [KB1000003]',
      'updates: [KB9]',
      'excludes',
      'the fact `updates` has no option `KB9` — add the option in facts.yaml',
    ],
    [
      REGISTRATION,
      'symptoms: [no-token]',
      'symptoms: [no-token, no-tokn]',
      'symptoms',
      'there is no symptom `no-tokn` — did you mean `no-token`?',
    ],
    [
      REGISTRATION,
      'log: DDM.log',
      'log: [DDM.log, DMM.log]',
      'DMM',
      'there is no log `DMM.log` — did you mean `DDM.log`?',
    ],
    [
      SYMPTOM,
      'needs: [ddm.log]',
      'needs: [hman.log]',
      'hman',
      'there is no log `hman.log` — add it to logs.yaml',
    ],
    [
      SYMPTOM,
      'log: CcmMessaging.log',
      'log: CcmMessaging',
      'log:',
      'there is no log `CcmMessaging` — did you mean `CcmMessaging.log`?',
    ],
    [
      FACTS,
      'opposite: ga',
      'opposite: general',
      'early,',
      'the opposite `general` is no option of this fact — write the value of another option',
    ],
    [
      FACTS,
      'value: early }',
      'value: fast }',
      'value: fast',
      'the fact `ring` has no option `fast` — add the option in facts.yaml',
    ],
    [
      HOTFIX,
      "versions: ['2203']",
      "versions: ['2203', '2204']",
      'versions',
      'there is no release 2204 — did you mean `2203`?',
    ],
    [
      ROLLUP,
      'kb: KB1000001',
      'kb: KB77',
      'requires',
      'there is no update KB77 — add it to updates/, or remove it',
    ],
    [
      HOTFIX,
      'fixes: [cmg-registration]',
      'fixes: [cmg-registration, cmg-other]',
      'fixes',
      'there is no issue `cmg-other` — add it to issues/, or remove it',
    ],
    [
      ROLLUP,
      "versions: ['2203']",
      "versions: ['2207']",
      'versions',
      'the folder `2203` is none of its versions — move the file, or add the version',
    ],
  ]);

  test('an id, alias or number that means two things', () => {
    const crl = (GOOD[CRL] ?? '').replace('area:', 'aliases: [cmg-registration]\narea:');
    const dir = folder({ ...GOOD, [CRL]: crl });
    expect(lint([dir])).toMatchObject([
      { line: 1, message: `\`cmg-registration\` stands in ${join(dir, CRL)} as well` },
    ]);
  });

  test('a list that has an id twice', () => {
    const files = { ...GOOD, 'terms.yaml': `${GOOD['terms.yaml']}${GOOD['terms.yaml']}` };
    const [problem] = lint([folder(files)]);
    expect(problem).toMatchObject({
      line: 2,
      message: expect.stringContaining('`Updates and Servicing` stands in'),
    });
  });
});

describe('signatures', () => {
  broken([
    [
      SYMPTOM,
      'Client cannot get a token. Error {code}',
      'Error {code}',
      'text',
      '`Error {code}` has no fixed run of 7 bytes — add more of the line around its {placeholders}',
    ],
    [
      FACTS,
      'Version=5.00.{value}.{rest}&Ring=',
      'Ver={value}&Ring={rest}',
      'Ver=',
      '`Ver={value}&Ring={rest}` has no fixed run of 7 bytes — add more of the line around its {placeholders}',
    ],
    [
      FACTS,
      ', value: early }',
      ' }',
      'The ring of',
      'the line answers nothing — give it a `value`, or put {value} where the answer stands in the text',
    ],
    [
      SYMPTOM,
      'log: CcmMessaging.log',
      'log: console\n    only-there: true',
      'only-there',
      '`only-there` without a log file — name the log, or remove `only-there`',
    ],
  ]);

  test.each([
    ['ja text of three characters', 'トーク', 0],
    ['two characters', '失敗', 1],
  ])('bytes count, not characters: %s', (_, text, problems) => {
    const files = changed(GOOD, SYMPTOM, 'Client cannot get a token. Error {code}', text);
    expect(said(files)).toHaveLength(problems);
  });

  const proof = (text: string, rest = '') =>
    `signatures: [{ text: '${text}', weight: proof${rest} }]\nsteps:`;

  test.each([
    ['two issues', 'ClientIdentity is not hex', '', 2],
    ['other case, spaces and placeholder', 'CLIENTIDENTITY  {other} is odd', '', 2],
    ['a shared symptom', 'Client cannot get a token. Error {c}', '', 1],
    ['the same log', 'ClientIdentity is not hex', ', log: [ddm.log], only-there: true', 2],
    ['another log only', 'ClientIdentity is not hex', ', log: [CcmMessaging.log], only-there: true', 0],
    ['another text', 'ClientIdentity is not hexadecimal', '', 0],
  ])('proof belongs to one cause: %s', (_, text, rest, problems) => {
    const found = said(changed(GOOD, CRL, 'steps:', proof(text, rest)));
    expect(found.filter((one) => one.includes('is proof here'))).toHaveLength(problems);
    expect(found).toHaveLength(problems);
  });
});

describe('updates', () => {
  const edges: readonly (readonly [string, Row[1], Row[2], string])[] = [
    [
      HOTFIX,
      'replaced-by: [KB1000002]',
      'replaced-by: []',
      `${ROLLUP}:7: KB1000001 does not say so: \`includes\` here is \`replaced-by\` there — write \`replaced-by\` into KB1000001, or remove it here`,
    ],
    [
      ROLLUP,
      'includes: [KB1000001]',
      'includes: []',
      `${HOTFIX}:6: KB1000002 does not say so: \`replaced-by\` here is \`includes\` there — write \`includes\` into KB1000002, or remove it here`,
    ],
    [
      HOTFIX,
      'fixes: [cmg-registration]',
      'fixes: []',
      `${REGISTRATION}:18: KB1000001 does not say so: \`fixed-by\` here is \`fixes\` there — write \`fixes\` into KB1000001, or remove it here`,
    ],
    [
      REGISTRATION,
      'fixed-by: [KB1000001]',
      'fixed-by: []',
      `${HOTFIX}:7: cmg-registration does not say so: \`fixes\` here is \`fixed-by\` there — write \`fixed-by\` into cmg-registration, or remove it here`,
    ],
    [
      HOTFIX,
      'kind: hotfix',
      'kind: hotfix\nwithdrawn: true',
      `${REGISTRATION}:18: KB1000001 was withdrawn — name the update that took its place`,
    ],
    [
      REGISTRATION,
      'fixed-by: [KB1000001]',
      'fixed-by: [KB1000001, KB7]',
      `${REGISTRATION}:18: there is no update KB7 — add it to updates/, or remove it`,
    ],
    [
      HOTFIX,
      'kind: hotfix',
      'kind: hotfix\nrequires: [{ kb: KB1000003 }]',
      `${HOTFIX}:1: a circle of updates: KB1000001 → KB1000002 → KB1000001 — the newer one requires, includes or replaces the older; remove the other way`,
    ],
  ];

  test.each(edges)('%s: %s → %s', (file, from, to, says) => {
    expect(said(changed(GOOD, file, from, to))).toEqual([says]);
  });

  test('an edge may name either number of an update', () => {
    expect(said(changed(GOOD, HOTFIX, 'replaced-by: [KB1000002]', 'replaced-by: [KB1000003]'))).toEqual([]);
  });
});

describe('words and phrases', () => {
  broken([
    [
      FACTS,
      'words: [公開版]',
      'words: [公開版, FAST  Ring]',
      'FAST',
      '`FAST  Ring` means ring=early as well — leave it to one of them, or make it longer',
    ],
    [
      FACTS,
      'words: [昔の]',
      'words: [ｆａｓｔ ｒｉｎｇ]',
      'fast ring',
      '`fast ring` means mecm_version as well — leave it to one of them, or make it longer',
    ],
    [
      'phrases/ja.yaml',
      '  empty: 何もありません\n',
      '  only: だけ\n  empty: 何もありません\n',
      'only',
      'the phrase `notice.only` has no English — add it to phrases/en.yaml',
    ],
    [
      'phrases/en.yaml',
      '{fact} was',
      '{label} was',
      'changed',
      'the phrase `notice.changed` has {fact} in Japanese and {label} in English — use the same {names} in both',
    ],
  ]);

  test('labels may be alike in two facts (yes, no), not in one', () => {
    expect(said(changed(GOOD, FACTS, 'ja: なし, en: None', 'ja: 早期, en: Early'))).toEqual([]);
    expect(said(changed(GOOD, FACTS, 'ja: 一般, en: General', 'ja: 早期, en: General'))).toHaveLength(1);
  });
});

describe('samples', () => {
  const sample = 'issues/cmg/cmg-registration.match.log';

  test.each(['match', 'miss'])('an issue without its %s sample', (kind) => {
    const { [`issues/cmg/cmg-registration.${kind}.log`]: _, ...rest } = GOOD;
    expect(said(rest)).toEqual([
      `${REGISTRATION}:1: it has no ${kind} sample — write cmg-registration.${kind}.log beside it`,
    ]);
  });

  test('a sample without its issue', () => {
    expect(said({ ...GOOD, 'issues/cmg/gone.miss.log': 'a line\n' })).toEqual([
      'issues/cmg/gone.miss.log:1: there is no issue `gone` beside it — rename it, or write the issue',
    ]);
  });

  broken([
    [
      sample,
      '# fact: mecm_version=2203',
      '# fact: version=2203',
      'version=',
      'there is no fact `version` — add it to facts.yaml',
    ],
    [sample, '=2203', '=2208', '2208', 'the fact `mecm_version` has no option `2208` — did you mean `2203`?'],
    [
      sample,
      '# fact: mecm_version=2203',
      '# version 2203',
      '# version',
      '`# version 2203` says nothing — write `# file: NAME` or `# fact: id=value`',
    ],
  ]);

  test('a sample of nothing but its scene', () => {
    expect(said({ ...GOOD, [sample]: '# file: DDM.log\n\n' })).toEqual([
      `${sample}:2: the sample has no content — put the log lines below its \`#\` lines`,
    ]);
  });
});

describe('issues nobody can come to, or tell apart', () => {
  test('nothing leads to it', () => {
    const files = changed(GOOD, CRL, 'symptoms: [no-token]\n', '');
    expect(said(files)).toEqual([
      `${CRL}:1: nothing leads to it — give it a signature, a symptom, or words people use`,
    ]);
    expect(said(changed(GOOD, CRL, 'symptoms: [no-token]\n', 'words: [CRL]\n'))).toEqual([]);
  });

  test('it has no remedy', () => {
    const files = changed(GOOD, CRL, 'steps:\n  - do: { ja: 公開する, en: Publish it }\n', '');
    expect(said(files)).toEqual([`${CRL}:1: it has no remedy — write \`fixed-by\` or \`steps\``]);
  });

  const twin = (text: string): Files => ({
    ...GOOD,
    'issues/cmg/twin.yaml': (GOOD[CRL] ?? '').replace('id: cmg-crl', `id: twin\n${text}`),
    'issues/cmg/twin.match.log': 'a line\n',
    'issues/cmg/twin.miss.log': 'a line\n',
  });

  test.each([
    ['nothing', '', 1],
    ['a condition', 'excludes: { ring: [ga] }', 0],
    ['a code', "codes: ['0x00000005']", 0],
    ['a line', 'signatures: [{ text: its own line, weight: hint }]', 0],
  ])('what separates it from its twin: %s', (_, text, problems) => {
    const found = said(twin(text));
    expect(found).toHaveLength(problems);
    expect(found.join()).toMatch(
      problems === 0 ? /^$/ : /twin\.yaml:1: no question separates it from `cmg-crl`/,
    );
  });
});

test('a clash of signatures between ours and a private pack', () => {
  const own = (GOOD[REGISTRATION] ?? '')
    .replace('id: cmg-registration', 'id: own')
    .replace(/aliases.*\n|fixed-by.*\n/g, '');
  const samples = { 'issues/own/own.match.log': 'x\n', 'issues/own/own.miss.log': 'x\n' };
  const found = lint([folder(GOOD), folder({ 'issues/own/own.yaml': own, ...samples })]);
  expect(found.map(({ message }) => message)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/is proof here and stands in .*cmg-registration\.yaml as well/),
    ]),
  );
});
