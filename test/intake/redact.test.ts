import type { Patterns } from '../../src/domain';
import { read } from '../../src/intake/read';
import { redactor } from '../../src/intake/redact';
import { ccm, file, PATTERNS, RDR, readLog, readText } from './patterns';

const secrets: readonly [text: string, shown: string][] = [
  ['password=Hunter2! next', 'password=<secret> next'],
  ['PWD: "two words" next', 'PWD: <secret> next'],
  ['client_secret=abc~123', 'client_secret=<secret>'],
  ['Authorization: Bearer abcdef.ghijkl', 'Authorization: Bearer <secret>'],
  ['token eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln end', 'token <secret> end'],
  [
    'https://x.blob.core.windows.net/a?sv=1&sig=ab%2Bc&se=2',
    'https://x.blob.core.windows.net/a?sv=1&sig=<secret>&se=2',
  ],
  ['AccountKey=abc123==;EndpointSuffix=x', 'AccountKey=<secret>;EndpointSuffix=x'],
  ['ccmsetup.exe /regtoken:abc.def SMSSITECODE=P01', 'ccmsetup.exe /regtoken:<secret> SMSSITECODE=P01'],
  ['-----BEGIN RSA PRIVATE KEY-----MIIE-----END RSA PRIVATE KEY----- end', '<secret> end'],
  ['パスワード：ひみつ です', 'パスワード：<secret> です'],
];

const people: readonly [text: string, shown: string][] = [
  ['for tanaka@contoso.co.jp and tanaka@contoso.co.jp', 'for <user-1> and <user-1>'],
  ['S-1-5-21-1004336348-1177238915-682003330-512 logged on', '<user-1> logged on'],
  ['S-1-5-18 logged on', 'S-1-5-18 logged on'],
  ['run as CONTOSO\\tanaka now', 'run as <user-1> now'],
  ['user Contoso\\田中 now', 'user <user-1> now'],
  ['NT AUTHORITY\\SYSTEM', 'NT AUTHORITY\\SYSTEM'],
  ['C:\\Users\\tanaka\\AppData\\x.log', 'C:\\Users\\<user-1>\\AppData\\x.log'],
  ['C:\\Users\\Public\\x.log', 'C:\\Users\\Public\\x.log'],
  [
    '\\\\SERVER\\share\\x and C:\\SMS\\inboxes and HKLM\\SOFTWARE\\Microsoft and root\\ccm',
    '\\\\SERVER\\share\\x and C:\\SMS\\inboxes and HKLM\\SOFTWARE\\Microsoft and root\\ccm',
  ],
  [
    'CONTOSO\\tanaka, CONTOSO\\sato, contoso\\TANAKA is account CONTOSO\\TANAKA',
    '<user-1>, <user-2>, contoso\\TANAKA is account <user-1>',
  ],
];

describe('nothing secret and nobody by name is in the evidence', () => {
  it.each([...secrets, ...people])('%s', async (text, shown) => {
    const { hits } = await readLog(ccm(`${RDR} ${text}`));
    expect(hits[0]?.quote).toBe(`${RDR} ${shown}`);
    expect((await readText(`これです ${text}`)).said).toBe(`これです ${shown}`);
  });
});

it('matches before it redacts, and redacts what was captured', async () => {
  const { hits } = await readLog(ccm('Copied C:\\Users\\sato\\a to b, error password=abc.'));
  expect(hits.map((hit) => hit.captured)).toEqual([
    { from: 'C:\\Users\\<user-1>\\a', target: 'b', code: 'password=<secret>' },
  ]);
});

it('a secret cut by the edge of a quote is still none', async () => {
  const { hits } = await readLog(
    ccm(`password=${'S'.repeat(300)} ${RDR} ${'x'.repeat(300)} eyJ${'T'.repeat(300)}`),
  );
  expect(hits[0]?.quote).not.toMatch(/SSS|TTT/);
});

it('a person keeps their token through a case, and is no other case’s token', async () => {
  const first = await readText('tanaka@contoso.com と sato@contoso.com');
  const later = await read(
    {
      text: 'sato@contoso.com',
      uploads: [file('DDM.log', ccm(`${RDR} ito@contoso.com`))],
      names: first.names,
    },
    PATTERNS,
  );
  expect(later.said).toBe('<user-2>');
  expect(later.hits[0]?.quote).toBe(`${RDR} <user-3>`);
  const other = await readText('tanaka@contoso.com');
  expect(Object.keys(other.names)[0]).not.toBe(Object.keys(first.names)[0]);
  expect(JSON.stringify(first)).not.toContain('tanaka');
});

describe('secrets and people in the forms they really take', () => {
  const lines: readonly [line: string, hidden: string][] = [
    ['SQL_PASSWORD=hunter2z', 'hunter2z'],
    ['MicrosoftAppPassword=hunter2z', 'hunter2z'],
    ['OSDJoinPassword = hunter2z', 'hunter2z'],
    ['passwords: hunter2z', 'hunter2z'],
    ['<Password>hunter2z</Password>', 'hunter2z'],
    ['run.exe --password hunter2z', 'hunter2z'],
    ['variable "OSDDomainPassword" value "hunter2z"', 'hunter2z'],
    ['Authorization: Basic aHVudGVyMno6eA==', 'aHVudGVyMno6eA'],
    ['token=aHVudGVyMno6eAaHVudGVyMno6eA', 'aHVudGVyMno6eA'],
    ['Ｐａｓｓｗｏｒｄ＝hunter2z', 'hunter2z'],
    ['password is hunter2z', 'hunter2z'],
    ['パスワードは hunter2z です', 'hunter2z'],
    ['User:CONTOSO\\taro', 'taro'],
    ['ユーザー:CONTOSO\\taro', 'taro'],
    ['running as user contoso.local\\taro', 'taro'],
    ['"CONTOSO\\\\taro"', 'taro'],
    ['C:\\Users\\Taro Yamada\\Desktop\\x', 'Yamada'],
    ['C:\\\\Users\\\\taro\\\\x', 'taro'],
    ['連絡は 山田太郎@contoso.com へ', '山田太郎'],
  ];
  it.each(lines)('%s', (line, hidden) => {
    expect(redactor().text(line)).not.toContain(hidden);
  });

  it.each([
    'Failed to get CCM token: 0x87d00455',
    'The Password is not correct',
    'root\\cimv2 on D:\\DATA\\file.log',
    'HKLM\\SOFTWARE\\Microsoft\\SMS',
  ])('stays: %s', (line) => {
    expect(redactor().text(line)).toBe(line);
  });
});

it('people in the names of files are hidden, too', async () => {
  const evidence = await read(
    {
      text: '',
      uploads: [
        { name: 'Users/taro.yamada/DDM.log', bytes: Buffer.from('ClientIdentity is not a hex string\n') },
      ],
    },
    PATTERNS,
  );
  expect(JSON.stringify({ ...evidence, names: {} })).not.toContain('taro.yamada');
});

it('what a pattern captures is redacted as it stands in its line', async () => {
  const patterns: Patterns = {
    signatures: [
      {
        id: 'refused',
        texts: ['User name: {user} password: {secret} was refused by {host}.'],
        logs: [],
        onlyThere: false,
        weight: 'strong',
      },
    ],
    detectors: [],
    logs: [],
  };
  const line = 'User name: taro password: hunter2 was refused by SRV01.';
  const { hits } = await read({ text: '', uploads: [file('a.log', ccm(line))] }, patterns);
  expect(hits[0]?.captured).toEqual({ user: '<user-1>', secret: '<secret>', host: 'SRV01' });
});
