import { ccm, RDR, readLog } from './patterns';

const text = ccm('アクセスが拒否されました。ソフト能力表') + ccm(RDR);
/** Shift-JIS bytes of アクセスが拒否されました。ソフト能力表, with trail bytes 0x5C in them. */
const JIS = Buffer.from(
  '8341834e835a835882aa8b9194db82b382ea82dc82b582bd8142835c83748367945c97cd955c',
  'hex',
);
const record = (message: Buffer): Buffer => {
  const [before = '', after = ''] = ccm('@').split('@');
  return Buffer.concat([Buffer.from(before), message, Buffer.from(after)]);
};
const jis = Buffer.concat([record(JIS), Buffer.from(ccm(RDR))]);
const bigEndian = Buffer.from(text, 'utf16le').swap16();
const utf8 = Buffer.from(text);

const forms: readonly [what: string, bytes: Uint8Array, encoding: string][] = [
  ['ASCII', Buffer.from(ccm('a') + ccm(RDR)), 'utf-8'],
  ['UTF-8', utf8, 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8-bom'],
  ['UTF-8 cut in a character', Buffer.concat([utf8, Buffer.from([0xe3, 0x82])]), 'utf-8'],
  ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16LE without', Buffer.from(text, 'utf16le'), 'utf-16le'],
  ['UTF-16LE with NULs for a mark', Buffer.from(`\0${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]), 'utf-16be'],
  ['UTF-16BE without', bigEndian, 'utf-16be'],
  ['CP932', jis, 'cp932'],
  [
    'CP932 with half-width kana',
    Buffer.concat([record(Buffer.from('b1b8beac', 'hex')), Buffer.from(ccm(RDR))]),
    'cp932',
  ],
  [
    'CP1252',
    Buffer.concat([record(Buffer.from('Zugriff für Gerät größer', 'latin1')), Buffer.from(ccm(RDR))]),
    'cp1252',
  ],
  [
    'CP1252, one word',
    Buffer.concat([record(Buffer.from('NT-AUTORITÄT\\SYSTEM', 'latin1')), Buffer.from(ccm(RDR))]),
    'cp1252',
  ],
  ['CP932 behind UTF-8', Buffer.concat([Buffer.from(ccm('日本語')), jis]), 'cp932'],
  ['NULs in front', Buffer.concat([Buffer.alloc(300_000), Buffer.from(ccm('a') + ccm(RDR))]), 'utf-8'],
  [
    'NULs inside and behind',
    Buffer.concat([Buffer.from(ccm('a')), Buffer.alloc(4096), Buffer.from(ccm(RDR)), Buffer.alloc(9)]),
    'utf-8',
  ],
];

describe('a log is read in whatever encoding it was written', () => {
  it.each(forms)('%s', async (_, bytes, encoding) => {
    const { files, hits } = await readLog(bytes);
    expect(files).toMatchObject([{ read: true, encoding }]);
    expect(hits.map((hit) => hit.signature)).toEqual(['bad-rdr']);
  });
});

const analyzer = ccm('選択したクライアント証明書は、CMGサービスで信頼されていません');

it.each([
  ['UTF-8', Buffer.from(analyzer)],
  ['UTF-16LE', Buffer.from(analyzer, 'utf16le')],
  [
    'CP932',
    record(
      Buffer.from(
        '914991f082b582bd834e838983438341839383678fd896be8f9182cd8141434d478354815b8372835882c5904d978a82b382ea82c482a282dc82b982f1',
        'hex',
      ),
    ),
  ],
])('recognises Japanese in %s', async (_, bytes) => {
  expect((await readLog(bytes)).hits.map((hit) => hit.signature)).toEqual(['trusted']);
});

it('holds together a character that stands across two blocks', async () => {
  const long = ccm('あ'.repeat(90_000)) + ccm(RDR);
  const { files, hits } = await readLog(`x${long}`);
  expect(files).toMatchObject([{ encoding: 'utf-8' }]);
  expect(hits).toHaveLength(1);
});

const JAPANESE = '選択したクライアント証明書は、CMGサービスで信頼されていません';
/** The same in Shift-JIS. */
const JIS_JAPANESE = Buffer.from(
  '914991f082b582bd834e838983438341839383678fd896be8f9182cd8141434d478354815b8372835882c5904d978a82b382ea82c482a282dc82b982f1',
  'hex',
);
const le = (content: string): Buffer => Buffer.from(content, 'utf16le');
const be = (content: string): Buffer => Buffer.from(content, 'utf16le').swap16();
const latin = (content: string): Buffer => Buffer.from(content, 'latin1');
const one = ccm(JAPANESE);
const many = one.repeat(4);

/** In which lines the Japanese message stands, as far as its first. */
const mixtures: readonly [
  what: string,
  parts: readonly (string | Uint8Array)[],
  line: number,
  records: number,
][] = [
  ['UTF-16LE behind UTF-8', [ccm('あ'), le(one), ccm('z')], 2, 3],
  ['UTF-16LE behind UTF-8, with a mark', [ccm('a'), le(`\ufeff${one}`), ccm('z')], 2, 3],
  ['UTF-16LE behind UTF-8, a plain line', [ccm('a'), le(`${JAPANESE}\r\n`), ccm('z')], 2, 3],
  ['UTF-16LE behind CP932', [record(JIS), le(ccm('b') + one), ccm('z')], 3, 4],
  ['UTF-16BE behind UTF-8', [ccm('a'), be(one), ccm('z')], 2, 3],
  ['UTF-8 behind UTF-16LE', [le(`\ufeff${ccm('a')}`), one, le(ccm('z'))], 2, 3],
  [
    'UTF-8 behind UTF-16LE, an odd number of bytes',
    [le(`\ufeff${ccm('a')}`), 'xy\r\n', le(one), ccm('z')],
    3,
    4,
  ],
  ['UTF-8 behind UTF-16BE', [be(`\ufeff${ccm('a')}`), one, be(ccm('z'))], 2, 3],
  ['CP932 behind UTF-16LE', [le(`\ufeff${ccm('a')}`), record(JIS_JAPANESE), le(ccm('z'))], 2, 3],
  ['CP932 and UTF-8 in turn', [ccm('あいう'), record(JIS), ccm('え'), record(JIS_JAPANESE)], 4, 4],
  ['CP1252 and UTF-8 in turn', [latin(ccm('größer')), one, latin(ccm('Gerät'))], 2, 3],
  ['UTF-16LE cut through its first character', [le(many).subarray(1)], 1, 4],
  ['UTF-16LE cut in its Japanese', [le(many).subarray(25)], 2, 4],
  ['UTF-16LE cut through its last character', [le(many).subarray(0, -31)], 1, 4],
  ['UTF-16BE cut through its first character', [be(many).subarray(1)], 1, 4],
  ['UTF-16LE with little but Japanese', [le(`${JAPANESE}\r\n`.repeat(4))], 1, 4],
  ['UTF-16LE that lost a byte', [le(`\ufeff${ccm('abc')}`).subarray(0, 101), le(ccm('q')), le(many)], 2, 5],
  ['UTF-16LE, NULs for its mark', [Buffer.alloc(2), le(many)], 1, 4],
  ['UTF-16LE with NULs inside', [le(`\ufeff${ccm('a')}`), Buffer.alloc(511), le(one)], 2, 2],
  ['UTF-8 with NULs inside a line', ['<![LOG[', Buffer.alloc(65), one.slice(7)], 1, 1],
  ['UTF-8 with NULs before a line end', [`${JAPANESE}\0\0\n`, ccm('a').repeat(3)], 1, 4],
  [
    'CP932 with [, \\ and ] in its characters',
    ['8365835b', '8365835c', '8365835d']
      .map((hex) => record(Buffer.from(hex, 'hex')))
      .concat(record(JIS_JAPANESE)),
    4,
    4,
  ],
  [
    'CP932 cut in a character before its end',
    [record(Buffer.from('8354835c83', 'hex')), record(JIS_JAPANESE)],
    2,
    2,
  ],
];

it.each(mixtures)('reads %s', async (_, parts, line, records) => {
  const bytes = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  const { hits, files } = await readLog(bytes);
  expect(hits.map((hit) => [hit.signature, hit.line])).toEqual([['trusted', line]]);
  expect(files).toMatchObject([{ read: true, records }]);
});
