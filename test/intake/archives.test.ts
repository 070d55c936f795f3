import { crc32, gzipSync } from 'node:zlib';
import { read } from '../../src/intake/read';
import { field, type Part, zip } from '../support/zip-writer';
import { bulk, good, hit, log, pack } from './packs';
import { fates, file, hitsOf, PATTERNS } from './patterns';

const zeros = Buffer.alloc(20 * 1024 * 1024);
const path = (name: string, of: string): Buffer => {
  const sum = Buffer.alloc(5, 1);
  sum.writeUInt32LE(crc32(of), 1);
  return field(0x7075, Buffer.concat([sum, Buffer.from(name)]));
};

const archives: readonly [what: string, parts: Part[], fates: Record<string, string>][] = [
  ['a plain zip', [], {}],
  ['an empty file', [{ name: 'a.log', data: '' }], { 'a.log': 'empty' }],
  ['a file never flushed', [{ name: 'a.log', data: Buffer.alloc(5000) }], { 'a.log': 'nul-only' }],
  ['a stored file', [{ name: 'a.log', data: log, stored: true }], { 'a.log': 'read' }],
  ['a folder', [{ name: 'Logs/', data: '', stored: true }], {}],
  ['an encrypted entry', [{ name: 'a.log', data: log, flags: 1 }], { 'a.log': 'encrypted' }],
  ['deflate64', [{ name: 'a.log', data: log, method: 9 }], { 'a.log': 'unsupported-method' }],
  ['a wrong checksum', [{ name: 'a.log', data: log, crc: 1 }], { 'a.log': 'bad-crc' }],
  ['a stored wrong checksum', [{ name: 'a.log', data: log, crc: 1, stored: true }], { 'a.log': 'bad-crc' }],
  ['broken deflate', [{ name: 'a.log', data: log, packed: Buffer.alloc(50, 255) }], { 'a.log': 'damaged' }],
  ['a size said too small', [{ name: 'a.log', data: log, size: 1 }], { 'a.log': 'read' }],
  ['a size said to be 4 GB', [{ name: 'a.log', data: log, size: 0xfffffffe }], { 'a.log': 'read' }],
  [
    'a name twice',
    [
      { name: 'a.log', data: log },
      { name: 'a.log', data: log },
    ],
    { 'a.log': 'read', 'x.zip/a.log': 'read' },
  ],
  [
    'a CP932 name that ends in 0x5C',
    [{ name: Buffer.from([0x97, 0x5c, 0x92, 0xe8, 0x95, 0x5c]), data: log }],
    { 予定表: 'read' },
  ],
  ['a UTF-8 name', [{ name: '予定表.log', data: log, flags: 0x800 }], { '予定表.log': 'read' }],
  ['a name that climbs', [{ name: '../../etc/passwd', data: log }], { '../../etc/passwd': 'read' }],
  ['backslashes', [{ name: 'Logs\\x.log', data: log }], { 'Logs/x.log': 'read' }],
  [
    'a zip in it',
    [{ name: 'in.zip', data: zip([{ name: 'b.log', data: log }]) }],
    { 'in.zip/b.log': 'read' },
  ],
  ['a gz in it', [{ name: 'b.log.gz', data: gzipSync(log) }], { 'b.log': 'read' }],
  [
    'a third level',
    [
      {
        name: 'in.zip',
        data: zip([
          { name: 'deep.zip', data: zip([good]) },
          { name: 'b.log', data: log },
        ]),
      },
    ],
    { 'in.zip/deep.zip': 'too-deep', 'in.zip/b.log': 'read' },
  ],
  [
    'a damaged zip in it',
    [{ name: 'in.zip', data: zip([good]).subarray(0, 60) }],
    { 'in.zip': 'damaged', 'in.zip/Logs/DDM.log': 'damaged' },
  ],
  ['20 MB of zeros', [{ name: 'bomb.log', data: zeros }], { 'bomb.log': 'ratio' }],
  [
    'a program',
    [{ name: 'a.exe', data: Buffer.from('MZ\x90\0'.padEnd(400, '\x01'), 'latin1') }],
    { 'a.exe': 'not-a-log' },
  ],
  [
    'bytes of no kind',
    [{ name: 'a.bin', data: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 167) & 255)) }],
    { 'a.bin': 'not-a-log' },
  ],
  ['AES', [{ name: 'a.log', data: log, method: 99 }], { 'a.log': 'encrypted' }],
  ['a packed size of 4 GB', [{ name: 'a.log', data: log, length: 0xfffffffe }], { 'a.log': 'read' }],
  ['a stored size of 4 GB', [{ name: 'a.log', data: log, length: 9e8, stored: true }], { 'a.log': 'read' }],
  ['a packed size too small', [{ name: 'a.log', data: log, length: 5 }], { 'a.log': 'damaged' }],
  ['zip64 sizes', [{ name: 'a.log', data: log, wide: true }], { 'a.log': 'read' }],
  [
    'zip64 sizes over 4 GB',
    [{ name: 'a.log', data: log, wide: true, length: 2 ** 33, size: 2 ** 34 }],
    { 'a.log': 'read' },
  ],
  ['sizes behind the data', [{ name: 'a.log', data: log, later: 'marked' }], { 'a.log': 'read' }],
  ['sizes behind without a mark', [{ name: 'a.log', data: log, later: 'plain' }], { 'a.log': 'read' }],
  [
    'zip64 sizes behind',
    [{ name: 'a.log', data: log, later: 'marked 64', stored: true }],
    { 'a.log': 'read' },
  ],
  ['a link', [{ name: 'a.log', data: '../DDM.log', link: true }], { 'a.log': 'symlink' }],
  ['an absolute name', [{ name: 'C:\\Windows\\..\\a.log', data: log }], { 'C:/Windows/../a.log': 'read' }],
  ['no name', [{ name: '', data: log }], { '?': 'read' }],
  ['a log that calls itself a folder', [{ name: 'a.log/', data: log }], { 'a.log/': 'read' }],
  ['controls in a name', [{ name: 'a\u202e\n.log', data: log }], { 'a.log': 'read' }],
  ['a UTF-8 name without the flag', [{ name: 'ログ.log', data: log }], { 'ログ.log': 'read' }],
  ['a name as macOS writes it', [{ name: 'ログ.log'.normalize('NFD'), data: log }], { 'ログ.log': 'read' }],
  [
    'a Unicode path',
    [{ name: '___.log', data: log, extra: path('予定.log', '___.log') }],
    { '予定.log': 'read' },
  ],
  [
    'the Unicode path of another name',
    [{ name: 'b.log', data: log, extra: path('c.log', 'a.log') }],
    { 'b.log': 'read' },
  ],
  [
    'an extra field cut off',
    [{ name: 'a.log', data: log, extra: Buffer.from([1, 0, 99, 0, 1]) }],
    { 'a.log': 'read' },
  ],
  [
    'a gz cut off',
    [{ name: 'b.log.gz', data: gzipSync(bulk).subarray(0, -20), stored: true }],
    { 'b.log': 'read cut:damaged' },
  ],
  ['a gz of zeros', [{ name: 'b.log.gz', data: gzipSync(zeros) }], { 'b.log': 'ratio' }],
];

