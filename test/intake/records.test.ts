import { ANALYZER, ccm, hitsOf, RDR, readLog } from './patterns';

const attrs =
  'time="08:52:46.657-540" date="06-01-2022" component="DDM" context="" type="1" thread="1" file="a.cpp:1"';
const open = '<![LOG[';
const close = `]LOG]!><${attrs}>`;

const shapes: readonly [what: string, content: string, line: number, time: string | undefined][] = [
  ['one record', ccm(RDR), 1, '2022-06-01 08:52:46.657'],
  ['the third line', `${ccm('a')}${ccm('b')}${ccm(RDR)}`, 3, '2022-06-01 08:52:46.657'],
  ['a message over many lines', `${open}first\nsecond\r\n${RDR}\nlast${close}`, 3, '2022-06-01 08:52:46.657'],
  ['a bare CR inside', `${open}0 percent\r${RDR}${close}\r\n`, 1, '2022-06-01 08:52:46.657'],
  ['two on one line', `${open}a${close}${open}${RDR}${close}`, 1, '2022-06-01 08:52:46.657'],
  ['one bracket more', `[${open}${RDR}${close}`, 1, '2022-06-01 08:52:46.657'],
  ['a message that begins with a bracket', `${open}[DDM] ${RDR}${close}`, 1, '2022-06-01 08:52:46.657'],
  ['closed brackets inside', `${open}x]]> <![CDATA[ ${RDR}${close}`, 1, '2022-06-01 08:52:46.657'],
  ['an opener inside', `${open}literal ${open} ${RDR}${close}`, 1, '2022-06-01 08:52:46.657'],
  [
    'an opener in an attribute',
    `${open}a]LOG]!><file="${open}" ${attrs}>\n${ccm(RDR)}`,
    2,
    '2022-06-01 08:52:46.657',
  ],
  [
    'attributes in another order',
    `${open}${RDR}]LOG]!><type="1" date="06-01-2022" DATE="06-01-2022" TIME="08:52:46.657-540">`,
    1,
    '2022-06-01 08:52:46.657',
  ],
  ['attributes that are missing', `${open}${RDR}]LOG]!><component="DDM">`, 1, undefined],
  [
    'attributes cut off',
    `${open}${RDR}]LOG]!><time="08:52:46.657-540" date="06-01-2022" type="1" thr`,
    1,
    '2022-06-01 08:52:46.657',
  ],
  [
    'attributes over two lines',
    `${open}${RDR}]LOG]!><time="08:52:46.657-540" date="06-01-2022"\n component="DDM" type="1">\n`,
    1,
    '2022-06-01 08:52:46.657',
  ],
  ['no attributes', `${open}${RDR}]LOG]!>\n`, 1, undefined],
  ['never closed', `${ccm('a')}${open}${RDR}`, 2, undefined],
  ['closed by the next record', `${open}lost its end\n${ccm(RDR)}`, 2, '2022-06-01 08:52:46.657'],
  ['without its opener', `${ccm('a')}${RDR}${close}`, 2, '2022-06-01 08:52:46.657'],
  ['begins inside a record', `tail of something\n${RDR}${close}\n`, 2, '2022-06-01 08:52:46.657'],
  ['junk before the first record', `junk\n\n${ccm(RDR)}`, 3, '2022-06-01 08:52:46.657'],
  ['between records', `${ccm('a')}${RDR}\n${ccm('b')}`, 2, undefined],
  [
    'server line',
    `x  $$<A><06-01-2022 01:00:00.000-540><thread=1 (0x1)>\r\n${RDR}  $$<SMS_DDM><06-01-2022 08:52:46.657-540><thread=2868 (0xB34)>\r\n`,
    2,
    '2022-06-01 08:52:46.657',
  ],
  ['server line with tildes', `~${RDR}~ $$<DDM><06-01-2022 08:52:46.657-540>`, 1, '2022-06-01 08:52:46.657'],
  [
    'server line over lines',
    `The registration record\nis not valid. Bad RDR~  $$<DDM><06-01-2022 08:52:46.657-540><thread=1 (0x1)>`,
    1,
    '2022-06-01 08:52:46.657',
  ],
  [
    'two server lines torn into one',
    `a $$<X><06-01-2022 08:00:00.000-540>${RDR} $$<DDM><06-01-2022 08:52:46.657-540>`,
    1,
    '2022-06-01 08:52:46.657',
  ],
  ['server line with its date cut', `${RDR} $$<DDM><06-01-20`, 1, undefined],
  [
    'a rolled server log',
    `ROLLOVER\n${RDR} $$<DDM><06-01-2022 08:52:46.657-540>`,
    2,
    '2022-06-01 08:52:46.657',
  ],
  [
    'SMS 2.0',
    `${RDR} $$<DDM><Fri Mar 26 10:43:41.547 1999 Eastern Standard Time><thread=1 (0x1)>`,
    1,
    '1999-03-26 10:43:41.547',
  ],
  ['clipboard', `${RDR}\tSMS_DDM\t6/30/2023 1:26:08 PM\t4912 (0x1330)`, 1, '2023-06-30 13:26:08'],
  ['clipboard, tabs lost', `${RDR} SMS_DDM 2023/06/30 13:26:08 4912 (0x1330)`, 1, '2023-06-30 13:26:08'],
  [
    'clipboard, component behind',
    `${RDR} 6/30/2023 1:26:08 PM SMS_DDM 4912 (0x1330)`,
    1,
    '2023-06-30 13:26:08',
  ],
  ['clipboard, German', `${RDR}\tSMS_DDM\t13.3.2019 13:49:33\t1 (0x0001)`, 1, '2019-03-13 13:49:33'],
  ['clipboard, British', `${RDR}\tSMS_DDM\t19/02/2019 13:49:33\t1 (0x0001)`, 1, '2019-02-19 13:49:33'],
  ['clipboard, day or month', `${RDR}\tSMS_DDM\t03/02/2019 13:49:33\t1 (0x0001)`, 1, '03/02/2019 13:49:33'],
  ['CBS', `2022-06-01 08:52:46, Error                 CBS    ${RDR}`, 1, '2022-06-01 08:52:46'],
  [
    'WindowsUpdate',
    `2022/06/01 08:52:46.6571234 1234  5678  Agent           ${RDR}`,
    1,
    '2022-06-01 08:52:46.657',
  ],
  [
    'WindowsUpdate of Windows 7',
    `2022-06-01\t08:52:46:657\t1234\t5678\tAgent\t${RDR}`,
    1,
    '2022-06-01 08:52:46.657',
  ],
  ['PSADT', `[06-01-2022 08:52:46.657] [Install] [x] [Info] :: ${RDR}`, 1, '2022-06-01 08:52:46.657'],
  ['plain', `something\n${RDR}\n`, 2, undefined],
];

