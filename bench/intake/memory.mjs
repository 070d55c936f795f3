import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { doubled } from '../corpus/corpus.mjs';
import { patterns } from '../corpus/knowledge.mjs';
import { laid } from '../corpus/shelf.mjs';
import { row } from '../table.mjs';
import { blame } from './reading.mjs';

const CHILD = fileURLToPath(new URL('memory-child.mjs', import.meta.url));
const KNOWN = 300;
const WORKERS = 2;
const run = promisify(execFile);

/** The least of several runs, each in a process of its own. */
async function memoryOf(corpus, rounds) {
  const known = laid('patterns.json', JSON.stringify(patterns(KNOWN)));
  const peaks = [];
  for (let i = 0; i < rounds; i++) {
    const args = [CHILD, corpus.zip, corpus.truth, known, String(WORKERS)];
    const { stdout } = await run(process.execPath, args, { maxBuffer: 1e9 });
    const { megabytes, wrong } = JSON.parse(stdout);
    blame(`memory, ${corpus.zip}`, wrong);
    peaks.push(megabytes);
  }
  return Math.min(...peaks);
}

/** What an analysis holds beside the zip, Node itself included, and whether it holds more of a zip twice as large. */
export async function memoryRows(corpus, megabytes, rounds) {
  const twice = await doubled(corpus);
  const once = await memoryOf(corpus, rounds);
  const double = await memoryOf(twice, rounds);
  const limit = { atMost: 150, unit: 'MB', digits: 0 };
  return [
    row(`memory beside the zip, ${megabytes} MB of logs`, once, limit),
    row(`memory beside the zip, ${2 * megabytes} MB of logs`, double, limit),
    row('memory for twice the logs beside once', double / once, { atMost: 1.1 }),
  ];
}
