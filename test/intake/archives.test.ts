import { gzipSync } from 'node:zlib';
import { read } from '../../src/intake/read';
import { type Part, zip } from '../support/zip-writer';
import { ccm, fates, file, hitsOf, PATTERNS, RDR } from './patterns';

const log = ccm(RDR);
const good: Part = { name: 'Logs/DDM.log', data: log };
const hit = 'bad-rdr@Logs/DDM.log:1';
const zeros = Buffer.alloc(20 * 1024 * 1024);
const magic = (text: string): Buffer => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(400, 1)]);
const tar = Buffer.alloc(1024, 'a');
tar.write('ustar', 257, 'latin1');
const bulk = Array.from({ length: 4000 }, (_, i) => ccm(`line ${(i * 2654435761) >>> 7}`)).join('');

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
  ['7z', [{ name: 'a.7z', data: magic('7z\xbc\xaf\x27\x1c') }], { 'a.7z': 'archive-7z' }],
  ['rar', [{ name: 'a.log', data: magic('Rar!\x1a\x07') }], { 'a.log': 'archive-rar' }],
  ['cab', [{ name: 'a.cab', data: magic('MSCF\0\0\0\0') }], { 'a.cab': 'archive-cab' }],
  ['tar', [{ name: 'a.tar', data: tar }], { 'a.tar': 'archive-tar' }],
  ['tar.gz', [{ name: 'a.tar.gz', data: gzipSync(tar) }], { 'a.tar': 'archive-tar' }],
  ['an image', [{ name: 'a.png', data: magic('\x89PNG\r\n\x1a\n') }], { 'a.png': 'image' }],
  ['a program', [{ name: 'a.exe', data: magic('MZ\x90\0') }], { 'a.exe': 'not-a-log' }],
  [
    'bytes of no kind',
    [{ name: 'a.bin', data: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 167) & 255)) }],
    { 'a.bin': 'not-a-log' },
  ],
];

const pack = (name: string, bytes: Uint8Array, limits = {}) =>
  read({ text: '', uploads: [file(name, bytes)] }, PATTERNS, { limits });

describe('a zip is read to its end, whatever is in it', () => {
  it.each(archives)('%s', async (_, parts, expected) => {
    const evidence = await pack('x.zip', zip([...parts, good]));
    expect(fates(evidence)).toEqual({ ...expected, 'Logs/DDM.log': 'read' });
    expect(hitsOf(evidence)).toContain(hit);
  });
});

const whole = zip([{ name: 'first.log', data: bulk }, good]);

const broken: readonly [what: string, bytes: Uint8Array, fates: Record<string, string>][] = [
  ['nothing', Buffer.alloc(0), { 'x.zip': 'empty' }],
  ['an empty zip', zip([]), { 'x.zip': 'empty' }],
  ['a web page', Buffer.from('<html>Sign in</html>'), { 'x.zip': 'damaged' }],
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
  ['more entries said than are there', zip([good], 3), { 'x.zip': 'damaged', 'Logs/DDM.log': 'read' }],
  [
    'cut off in the directory',
    whole.subarray(0, -60),
    { 'x.zip': 'damaged', 'first.log': 'read', 'Logs/DDM.log': 'read' },
  ],
  ['cut off in an entry', whole.subarray(0, 20_000), { 'x.zip': 'damaged', 'first.log': 'read cut:damaged' }],
];

describe('an archive that is broken itself says so, and gives what is left', () => {
  it.each(broken)('%s', async (_, bytes, expected) => {
    expect(fates(await pack('x.zip', bytes))).toEqual(expected);
  });
});

const limited: readonly [what: string, limits: object, fates: Record<string, string>][] = [
  ['entries', { entries: 1 }, { 'x.zip': 'too-many-entries' }],
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

it('is not slowed down by a deep name', async () => {
  const started = Date.now();
  const evidence = await pack(
    'x.zip',
    zip([
      { name: 'a/'.repeat(32_700), data: '' },
      { name: `${'a/'.repeat(30_000)}DDM.log`, data: log },
    ]),
  );
  expect(Date.now() - started).toBeLessThan(2000);
  expect(evidence.hits).toHaveLength(1);
  expect(evidence.files[0]?.name.length).toBeLessThan(300);
});

it('is not slowed down by one name 5,000 times', async () => {
  const started = Date.now();
  const evidence = await pack(
    'x.zip',
    zip(Array.from({ length: 5000 }, () => ({ name: 'a.log', data: 'x', stored: true }))),
  );
  expect(new Set(evidence.files.map((each) => each.name)).size).toBe(5000);
  expect(Date.now() - started).toBeLessThan(5000);
});

it('keeps the event loop free and tells how far it is', async () => {
  let beats = 0;
  const seen: number[] = [];
  const timer = setInterval(() => beats++, 1);
  const evidence = await read(
    { text: '', uploads: [file('x.zip', zip([{ name: 'a.log', data: bulk.repeat(8) }, good]))] },
    PATTERNS,
    {
      onProgress: ({ done, total }) => seen.push(done / total),
    },
  );
  clearInterval(timer);
  expect(beats).toBeGreaterThan(3);
  expect(seen.at(-1)).toBe(1);
  expect(hitsOf(evidence)).toEqual([hit]);
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
