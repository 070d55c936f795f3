import { ccm, readLog, readText } from './patterns';

const codes: readonly [text: string, codes: string[]][] = [
  ['failed with 0x87d00215', ['0x87d00215']],
  ['LE=0X8013150a', ['0x8013150a']],
  ['HRESULT=80072f8f', ['0x80072f8f']],
  ['failed; 80072f8f.', ['0x80072f8f']],
  ['(Error: 80070057; Source: Windows)', ['0x80070057']],
  ['x\t800704c7\ty', ['0x800704c7']],
  ['returned -2147467259', ['0x80004005']],
  ['-2016410860', ['0x87d00314']],
  ['code 2278556436', ['0x87d00314']],
  ['size 2478556436 bytes', []],
  ['error 0x2efd', ['0x00002efd']],
  ['[CCMHTTP] ERROR: URL=https://x, Port=443, Code=12029, Text=ERROR_WINHTTP', ['0x00002efd']],
  ['exit code 1603', ['0x00000643']],
  ['rc=7', ['0x00000007']],
  ['win32 status 64', ['0x00000040']],
  ['Return value 3. Return value 1. 戻り値 3', []],
  ['return value 1603', ['0x00000643']],
  ['エラー コード 80070005', ['0x80070005']],
  ['StatusCode=403 StatusText=CMGConnector_Clientcertificaterequired', ['0x80190193']],
  ['(StatusCode at WinHttpQueryHeaders: 401)', ['0x80190191']],
  ['StatusCode=200', []],
  ['HTTP code 600', []],
  ['0xC1900101 - 0x4000D', ['0xc1900101']],
  ['0x00000000 and 0x0, error 0, exit code 0, rc=0', []],
  ['{80070005-1234-1234-1234-80070005ABCD}', []],
  ['thread 4912 (0x1330)', []],
  ['at 0x00007ff812345678', []],
  ['C:\\Windows\\ccmcache\\80', []],
  ['0x80070005 twice 0x80070005 and -2147024891', ['0x80070005']],
  ['SMS:code=PS1', []],
];

describe('error codes in a log', () => {
  it.each(codes)('%s', async (text, expected) => {
    expect((await readLog(ccm(text))).codes.map((code) => code.code)).toEqual(expected);
  });
});

it('counts a code and remembers where it stood first and last, over all files and the message', async () => {
  const [code] = (
    await readLog(`${ccm('0x80070005')}${ccm('x')}${ccm('Error 80070005', '10:00:00.000-540')}`)
  ).codes;
  expect(code).toEqual({
    code: '0x80070005',
    written: '0x80070005',
    count: 2,
    first: { file: 'DDM.log', line: 1, time: '2022-06-01 08:52:46.657' },
    last: { file: 'DDM.log', line: 3, time: '2022-06-01 10:00:00.000' },
  });
});

it.each([
  ['0x87D00607とは何ですか', '0x87d00607'],
  ['エラー 80072f8f が出ます', '0x80072f8f'],
  ['-2016410105 が出ます', '0x87d00607'],
])('a code in a person’s words: %s', async (text, code) => {
  expect((await readText(text)).codes.map((seen) => seen.code)).toEqual([code]);
});

