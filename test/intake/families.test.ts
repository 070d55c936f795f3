import type { LogFormat } from '../../src/domain';
import { ccm, hitsOf, RDR, readLog } from './patterns';

const MSI = [
  '=== Verbose logging started: 2020/02/14  23:59:40  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===',
  'MSI (c) (A4:10) [23:59:41:444]: Resetting cached policy values',
  `MSI (s) (A4!10) [00:00:02:017]: ${RDR}`,
  'Property(S): Error = 5',
  'Action ended 0:00:03: InstallFinalize. Return value 3.',
  '=== Verbose logging stopped: 2020/02/15  0:00:04 ===',
].join('\r\n');

const IIS = [
  '#Software: Microsoft Internet Information Services 10.0',
  '#Version: 1.0',
  '#Date: 2022-06-01 08:52:46',
  '#Fields: date time cs-method cs-uri-stem sc-status sc-substatus sc-win32-status time-taken',
  '2022-06-01 08:52:46 GET /SMS_MP/.sms_aut 200 0 0 15',
  '2022-06-01 08:52:47 CCM_POST /ccm_system_windowsauth/request 403 16 2148204809 31',
  '#Date: 2022-06-01 09:00:00',
  '#Fields: time sc-win32-status sc-status cs-uri-stem',
  '09:10:11 64 500 /ccm_system/request',
].join('\r\n');

/** A record of each family, and what the file is said to be. */
const families: readonly [what: string, content: string, format: LogFormat, time: string | undefined][] = [
  ['CCM', ccm(RDR), 'ccm', '2022-06-01 08:52:46.657'],
  [
    'Intune Management Extension',
    `<![LOG[{\r\n  "error": "${RDR}"\r\n}]LOG]!><time="08:52:46.6571234" date="6-1-2022" component="IntuneManagementExtension" context="" type="3" thread="17" file="">`,
    'ccm',
    '2022-06-01 08:52:46.657',
  ],
  [
    'MDT',
    `<![LOG[${RDR}]LOG]!><time="08:52:46.000+000" date="06-01-2022" component="ZTIGather" context="" type="1" thread="" file="ZTIGather">`,
    'ccm',
    '2022-06-01 08:52:46.000',
  ],
  [
    'site server',
    `${RDR}  $$<SMS_DDM><06-01-2022 08:52:46.657-540><thread=2868 (0xB34)>`,
    'simple',
    '2022-06-01 08:52:46.657',
  ],
  [
    'ConfigMgrSetup',
    `INFO: ${RDR}  $$<Configuration Manager Setup><06-01-2022 08:52:46.657+420><thread=2868 (0xB34)>`,
    'simple',
    '2022-06-01 08:52:46.657',
  ],
  [
    'script in the server form',
    `Error:${RDR} $$<a.ps1:part><06-01-2022 08:52:46.657123><thread=1234>`,
    'simple',
    '2022-06-01 08:52:46.657',
  ],
  [
    'script with minutes only',
    `Info:${RDR} $$<a.ps1:part><06-01-2022 08:52><thread=1234>`,
    'simple',
    '2022-06-01 08:52',
  ],
  [
    'server line without thread',
    `${RDR}$$<DDM><06-01-2022 08:52:46.657+240>`,
    'simple',
    '2022-06-01 08:52:46.657',
  ],
  [
    'a mark that is text',
    `The mark $$< is text. ${RDR}  $$<DDM><06-01-2022 08:52:46.657-540>`,
    'simple',
    '2022-06-01 08:52:46.657',
  ],
  [
    'a status message',
    `STATMSG: ID=6703 SEV=E LEV=M SOURCE="SMS Server" COMP="SMS_WSUS_SYNC_MANAGER" SYS=MP01 SITE=CHQ PID=2836 TID=9640 GMTDATE=Fri Aug 02 20:54:26.571 2024 ISTR0="${RDR}" NUMATTRS=0 LE=0X8013150a  $$<SMS_WSUS_SYNC_MANAGER><08-03-2024 05:54:26.571-540><thread=9640 (0x25A8)>`,
    'simple',
    '2024-08-03 05:54:26.571',
  ],
  ['Windows Installer', MSI, 'msi', '2020-02-15 00:00:02.017'],
  [
    'Windows Installer, day or month',
    `=== Verbose logging started: 2/4/2020  15:10:40  Build type: SHIP ===\nMSI (s) (A4:10) [15:10:41:444]: ${RDR}`,
    'msi',
    '2/4/2020 15:10:41.444',
  ],
  [
    'Windows Installer in Japanese',
    `=== ログ開始: 2020/02/04  15:10:40 ===\nアクション終了 15:10:42: ${RDR}。戻り値 3。`,
    'msi',
    '2020-02-04 15:10:42',
  ],
  ['Windows Installer without its head', `MSI (s) (A4:10) [11:22:33:444]: ${RDR}`, 'msi', undefined],
  [
    'IIS',
    `${IIS}\r\n10:00:00 0 200 /${RDR.replaceAll(' ', '+')}\r\n${ccm(RDR)}`,
    'iis',
    '2022-06-01 08:52:46.657',
  ],
  ['CBS', `2022-06-01 08:52:46, Error                 CBS    ${RDR}`, 'cbs', '2022-06-01 08:52:46'],
  [
    'DISM',
    `2022-06-01 08:52:46, Info                  DISM   DISM.EXE: ${RDR}`,
    'cbs',
    '2022-06-01 08:52:46',
  ],
  [
    'setupact',
    `2022-06-01 08:52:46, Warning               MOUPG  ${RDR} [gle=0x00000002]`,
    'cbs',
    '2022-06-01 08:52:46',
  ],
  ['USMT', `2022-06-01 08:52:46, Error                 [0x080000] ${RDR}`, 'cbs', '2022-06-01 08:52:46'],
  [
    'setupapi.dev',
    `>>>  [Device Install]\n>>>  Section start 2022/06/01 08:52:46.657\n!!!  dvi: ${RDR}\n<<<  [Exit status: FAILURE(0x00000490)]`,
    'plain',
    undefined,
  ],
  [
    'ReportingEvents',
    `{3F2504E0-4F89-11D3-9A0C-0305E82C3301}\t2022-06-01 08:52:46:657+0900\t1\t148\t[AGENT_DETECTION_FAILED]\t101\t{00000000-0000-0000-0000-000000000000}\t0\t80072ee2\tCcmExec\tFailure\tSoftware Synchronization\t${RDR}`,
    'plain',
    '2022-06-01 08:52:46.657',
  ],
  [
    'WSUS',
    `2022-06-01 08:52:46.657 UTC\tError\tw3wp.7\tSoapUtilities.CreateException\t${RDR}`,
    'plain',
    '2022-06-01 08:52:46.657',
  ],
  ['console', `[1, PID:3224][06/01/2022 08:52:46] :${RDR}`, 'plain', '2022-06-01 08:52:46'],
  [
    'PSADT',
    `[06-01-2022 08:52:46.657] [Install] [Start] [Error] :: ${RDR}`,
    'plain',
    '2022-06-01 08:52:46.657',
  ],
];

