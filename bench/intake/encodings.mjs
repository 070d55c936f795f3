import { corpus } from '../corpus/corpus.mjs';
import { inTurn } from '../measure.mjs';
import { row } from '../table.mjs';
import { reading } from './reading.mjs';

const ENCODINGS = ['utf-8', 'utf-16le', 'cp932', 'mixed'];

/** What a byte of each encoding costs beside a byte of UTF-8. Every file is of Japanese Windows, and more of it is planted. */
export async function encodingRows(megabytes, rounds) {
  const works = {};
  const bytes = {};
  for (const encoding of ENCODINGS) {
    const logs = await corpus({ megabytes, encoding, japanese: 1, plants: 0.001 });
    works[encoding] = await reading(logs, 300, 1);
    bytes[encoding] = logs.bytes;
  }
  const time = await inTurn(rounds, works);
  const cost = (encoding) => time[encoding] / bytes[encoding];
  return ENCODINGS.slice(1).map((encoding) =>
    row(`a byte of ${encoding} beside one of utf-8`, cost(encoding) / cost('utf-8'), { atMost: 1.5 }),
  );
}