describe('a signature is found in every shape of log, at its line, with its time', () => {
  it.each(shapes)('%s', async (_, content, line, time) => {
    const { hits } = await readLog(content);
    expect(hits.map((hit) => [hit.signature, hit.line, hit.time])).toEqual([['bad-rdr', line, time]]);
  });
});

const times: readonly [time: string, date: string, shown: string | undefined][] = [
  ['08:52:46.657+240', '06-01-2022', '2022-06-01 08:52:46.657'],
  ['15:10:29.068+00', '02-04-2020', '2020-02-04 15:10:29.068'],
  ['08:06:34.590-60', '06-01-2022', '2022-06-01 08:06:34.590'],
  ['16:52:13.000+000', '06-01-2022', '2022-06-01 16:52:13.000'],
  ['11:16:37.3093207', '3-12-2026', '2026-03-12 11:16:37.309'],
  ['10:00:00.123', '06-01-2022', '2022-06-01 10:00:00.123'],
  ['10:00:00.123456', '06-01-2022', '2022-06-01 10:00:00.123'],
  ['08:27:11.935600', '06-01-2022', '2022-06-01 08:27:11.935'],
  ['02:51:35.517 600', '06-01-2022', '2022-06-01 02:51:35.517'],
  ['13:51:24.650+-420', '06-01-2022', '2022-06-01 13:51:24.650'],
  ['13.02.20.943120', '06-01-2022', '2022-06-01 13:02:20.943'],
  ['10:05:07.7+000', '06-01-2022', '2022-06-01 10:05:07.007'],
  ['09:05:07-300', '06-01-2022', '2022-06-01 09:05:07'],
  ['9:05:07.5+000', '7/23/2026', '2026-07-23 09:05:07.005'],
  ['08:52:46.657+240', '2026-07-23', '2026-07-23 08:52:46.657'],
  ['08:52:46.657+240', '09–17–2023', '2023-09-17 08:52:46.657'],
  ['08:52:46.657+240', '\u200e09-17-2023', '2023-09-17 08:52:46.657'],
  ['0.00.00', '1.1.1601', undefined],
  ['٠٨:٥٢:٤٦', '06-01-2022', undefined],
  ['Empty', 'Empty', undefined],
  ['', '', undefined],
];