it.each(families)('reads %s', async (_, content, format, time) => {
  const { files, hits } = await readLog(content, 'DDM.log');
  expect(files).toMatchObject([{ read: true, format }]);
  expect(hits.map((hit) => [hit.signature, hit.time])).toEqual([['bad-rdr', time]]);
});

/** Two lines that are one message, and the line in which it begins. */
const spanning: readonly [what: string, content: string, hit: string[]][] = [
  [
    'CBS',
    '2022-06-01 08:52:46, Info  CBS  x\n2022-06-01 08:52:46, Error  CBS  The registration record\n    is not valid. Bad RDR\n2022-06-01 08:52:47, Info  CBS  y',
    ['bad-rdr@DDM.log:2'],
  ],
  [
    'console',
    '[1, PID:3224][06/01/2022 08:52:46] :The registration record\r\nis not valid. Bad RDR',
    ['bad-rdr@DDM.log:1'],
  ],
  [
    'server, with a line left empty',
    'The registration record\n\nis not valid. Bad RDR $$<DDM><06-01-2022 08:52:46.657-540>',
    ['bad-rdr@DDM.log:1'],
  ],
  [
    'clipboard',
    `The registration record\nis not valid. Bad RDR\tDDM\t2023/06/30 13:26:08\t1 (0x1)`,
    ['bad-rdr@DDM.log:1'],
  ],
  [
    'behind the message of another time',
    '2022-06-01 08:52:46, Info  CBS  The registration record\n2022-06-01 08:52:46, Info  CBS  is not valid. Bad RDR',
    [],
  ],
  [
    'behind an empty line',
    '2022-06-01 08:52:46, Info  CBS  The registration record\n\nis not valid. Bad RDR',
    [],
  ],
];

it.each(spanning)('a message over lines: %s', async (_, content, hit) => {
  expect(hitsOf(await readLog(content))).toEqual(hit);
});

it('reads clipboard records that run together on one line of a file', async () => {
  const one = `a\tDDM\t2023/06/30 13:26:07\t1 (0x1) ${RDR}\tDDM\t2023/06/30 13:26:08\t1 (0x1) c DDM 2023/06/30 13:26:09 1 (0x1)`;
  const { files, hits } = await readLog(one);
  expect(files).toMatchObject([{ format: 'clipboard', records: 3 }]);
  expect(hits.map((hit) => hit.time)).toEqual(['2023-06-30 13:26:08']);
});

