import { type Part, zip } from '../support/zip-writer';
import { bulk, good, hit, log, magic, pack, tally } from './packs';
import { fates, hitsOf } from './patterns';

const other: Part = { name: 'other.log', data: log };
const both = { 'Logs/DDM.log': 'read', 'other.log': 'read' };
const whole = zip([{ name: 'first.log', data: bulk }, good]);
const two = zip([other, good]);
const smashed = Buffer.from(zip([good, other]));
smashed.write('XX', smashed.lastIndexOf('PK\x01\x02'), 'latin1');

const broken: readonly [what: string, bytes: Uint8Array, fates: Record<string, string>][] = [
  ['nothing', Buffer.alloc(0), { 'x.zip': 'empty' }],
  ['an empty zip', zip([]), { 'x.zip': 'empty' }],
  ['a web page', Buffer.from('<html>Sign in</html>'), { 'x.zip': 'web-page' }],
  ['7z called zip', magic('7z\xbc\xaf\x27\x1c'), { 'x.zip': 'archive-7z' }],
  [
    '70 KB behind it',
    Buffer.concat([whole, Buffer.alloc(70_000, 32)]),
    { 'first.log': 'read', 'Logs/DDM.log': 'read' },
  ],
  [
    'junk before it',
    Buffer.concat([Buffer.alloc(999, 32), whole]),
    { 'first.log': 'read', 'Logs/DDM.log': 'read' },
  ],
  [
    'more entries said than are there',
    zip([good], { count: 3 }),
    { 'x.zip': 'damaged', 'Logs/DDM.log': 'read' },
  ],
  [
    'cut off in the directory',
    whole.subarray(0, -60),
    { 'x.zip': 'damaged', 'first.log': 'read', 'Logs/DDM.log': 'read' },
  ],
  ['cut off in an entry', whole.subarray(0, 20_000), { 'x.zip': 'damaged', 'first.log': 'read cut:damaged' }],
  ['fewer entries said than are there', zip([good, other], { count: 1 }), { 'x.zip': 'damaged', ...both }],
  ['no entries said', zip([good, other], { count: 0 }), { 'x.zip': 'damaged', ...both }],
  ['a zip64 directory', zip([{ ...good, wide: true }, other], { wide: true }), both],
  [
    'a start of 5 GB lost',
    zip([{ ...good, wide: true }], { wide: true, lost: 5 * 2 ** 30 }),
    { 'x.zip': 'damaged', 'Logs/DDM.log': 'read' },
  ],
  [
    'its start lost',
    zip([other, good]).subarray(50),
    { 'x.zip': 'damaged', 'other.log': 'damaged', 'Logs/DDM.log': 'read' },
  ],
  [
    'a piece lost between two',
    Buffer.concat([two.subarray(0, 60), two.subarray(90)]),
    { 'x.zip': 'damaged', 'other.log': 'damaged', 'Logs/DDM.log': 'read' },
  ],
  [
    'another zip behind it',
    Buffer.concat([zip([good]), zip([other])]),
    { 'x.zip': 'damaged', 'Logs/DDM.log': 'read', 'other.log': 'read' },
  ],
  ['a directory broken off', smashed, { 'x.zip': 'damaged', ...both }],
  [
    'an entry whose place is nowhere',
    zip([good, { ...other, over: 9e8 }]),
    { 'Logs/DDM.log': 'read', 'other.log': 'damaged' },
  ],
  [
    'the last of two volumes',
    zip(
      [
        { ...other, disk: 0 },
        { ...good, disk: 1 },
      ],
      { disk: 1 },
    ),
    { 'x.zip': 'archive-split', 'other.log': 'archive-split', 'Logs/DDM.log': 'read' },
  ],
  [
    'the first of two volumes',
    Buffer.concat([Buffer.from('PK\x07\x08'), two.subarray(0, -150)]),
    { 'x.zip': 'archive-split', 'other.log': 'read', 'Logs/DDM.log': 'read cut:damaged' },
  ],
  ['a span mark before it', Buffer.concat([Buffer.from('PK00'), two]), both],
];

