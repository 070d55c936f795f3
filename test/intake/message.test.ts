import { ANALYZER, ccm, hitsOf, RDR, readText } from './patterns';

const NO_PKI = "Client doesn't have PKI issued cert and cannot get CCM access token. Error 0x8000ffff";
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const record = ccm(RDR).trim();

/** What is typed, what is left as the person's words, the signatures seen. */
const messages: readonly [text: string, said: string, signatures: string[]][] = [
  [
    'PKIです。バージョンは2203、早期リングではありません',
    'PKIです。バージョンは2203、早期リングではありません',
    [],
  ],
  ['', '', []],
  [
    '接続アナライザーで「MPの場所を更新できませんでした。選択したクライアント証明書は…」と出て、昨日からCMGにつながりません',
    '接続アナライザーで と出て、昨日からCMGにつながりません',
    ['analyzer-start'],
  ],
  [
    `接続アナライザーで「${ANALYZER}」と出ます`,
    '接続アナライザーで と出ます',
    ['analyzer', 'analyzer-start', 'trusted'],
  ],
  [ANALYZER, '', ['analyzer', 'analyzer-start', 'trusted']],
  [
    ANALYZER.replace('証明書の証明書チェーン', '証明書の照明書チェーン'),
    '',
    ['analyzer', 'analyzer-start', 'trusted'],
  ],
  [`${ANALYZER}\n昨日から出ています。`, '昨日から出ています。', ['analyzer', 'analyzer-start', 'trusted']],
  [
    `${ANALYZER.slice(0, 30)}\n${ANALYZER.slice(30, 70)}\n${ANALYZER.slice(70)}`,
    '',
    ['analyzer', 'analyzer-start', 'trusted'],
  ],
  [NO_PKI, '', ['no-pki']],
  [`We are on 2203 and see this:\n${NO_PKI}`, 'We are on 2203 and see this:', ['no-pki']],
  [
    `Our clients say "${NO_PKI}" since yesterday, we use PKI`,
    'Our clients say since yesterday, we use PKI',
    ['no-pki'],
  ],
  [NO_PKI.replace("'", '’'), '', ['no-pki']],
  [NO_PKI.replace(' access', '\naccess'), '', ['no-pki']],
  [NO_PKI.replace(/ /g, '\u00a0'), '', ['no-pki']],
  [NO_PKI.replace(/[A-Za-z0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)), '', ['no-pki']],
  [`> ${NO_PKI}\nこれは何ですか`, 'これは何ですか', ['no-pki']],
  [
    `DDM.logにこれがあります\n\`\`\`\n${record}\n\`\`\`\n2203です`,
    'DDM.logにこれがあります\n2203です',
    ['bad-rdr'],
  ],
  [`見てください ${record} お願いします`, '見てください\nお願いします', ['bad-rdr']],
  [escaped(record), '', ['bad-rdr']],
  [`<p>2203です</p><p>${escaped(record)}</p>`, '2203です', ['bad-rdr']],
  [record.replace(/"/g, '”').replace('06-01-2022', '06–01–2022'), '', ['bad-rdr']],
  [`hman.log:1155:${record}`, '', ['bad-rdr']],
  [
    `${RDR} SMS_DDM 6/30/2023 1:26:08 PM 49 (0x31) ClientIdentity is not a hex string SMS_DDM 6/30/2023 1:26:09 PM 49 (0x31)`,
    '',
    ['bad-rdr', 'hex'],
  ],
  [
    `何が原因ですか\nThe registration record is not\nvalid. Bad RDR\tSMS_DDM\t6/30/2023 1:26:08 PM\t4912 (0x1330)`,
    '何が原因ですか',
    ['bad-rdr'],
  ],
  ['Cannot open C:¥SMS¥x.dat', '', ['path']],
  [
    '昨日からCMGにつながらないクライアントが 20 台あります',
    '昨日からCMGにつながらないクライアントが 20 台あります',
    [],
  ],
  ['0x87D00607 とは', '0x87D00607 とは', []],
  [
    'I get error 0x87d00607 on my clients, we use PKI',
    'I get error 0x87d00607 on my clients, we use PKI',
    [],
  ],
  ['2022-06-01 08:52:46, Error  CBS  Failed to do a thing [HRESULT = 0x80070005]', '', []],
  ['GetDPLocations failed to do something with error 0x87d00215', '', []],
];

describe("a person's words are told from what they pasted", () => {
  it.each(messages)('%s', async (text, said, signatures) => {
    const evidence = await readText(text);
    expect(evidence.said).toBe(said);
    expect(evidence.hits.map((hit) => hit.signature).sort()).toEqual(signatures);
  });
});

const pasted: readonly [text: string, pasted: boolean][] = [
  ['PKIです', false],
  ['「わからない」を選びました', false],
  [NO_PKI, true],
  [record, true],
  ['「ソフトウェアの変更を適用できませんでした。もう一度お試しください。」と出ます', true],
  ['GetDPLocations failed to do something with error 0x87d00215', true],
];

it.each(pasted)('%s: pasted %s', async (text, expected) => {
  expect((await readText(text)).pasted).toBe(expected);
});

it('gives the line of the message, whatever was undone before', async () => {
  const text = `一行目\n\`\`\`\n${RDR} X 6/30/2023 1:26:08 PM 49 (0x31) ClientIdentity is not a hex string X 6/30/2023 1:26:09 PM 49 (0x31)\n\`\`\`\n\n${NO_PKI}`;
  expect(hitsOf(await readText(text))).toEqual(['bad-rdr@message:3', 'hex@message:3', 'no-pki@message:6']);
});

it('keeps a loosely worded line to its log, unless nothing says where it is from', async () => {
  const line = 'Processing file x.ddr failed';
  expect((await readText(line)).hits).toHaveLength(1);
  expect((await readText(`DDM.log:7:${line}`)).hits).toHaveLength(1);
  expect((await readText(`ccmsetup.log:7:${line}`)).hits).toHaveLength(0);
});

it('reads no more of a message than the limit', async () => {
  const evidence = await readText(`${'長い'.repeat(60_000)}\n${RDR}`);
  expect(evidence.hits).toEqual([]);
});
