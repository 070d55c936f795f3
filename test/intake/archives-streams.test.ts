import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { zip } from '../support/zip-writer';
import { bulk, good, hit, log, pack } from './packs';
import { ccm, fates, hitsOf, RDR } from './patterns';

const lines = bulk.split(/(?<=\n)/);
/** So many records, some 150 bytes each. */
const records = (count: number): string => lines.slice(0, count).join('');

/** Deflated without an end: more may follow. */
const open = (text: string, level = 6): Buffer =>
  deflateRawSync(text, { level, finishFlush: constants.Z_FULL_FLUSH });
const BAD_BLOCK = Buffer.alloc(50, 255);
/** The header of a stored block whose two lengths contradict each other. */
const BAD_LENGTH = Buffer.from([0, 9, 9, 9, 9]);
/** A block of the fixed code: a copy from one byte back, where there is none. */
const TOO_FAR = Buffer.from([3, 1, 0, 0]);

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 255;
  return copy;
};

const broken: readonly [what: string, packed: Buffer, fate: string, records: number][] = [
  ['a broken block first', BAD_BLOCK, 'damaged', 0],
  ['a broken block behind 49 KB', Buffer.concat([open(records(332)), BAD_BLOCK]), 'read cut:damaged', 332],
  ['a broken block behind 130 KB', Buffer.concat([open(records(901)), BAD_BLOCK]), 'read cut:damaged', 901],
  [
    'a broken block in the middle of 600 KB',
    Buffer.concat([open(records(2345)), BAD_LENGTH, deflateRawSync(records(1655))]),
    'read cut:damaged',
    2345,
  ],
  [
    'a block of stored bytes, then a broken one',
    Buffer.concat([open(records(7), 0), BAD_BLOCK]),
    'read cut:damaged',
    7,
  ],
  ['a copy of nothing', TOO_FAR, 'damaged', 0],
  ['no end', open(records(901)), 'read cut:damaged', 901],
  ['no bytes at all', Buffer.alloc(0), 'empty', 0],
];

describe('a broken entry is read up to the damage', () => {
  it.each(broken)('%s', async (_, packed, fate, count) => {
    const data = fate === 'empty' ? '' : bulk;
    const evidence = await pack('x.zip', zip([{ name: 'a.log', data, packed }, good]));
    expect(fates(evidence)).toEqual({ 'a.log': fate, 'Logs/DDM.log': 'read' });
    const [first] = evidence.files;
    expect(first?.read ? first.records : 0).toBe(count);
    expect(hitsOf(evidence)).toEqual([hit]);
  });

  it('no bytes where the checksum is that of some', async () => {
    const evidence = await pack('x.zip', zip([{ name: 'a.log', data: log, packed: Buffer.alloc(0) }]));
    expect(fates(evidence)).toEqual({ 'a.log': 'damaged' });
  });

  it('what stands right before the damage is found, and broken entries beside it change nothing', async () => {
    const told = Array.from({ length: 9 }, (_, i) => records(i * 200) + ccm(RDR));
    const parts = told.flatMap((text, i) => [
      { name: `${i}/DDM.log`, data: bulk, packed: Buffer.concat([open(text), BAD_BLOCK]) },
      { name: `${i}/whole/DDM.log`, data: text },
    ]);
    const evidence = await pack('x.zip', zip(parts));
    expect(hitsOf(evidence).sort()).toEqual(
      told
        .flatMap((_, i) => [
          `bad-rdr@${i}/DDM.log:${i * 200 + 1}`,
          `bad-rdr@${i}/whole/DDM.log:${i * 200 + 1}`,
        ])
        .sort(),
    );
  });
});

const one = gzipSync(records(500));
const two = gzipSync(lines.slice(500, 901).join(''));

const gzips: readonly [what: string, bytes: Buffer, fate: string, records: number][] = [
  ['CRLF behind it', Buffer.concat([one, Buffer.from('\r\n')]), 'read', 500],
  ['one LF behind it', Buffer.concat([one, Buffer.from('\n')]), 'read', 500],
  ['junk behind it', Buffer.concat([one, Buffer.alloc(5000, 'junk')]), 'read', 500],
  ['zeros behind it', Buffer.concat([one, Buffer.alloc(700)]), 'read', 500],
  ['zeros and junk behind it', Buffer.concat([one, Buffer.alloc(9), BAD_BLOCK]), 'read', 500],
  ['two members', Buffer.concat([one, two]), 'read', 901],
  ['two members and junk', Buffer.concat([one, two, BAD_BLOCK]), 'read', 901],
  ['cut off in its checksum', one.subarray(0, -6), 'read cut:damaged', 500],
  ['a wrong checksum', flipped(one, one.length - 6), 'read cut:damaged', 500],
  [
    'a broken block in it',
    Buffer.concat([one.subarray(0, 10), open(records(400)), BAD_BLOCK]),
    'read cut:damaged',
    400,
  ],
  [
    'a second member with a broken block',
    Buffer.concat([one, two.subarray(0, 10), BAD_BLOCK]),
    'read cut:damaged',
    500,
  ],
  ['cut off in the header', one.subarray(0, 9), 'damaged', 0],
];

describe('a gz is read up to the damage, and what is behind it is no damage', () => {
  it.each(gzips)('%s', async (_, bytes, fate, count) => {
    const evidence = await pack('a.log.gz', bytes);
    expect(fates(evidence)).toEqual({ 'a.log': fate });
    const [first] = evidence.files;
    expect(first?.read ? first.records : 0).toBe(count);
  });
});