describe('an archive that is broken itself says so, and gives what is left', () => {
  it.each(broken)('%s', async (_, bytes, expected) => {
    expect(fates(await pack('x.zip', bytes))).toEqual(expected);
  });
});

const shapes = ['marked', 'plain', 'marked 64', 'plain 64'] as const;

describe('a zip that has lost its directory is read by the headers of its files', () => {
  const cut = (parts: Part[], lost: number): Buffer => zip(parts).subarray(0, -lost);

  it.each(shapes)('sizes behind the data: %s', async (later) => {
    const parts: Part[] = [
      { ...other, later },
      { name: 'stored.log', data: log, stored: true, later },
      { name: 'in.zip', data: zip([{ name: 'inner.log', data: log }]), stored: true, later },
      { ...good, later },
    ];
    expect(fates(await pack('x.zip', cut(parts, 30)))).toEqual({
      'x.zip': 'damaged',
      ...both,
      'stored.log': 'read',
      'in.zip/inner.log': 'read',
    });
  });

  it('one wrong checksum, one size that is a lie', async () => {
    const parts: Part[] = [{ ...other, crc: 1 }, { name: 'a.log', data: log, length: 9e8 }, good];
    expect(fates(await pack('x.zip', cut(parts, 30)))).toEqual({
      'x.zip': 'damaged',
      'other.log': 'bad-crc',
      'a.log': 'read',
      'Logs/DDM.log': 'read',
    });
  });
});

describe('what is made to exhaust the reader takes no more than its own bytes can give', () => {
  it('250 entries on the same bytes: the first is read', async () => {
    const over = Array.from({ length: 249 }, (_, i): Part => ({ name: `${i}.log`, data: log, over: 0 }));
    const evidence = await pack('x.zip', zip([good, ...over]));
    expect(tally(fates(evidence))).toEqual({ read: 1, damaged: 249 });
    expect(hitsOf(evidence)).toEqual([hit]);
  });

  it('250 entries, each within the one before: each ends where the next begins', async () => {
    const parts = Array.from({ length: 250 }, (_, i): Part => ({ name: `${i}.log`, data: log, length: 9e8 }));
    expect(tally(fates(await pack('x.zip', zip(parts))))).toEqual({ read: 250 });
  });

  it('100,000 entries: as many as the limit allows, logs first, and it says so', async () => {
    const many: Part = { name: 'a.txt', data: 'x', stored: true, times: 100_000 };
    const before = process.memoryUsage().rss;
    const evidence = await pack('x.zip', zip([many, good]), { entries: 500 });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect(evidence.files).toHaveLength(501);
    expect(fates(evidence)).toMatchObject({ 'x.zip': 'too-many-entries', 'Logs/DDM.log': 'read' });
  });

  it('20 names of 30,000 folders', async () => {
    const deep = Array.from(
      { length: 20 },
      (_, i): Part => ({ name: `${'a/'.repeat(32_000)}${i}/`, data: '' }),
    );
    const evidence = await pack(
      'x.zip',
      zip([...deep, { name: `${'a/'.repeat(30_000)}DDM.log`, data: log }]),
    );
    expect(evidence.hits).toHaveLength(1);
    expect(evidence.files).toHaveLength(1);
    expect(evidence.files[0]?.name.length).toBeLessThan(300);
  });

  it('one name 5,000 times', async () => {
    const parts = Array.from({ length: 5000 }, (): Part => ({ name: 'a.log', data: 'x', stored: true }));
    const evidence = await pack('x.zip', zip(parts));
    expect(new Set(evidence.files.map((each) => each.name)).size).toBe(5000);
  });

  it('marks of headers and ends without number', async () => {
    const marks = ['PK\x03\x04', 'PK\x05\x06', 'PK\x03\x04\x14\0\x08\0\x08\0'];
    for (const mark of marks) {
      const bytes = Buffer.alloc(4 * 1024 * 1024, mark, 'latin1');
      bytes.write('PK\x03\x04', 0, 'latin1');
      expect(fates(await pack('x.zip', bytes, { entries: 50 }))).toMatchObject({ 'x.zip': 'damaged' });
    }
  });
});
