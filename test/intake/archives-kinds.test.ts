import { gzipSync } from 'node:zlib';
import { type Part, zip } from '../support/zip-writer';
import { good, hit, log, magic, pack } from './packs';
import { fates, hitsOf } from './patterns';

const at = (offset: number, text: string): Buffer => {
  const bytes = Buffer.alloc(offset + 1024, 'a');
  bytes.write(text, offset, 'latin1');
  return bytes;
};
const tar = at(257, 'ustar');
const iso = Buffer.concat([Buffer.alloc(32 * 1024), at(1, 'CD001')]);
const bmp = Buffer.from('BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'latin1');

const kinds: readonly [name: string, bytes: Buffer, fate: string][] = [
  ['a.7z', magic('7z\xbc\xaf\x27\x1c'), 'archive-7z'],
  ['rar4.rar', magic('Rar!\x1a\x07\0'), 'archive-rar'],
  ['rar5.log', magic('Rar!\x1a\x07\x01\0'), 'archive-rar'],
  ['a.cab', magic('MSCF\0\0\0\0'), 'archive-cab'],
  ['a.tar', tar, 'archive-tar'],
  ['a.bz2', magic('BZh91AY&SY'), 'archive-other'],
  ['a.xz', magic('\xfd7zXZ\0'), 'archive-other'],
  ['a.zst', magic('\x28\xb5\x2f\xfd'), 'archive-other'],
  ['a.lz4', magic('\x04\x22\x4d\x18'), 'archive-other'],
  ['a.lzh', magic('\x22\x8b-lh5-'), 'archive-other'],
  ['a.iso', iso, 'archive-other'],
  ['a.wim', magic('MSWIM\0\0\0'), 'archive-other'],
  ['a.evtx', magic('ElfFile\0'), 'event-log'],
  ['a.evt', magic('\x30\0\0\0LfLe'), 'event-log'],
  ['a.pdf', magic('%PDF-1.7'), 'document'],
  ['a.rtf', magic('{\\rtf1\\ansi'), 'document'],
  ['a.msi', magic('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'not-a-log'],
  ['a.dmp', magic('MDMP\x93\xa7'), 'not-a-log'],
  ['NTUSER.DAT', magic('regf'), 'not-a-log'],
  ['a.etl', magic('\0\0\x01\0\x01\x02\x03\x04'), 'not-a-log'],
  ['__MACOSX/._DDM.log', magic('\0\x05\x16\x07'), 'not-a-log'],
  ['a.png', magic('\x89PNG\r\n\x1a\n'), 'image'],
  ['a.jpg', magic('\xff\xd8\xff\xe0'), 'image'],
  ['a.gif', magic('GIF89a'), 'image'],
  ['a.webp', magic('RIFF\0\0\0\0WEBPVP8 '), 'image'],
  ['a.heic', magic('\0\0\0\x18ftypheic'), 'image'],
  ['a.bmp', bmp, 'image'],
  ['BM.log', Buffer.from(`BM site server\r\n${log}`), 'read'],
];

describe('what is no log is named by its first bytes, whatever it is called', () => {
  it('in a zip, the logs beside it are read', async () => {
    const parts: Part[] = kinds.map(([name, data]) => ({ name, data, stored: true }));
    const evidence = await pack('x.zip', zip([...parts, good]));
    const expected = Object.fromEntries(kinds.map(([name, , fate]) => [name, fate]));
    expect(fates(evidence)).toEqual({ ...expected, 'Logs/DDM.log': 'read' });
    expect(hitsOf(evidence)).toContain(hit);
  });

  it.each(kinds)('sent alone: %s', async (name, bytes, fate) => {
    expect(fates(await pack(name, bytes))).toEqual({ [name]: fate });
  });

  it('called a zip', async () => {
    const names = ['a.7z', 'rar5.log', 'a.cab', 'a.tar', 'a.lzh', 'a.pdf', 'a.png'];
    for (const [name, bytes, fate] of kinds.filter(([each]) => names.includes(each)))
      expect([name, fates(await pack('x.zip', bytes))]).toEqual([name, { 'x.zip': fate }]);
  });

  it('in a gz', async () => {
    expect(fates(await pack('a.tar.gz', gzipSync(tar)))).toEqual({ 'a.tar': 'archive-tar' });
  });
});

const part = (name: string): Part => ({ name, data: '<xml/>' });

const packages: readonly [what: string, names: string[], fates: Record<string, string>][] = [
  ['a workbook', ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'], { 'list.xlsx': 'document' }],
  ['a workbook in another order', ['xl/workbook.xml', '[Content_Types].xml'], { 'list.xlsx': 'document' }],
  ['an OpenDocument text', ['mimetype', 'content.xml', 'META-INF/manifest.xml'], { 'list.xlsx': 'document' }],
  [
    'logs zipped up with the parts of a document',
    ['[Content_Types].xml', 'DDM.log'],
    { 'list.xlsx/[Content_Types].xml': 'read', 'list.xlsx/DDM.log': 'read' },
  ],
];

describe('a document that is a zip is one document', () => {
  it.each(packages)('%s', async (_, names, expected) => {
    const evidence = await pack('x.zip', zip([{ name: 'list.xlsx', data: zip(names.map(part)) }, good]));
    expect(fates(evidence)).toEqual({ ...expected, 'Logs/DDM.log': 'read' });
  });
});
