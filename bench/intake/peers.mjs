import fs from 'node:fs';
import { patterns } from '../corpus/knowledge.mjs';
import { inTurn } from '../measure.mjs';
import { left, row } from '../table.mjs';
import { naiveReader } from './naive.mjs';
import { reading } from './reading.mjs';
import { unzipGrep } from './unzip-grep.mjs';

const NAIVE = 'the naive reader beside the whole job';
const GREP = 'unzip -p into grep -c -F -f beside the whole job';

/** How many times as long others take: the naive reader, whose time for a part counts for the whole, and `unzip | grep`. */
export async function peerRows(corpus, { rounds, part }) {
  const naive = naiveReader(corpus, part, patterns(300));
  const grep = unzipGrep(corpus.zip, patterns(300));
  const time = await inTurn(rounds, {
    whole: await reading(corpus, 300, 1),
    naive,
    ...(grep ? { grep } : {}),
  });
  const whole = time.whole / corpus.bytes;
  const size = `${Math.round(fs.statSync(corpus.zip).size / 1e6)} MB`;
  return [
    row(NAIVE, time.naive / naive.bytes / whole, { atLeast: 100, digits: 1 }),
    grep
      ? row(GREP, time.grep / time.whole, { atLeast: 1, note: `zip of ${size}` })
      : left(GREP, 'unzip or grep is missing here'),
  ];
}