/** How many of the records are errors. */
const severities: readonly [what: string, content: string, errors: number][] = [
  ['CCM by type, not by words', ccm('An error occurred') + ccm('fine', undefined, undefined, '3'), 1],
  ['CCM with a number beyond the known', ccm('An error occurred', undefined, undefined, '10'), 0],
  ['CCM with no number, by words', ccm('An error occurred', undefined, undefined, '{}4'), 1],
  [
    'CBS by its word',
    '2022-06-01 08:52:46, Error  CBS  x\n2022-06-01 08:52:46, Info  CBS  Failed to find it',
    1,
  ],
  [
    'PSADT by its word',
    '[06-01-2022 08:52:46.657] [a] [b] [Error] :: x\n[06-01-2022 08:52:46.657] [a] [b] [Info] :: no error',
    1,
  ],
  [
    'WSUS by its word',
    '2022-06-01 08:52:46.657 UTC\tError\tw3wp.7\tA\tx\n2022-06-01 08:52:46.657 UTC\tInfo\tw3wp.7\tA\tno error',
    1,
  ],
  [
    'status message by SEV',
    'STATMSG: ID=1 SEV=E LEV=M $$<A><06-01-2022 08:52:46.657-540>\nSTATMSG: ID=2 SEV=I COMP="error" $$<A><06-01-2022 08:52:46.657-540>',
    1,
  ],
  [
    'server lines by their first word',
    'WARNING: an error $$<A><06-01-2022 08:52:46.657-540>\n*** [08001] x $$<A><06-01-2022 08:52:46.657-540>\nINFO: SQL Connection failed $$<A><06-01-2022 08:52:46.657-540>',
    2,
  ],
  [
    'update agent by its column',
    '{a}\t2022-06-01 08:52:46:657+0900\t1\t1\t[X]\t1\t{b}\t0\t0\tx\tFailure\ty\tz',
    1,
  ],
  [
    'IIS by status',
    `#Fields: date time sc-status\n2022-06-01 08:52:46 403\n2022-06-01 08:52:46 401\n2022-06-01 08:52:46 503\n2022-06-01 08:52:46 200`,
    2,
  ],
  [
    'installer by its return value',
    '=== Logging started: 2020/02/04  15:10:40 ===\nAction ended 15:10:42: A. Return value 1.\nAction ended 15:10:42: ErrorCheck. Return value 2.\nAction ended 15:10:43: A. Return value 3.',
    1,
  ],
];

it.each(severities)('counts errors: %s', async (_, content, errors) => {
  const { timeline } = await readLog(content);
  expect(timeline?.errorsPerHour.reduce((a, b) => a + b, 0)).toBe(errors);
});

it('reads the status columns of IIS as codes, as their header names them', async () => {
  const { codes } = await readLog(IIS, 'u_ex220601.log');
  const seen = codes.map(
    ({ code, written, first }) => `${code} as ${written} in ${first.line} at ${first.time}`,
  );
  expect(seen.sort()).toEqual([
    '0x00000040 as 64 in 9 at 2022-06-01 09:10:11',
    '0x800b0109 as 2148204809 in 6 at 2022-06-01 08:52:47',
    '0x80190193 as 403.16 in 6 at 2022-06-01 08:52:47',
    '0x801901f4 as 500 in 9 at 2022-06-01 09:10:11',
  ]);
  expect(codes.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
});

it('does not carry the columns of one log into what follows a record', async () => {
  const { codes } = await readLog(`#Fields: date time sc-status\n${ccm('x')}2022-06-01 08:52:46 403\n`);
  expect(codes).toEqual([]);
});

/** Attributes that are odd cost themselves only. */
const odd: readonly [what: string, attrs: string][] = [
  ['quotes in a value', '<time="08:52:46.657-540" context="a "b" c" date="06-01-2022" type="3" file="x">'],
  ['no quotes', '<time="08:52:46.657-540" date="06-01-2022" type=3 file="x">'],
  ['a bracket in a value', '<file="a>b" time="08:52:46.657-540" date="06-01-2022" type="3">'],
  ['an opener in a value', '<file="<![LOG[" type="3" time="08:52:46.657-540" date="06-01-2022">'],
  ['upper case', '<TIME="08:52:46.657-540" DATE="06-01-2022" TYPE="3">'],
  ['spaces around', ' <time = "08:52:46.657-540"  date = "06-01-2022" type="3" >'],
  ['typographic quotes', '<time=”08:52:46.657-540” date=“06-01-2022” type=”3”>'],
  ['names that are not known', '<a="1" time="08:52:46.657-540" __proto__="x" date="06-01-2022" type="3">'],
];

it.each(odd)('attributes with %s', async (_, attrs) => {
  const { hits, timeline, files } = await readLog(`<![LOG[${RDR}]LOG]!>${attrs}\r\n`);
  expect(files).toMatchObject([{ records: 1 }]);
  expect(hits.map((hit) => hit.time)).toEqual(['2022-06-01 08:52:46.657']);
  expect(timeline?.errorsPerHour).toEqual([1]);
});