describe('time is local time as written, never shifted by the bias', () => {
  it.each(times)('%s of %s', async (time, date, shown) => {
    const { hits } = await readLog(ccm(RDR, time, date));
    expect(hits.map((hit) => hit.time)).toEqual([shown]);
  });
});

it('counts a signature once per file with its first and last time, in file order', async () => {
  const { hits } = await readLog(
    ccm(RDR, '10:00:00.000-540') + ccm('x') + ccm(RDR, '12:00:00.000-540') + ccm(RDR, '09:00:00.000+480'),
  );
  expect(hits).toMatchObject([
    {
      line: 1,
      count: 3,
      first: '2022-06-01 10:00:00.000',
      last: '2022-06-01 09:00:00.000',
      time: '2022-06-01 10:00:00.000',
    },
  ]);
});

it('says what it read', async () => {
  const { files } = await readLog(ccm('a') + ccm('b', '09:00:00.000-540'), 'PC001_ddm.log');
  expect(files).toEqual([
    {
      name: 'PC001_ddm.log',
      read: true,
      encoding: 'utf-8',
      format: 'ccm',
      lines: 2,
      records: 2,
      log: 'DDM.log',
      from: '2022-06-01 08:52:46.657',
      to: '2022-06-01 09:00:00.000',
    },
  ]);
});

const floods: readonly [what: string, content: string][] = [
  ['20,000 openers, a line each', `${open}x\n`.repeat(20_000)],
  ['20,000 openers on one line', open.repeat(20_000)],
  ['20,000 closers', ']LOG]!>'.repeat(20_000)],
  ['20,000 half records', '$$<'.repeat(20_000)],
  ['a line of 3 MB', 'x '.repeat(1_500_000)],
  ['3 MB of spaces', `a${' '.repeat(3_000_000)}b`],
  ['3 MB of digits', '1234567890'.repeat(300_000)],
  ['3 MB that look like codes', '0x80004005 error '.repeat(180_000)],
  ['3 MB of quotes', `${open}x]LOG]!><time="`.concat('"'.repeat(3_000_000))],
  ['3 MB of backslashes', 'A\\'.repeat(1_500_000)],
  ['a Japanese line of 1 MB', ANALYZER.slice(0, 40).repeat(9_000)],
];

describe('no input takes long', () => {
  it.each(floods)('%s', async (_, content) => {
    const started = Date.now();
    const evidence = await readLog(`${content}\n${ccm(RDR)}`);
    expect(Date.now() - started).toBeLessThan(3000);
    expect(hitsOf(evidence).some((hit) => hit.startsWith('bad-rdr@'))).toBe(true);
  });
});

it('a lost closer does not eat the file', async () => {
  const rest = Array.from({ length: 6000 }, (_, i) => `plain line ${i}`).join('\n');
  const evidence = await readLog(`${open}lost\n${rest}\n${RDR}\n`);
  expect(hitsOf(evidence)).toEqual(['bad-rdr@DDM.log:6002']);
});
