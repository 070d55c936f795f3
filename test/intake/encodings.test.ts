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
const be = Buffer.from(text, 'utf16le').swap16();
const utf8 = Buffer.from(text);

const forms: readonly [what: string, bytes: Uint8Array, encoding: string][] = [
  ['ASCII', Buffer.from(ccm('a') + ccm(RDR)), 'utf-8'],
  ['UTF-8', utf8, 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8-bom'],
  ['UTF-8 cut in a character', Buffer.concat([utf8, Buffer.from([0xe3, 0x82])]), 'utf-8'],
  ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16LE without', Buffer.from(text, 'utf16le'), 'utf-16le'],
  ['UTF-16LE with NULs for a mark', Buffer.from(`\0${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), be]), 'utf-16be'],
  ['UTF-16BE without', be, 'utf-16be'],
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
