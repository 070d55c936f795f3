import { gzipSync } from 'node:zlib';
import type { Upload } from '../../src/domain';
import { openReader } from '../../src/intake/pool';
import { type Input, read } from '../../src/intake/read';
import { type Part, zip } from '../support/zip-writer';
import { bulk, good, log, tally } from './packs';
import { ccm, fates, file, hitsOf, PATTERNS, RDR } from './patterns';

const reader = openReader(PATTERNS, { workers: 2 });
afterAll(() => reader.close());

/** A case that knows somebody already, so that whoever reads masks alike. */
const names = { '0123456789abcdef:somebody': '<user-1>' };
const about = (uploads: readonly Upload[], text = ''): Input => ({ text, uploads, names });

const said = (who: string): string =>
  ccm(`Copied C:\\Users\\${who}\\a.txt to \\\\srv\\${who}$, error 0x80070005.`) +
  ccm(`${who}@contoso.com はアクセスを拒否されました。`, '09:12:46.657-540', '06-02-2022', '3') +
  ccm(RDR);
const text = (n: number): string => said(['taro', 'hanako', `pc${n}`][n % 3] ?? '');
const encoded: readonly ((of: string) => Buffer)[] = [
  (of) => Buffer.from(of),
  (of) => Buffer.from(`\ufeff${of}`),
  (of) => Buffer.from(`\ufeff${of}`, 'utf16le'),
  (of) => Buffer.from(of, 'utf16le').swap16(),
  (of) => Buffer.from(of.replace(/は.*。/, ' größer'), 'latin1'),
];
const inside = (n: number): Buffer =>
  zip([
    { name: 'DDM.log', data: text(n) },
    { name: 'DDM.lo_.gz', data: gzipSync(text(n + 1)) },
  ]);
const logs = encoded.flatMap((encode, i): Part[] =>
  [0, 1, 2].map((n) => ({ name: `Logs/${i}-${n}.log`, data: encode(text(n)), stored: n === 1 })),
);
/** Stored, so that they weigh enough for every thread to have its part. */
const heavy = Array.from(
  { length: 6 },
  (_, n): Part => ({ name: `Bulk/${n}.log`, data: bulk + text(n), stored: true }),
);
const parts: readonly Part[] = [
  ...logs,
  good,
  good,
  ...heavy,
  { name: 'in.zip', data: inside(1) },
  { name: 'again/in.zip', data: inside(2) },
  { name: 'half.zip', data: inside(3).subarray(0, 200) },
  { name: 'wrong.log', data: log, crc: 1 },
  { name: 'locked.log', data: log, flags: 1 },
  { name: 'broken.log', data: log, packed: Buffer.alloc(50, 255) },
  { name: 'empty.log', data: '' },
  { name: 'deep.zip', data: zip([{ name: 'deeper.zip', data: zip([good]) }]) },
  { name: 'tool.exe', data: Buffer.from('MZ\x90\0'.padEnd(400, '\x01'), 'latin1') },
];
const whole = zip(parts);
const cut = whole.subarray(0, whole.length - 3000);
const shared = Buffer.from(new SharedArrayBuffer(cut.length));
shared.set(cut);

const readable: readonly [what: string, input: Input][] = [
  ['a zip of many files', about([file('support.zip', whole)])],
  ['a zip whose end is lost, in shared memory', about([file('support.zip', shared)])],
  [
    'the same zip twice, a log and a gz',
    about([
      ...['a.zip', 'b.zip'].map((name) => file(name, zip(parts.slice(0, 12)))),
      file('DDM.log', text(2)),
      file('CMUpdate.log.gz', gzipSync(text(0))),
    ]),
  ],
  ['words and a file', about([file('DDM.log', text(1))], text(0))],
  ['words alone', about([], text(0))],
  ['a file without a byte', about([file('empty.log', ''), file('empty.zip', '')])],
];

/** The reader takes big uploads over. */
const copyOf = (input: Input): Input => ({
  ...input,
  uploads: input.uploads.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) })),
});

describe('threads read the same as one thread does', () => {
  it.each(readable)('%s', async (_, input) => {
    expect(await reader.read(copyOf(input))).toEqual(await read(input, PATTERNS));
  });

  it('of two analyses at once', async () => {
    const one = about([file('one.zip', whole)]);
    const other = about([file('other.zip', zip([...logs.slice(3), ...heavy.slice(2)]))], said('jiro'));
    const [first, second] = await Promise.all([one, other].map((input) => reader.read(copyOf(input))));
    expect(first).toEqual(await read(one, PATTERNS));
    expect(second).toEqual(await read(other, PATTERNS));
  });
});

/** As many turns of the event loop. */
async function turns(many: number): Promise<'turned'> {
  for (let i = 0; i < many; i++) await new Promise((go) => setImmediate(go));
  return 'turned';
}

it('the event loop goes on while threads read', async () => {
  const reading = reader.read(about([file('x.zip', Buffer.from(whole))]));
  expect(await Promise.race([reading.then(() => 'read'), turns(20)])).toBe('turned');
  expect(hitsOf(await reading)).toContain('bad-rdr@Logs/DDM.log:1');
});

it('progress never goes back and ends at the total', async () => {
  const seen: number[] = [];
  const uploads = [file('x.zip', Buffer.from(whole)), file('DDM.log', log)];
  await reader.read(about(uploads), {
    onProgress: ({ done, total }) => seen.push(done / total),
  });
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

describe('what nobody waits for is not read to its end', () => {
  const long = () =>
    file(
      'x.zip',
      zip(Array.from({ length: 30 }, (_, n) => ({ name: `${n}.log`, data: bulk, stored: true }))),
    );

  it('from the beginning', async () => {
    const evidence = await reader.read(about([long()]), { signal: AbortSignal.abort() });
    expect(fates(evidence)).toEqual({ 'x.zip': 'time' });
  });

  it('in the middle', async () => {
    const stop = new AbortController();
    const reading = reader.read(about([long()]), { signal: stop.signal });
    await turns(1);
    stop.abort();
    expect(Object.values(fates(await reading)).join()).toMatch(/\btime$/);
  });
});

it('all threads draw on one budget', async () => {
  const files = Array.from({ length: 12 }, (_, n) => ({ name: `${n}.log`, data: bulk, stored: true }));
  const most = Math.floor(3.5 * bulk.length);
  const evidence = await reader.read(about([file('x.zip', zip(files))]), { limits: { inflated: most } });
  const { read: complete = 0, budget = 0 } = tally(fates(evidence));
  expect(complete).toBeLessThanOrEqual(3);
  expect(budget).toBeGreaterThanOrEqual(12 - 3 - 2);
});
