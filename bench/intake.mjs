import { corpus } from './corpus/corpus.mjs';
import { encodingRows } from './intake/encodings.mjs';
import { memoryRows } from './intake/memory.mjs';
import { peerRows } from './intake/peers.mjs';
import { closeReaders } from './intake/reading.mjs';
import { speedRows } from './intake/speed.mjs';
import { stopRows } from './intake/stops.mjs';

const FULL = { megabytes: 1000, encodings: 100, part: 20e6, rounds: 3 };
const QUICK = { megabytes: 100, encodings: 20, part: 5e6, rounds: 3 };

/** How fast logs are read and what it takes, each figure a ratio of works done in turn, each answer checked. */
export async function intakeRows(quick) {
  const { megabytes, encodings, part, rounds } = quick ? QUICK : FULL;
  const logs = await corpus({ megabytes });
  try {
    return [
      ...(await memoryRows(logs, megabytes, rounds)),
      ...(await stopRows(logs, rounds)),
      ...(await speedRows(logs, rounds)),
      ...(await peerRows(logs, { rounds, part })),
      ...(await encodingRows(encodings, rounds)),
    ];
  } finally {
    await closeReaders();
  }
}