describe('a zip is read to its end, whatever is in it', () => {
  it.each(archives)('%s', async (_, parts, expected) => {
    const evidence = await pack('x.zip', zip([...parts, good]));
    expect(fates(evidence)).toEqual({ ...expected, 'Logs/DDM.log': 'read' });
    expect(hitsOf(evidence)).toContain(hit);
  });
});

const whole = zip([{ name: 'first.log', data: bulk }, good]);

const limited: readonly [what: string, limits: object, fates: Record<string, string>][] = [
  ['entries', { entries: 1 }, { 'x.zip': 'too-many-entries', 'first.log': 'read' }],
  ['the archive', { archive: 100 }, { 'x.zip': 'too-large' }],
  ['one entry', { entry: 10_000 }, { 'first.log': 'too-large', 'Logs/DDM.log': 'read' }],
  ['all of it', { inflated: 10_000 }, { 'first.log': 'budget', 'Logs/DDM.log': 'budget' }],
  ['the time', { time: -1 }, { 'x.zip': 'time' }],
];

describe('what is over a limit is named', () => {
  it.each(limited)('%s', async (_, limits, expected) => {
    expect(fates(await pack('x.zip', whole, limits))).toEqual(expected);
  });
});

it('reads up to the limit what began well', async () => {
  const many = zip([{ name: 'DDM.log', data: log + bulk + bulk + bulk }]);
  const evidence = await pack('x.zip', many, { entry: 600_000 });
  expect(fates(evidence)).toEqual({ 'DDM.log': 'read cut:too-large' });
  expect(hitsOf(evidence)).toEqual(['bad-rdr@DDM.log:1']);
});

it('stops where it is told to', async () => {
  const evidence = await read({ text: '', uploads: [file('x.zip', whole)] }, PATTERNS, {
    signal: AbortSignal.abort(),
  });
  expect(fates(evidence)).toEqual({ 'x.zip': 'time' });
});

it('tells two archives with the same names apart, and keeps what was skipped before', async () => {
  const uploads = [file('a.zip', zip([good])), file('b.zip', zip([good])), file('DDM.log.gz', gzipSync(log))];
  const skipped = [{ name: 'c.zip', read: false, reason: 'download-missing' } as const];
  const evidence = await read({ text: '', uploads, skipped }, PATTERNS);
  expect(fates(evidence)).toEqual({
    'c.zip': 'download-missing',
    'Logs/DDM.log': 'read',
    'b.zip/Logs/DDM.log': 'read',
    'DDM.log': 'read',
  });
  expect(evidence.hits).toHaveLength(3);
});