const builds: readonly [text: string, file: string, builds: string[]][] = [
  [
    'Installing version 5.00.9078.1025 of the client with product code {X}',
    'ccmsetup.log',
    ['5.00.9078.1025 client'],
  ],
  ['ClientVersion = 5.0.9078.1025', 'x.log', ['5.00.9078.1025 client']],
  ['Current site version 5.00.9078.1000', 'x.log', ['5.00.9078.1000 site']],
  ['Full Version: 5.00.9078.1006', 'x.log', ['5.00.9078.1006 site']],
  [
    'Site version 5.00.9078.1000, client version 5.00.9078.1025',
    'x.log',
    ['5.00.9078.1000 site', '5.00.9078.1025 client'],
  ],
  ['INFO: build 5.00.9078.1006', 'CMUpdate.log', ['5.00.9078.1006 site']],
  ['Console 5.2203.1063.2400 started', 'x.log', ['5.2203.1063.2400 console']],
  ['found 5.00.9078.1025', 'x.log', ['5.00.9078.1025 unsaid']],
  ['MinCMVersion="5.00.9078.1000"', 'x.log', []],
  ['.NET 4.0.30319.42000 on 10.0.19045.5487', 'x.log', []],
  ['address 15.00.9078.1000 and 5.00.9078.10000', 'x.log', []],
  ['Client v5.00.9078.1025 and V5.00.9078.1006', 'x.log', ['5.00.9078.1025 client', '5.00.9078.1006 client']],
  ['part x5.00.9078.1000, 2.5.00.9078.1000 and KB5.00.9078.1000', 'x.log', []],
  ['(5.00.9078.1000) "5.00.9088.1000"', 'x.log', ['5.00.9078.1000 unsaid', '5.00.9088.1000 unsaid']],
  ['CcmSetup version: 5.0.9132.1011', 'x.log', ['5.00.9132.1011 client']],
  ['Detected 5.00.9132.1011', 'ccmsetup.log', ['5.00.9132.1011 client']],
  ['SCCM Client Version: 5.00.9132.1011', 'ClientIDManagerStartup.log', ['5.00.9132.1011 client']],
  [
    "LSGetSiteVersionFromAD : Successfully retrieved version '5.00.9132.1000' for site 'P01'",
    'LocationServices.log',
    ['5.00.9132.1000 site'],
  ],
];

describe('product builds in a log', () => {
  it.each(builds)('%s', async (text, name, expected) => {
    expect((await readLog(ccm(text), name)).builds.map(({ build, of }) => `${build} ${of}`)).toEqual(
      expected,
    );
  });
});

it('the builds of a log come in the order in which they stand last, each with its first place', async () => {
  const content = ['1000', '1025', '1000'].map((last) => ccm(`client version 5.00.9078.${last}`)).join('');
  expect((await readLog(content)).builds.map(({ build, line }) => `${build} @${line}`)).toEqual([
    '5.00.9078.1025 @2',
    '5.00.9078.1000 @1',
  ]);
});

it.each([
  ['クライアントは5.00.9078.1025です', '5.00.9078.1025 client'],
  ['サイトのバージョンは 5.00.9078.1006', '5.00.9078.1006 site'],
  ['コンソール 5.2203.1063.1500', '5.2203.1063.1500 console'],
])('a build in a person’s words: %s', async (text, expected) => {
  expect((await readText(text)).builds).toMatchObject([{ file: 'message', line: 1 }]);
  expect((await readText(text)).builds.map(({ build, of }) => `${build} ${of}`)).toEqual([expected]);
});

it('counts errors per hour by type, or by words where there is no type', async () => {
  const content = [
    ccm('fine but says error', '08:10:00.000-540'),
    ccm('bad', '08:50:00.000-540', '06-01-2022', '3'),
    ccm('bad', '10:00:00.000-540', '06-01-2022', '3'),
    ccm('Failed', '10:01:00.000-540', '06-01-2022', '{}4'),
    'failover is fine  $$<X><06-01-2022 10:02:00.000-540><thread=1 (0x1)>\r\n',
    'ERROR: no  $$<X><06-01-2022 10:03:00.000-540><thread=1 (0x1)>\r\n',
  ].join('');
  expect((await readLog(content)).timeline).toEqual({
    from: '2022-06-01 08:00',
    to: '2022-06-01 10:00',
    errorsPerHour: [1, 0, 3],
  });
});

it('a stray year does not stretch the timeline', async () => {
  const content =
    ccm('x', '08:00:00.000', '01-01-1999') +
    ccm('bad', '08:00:00.000', '06-01-2022', '3').repeat(3) +
    ccm('x', '08:00:00.000', '01-01-2099');
  expect((await readLog(content)).timeline).toEqual({
    from: '2022-06-01 08:00',
    to: '2022-06-01 08:00',
    errorsPerHour: [3],
  });
});

it('has no timeline without times', async () => {
  expect((await readLog('plain\n')).timeline).toBeNull();
});
