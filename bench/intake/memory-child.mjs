import fs from 'node:fs';
import { openReader } from '../reader.mjs';

const [zipFile, truthFile, patternsFile, workers] = process.argv.slice(2);

/** Kilobytes. Linux hands a parent's maxRSS down to its children; the high-water mark of this process stands elsewhere. */
function peak() {
  const status = '/proc/self/status';
  if (!fs.existsSync(status)) return process.resourceUsage().maxRSS;
  return Number(/VmHWM:\s*([0-9]+)/.exec(fs.readFileSync(status, 'utf8'))[1]);
}

const patterns = JSON.parse(fs.readFileSync(patternsFile, 'utf8'));
const reader = await openReader(patterns, Number(workers));
const zip = fs.readFileSync(zipFile);
const size = zip.length; // The reader takes the bytes over.
const evidence = await reader.read(zip);
const megabytes = (peak() * 1024 - size) / 1e6;
await reader.close();

// The bench's own knowledge of the truth has no part in the peak.
const { contents } = await import('../corpus/shelf.mjs');
const { differences } = await import('./check.mjs');
const known = patterns.signatures.length + patterns.detectors.length;
const wrong = differences(evidence, { files: contents(truthFile).files, known });
console.log(JSON.stringify({ megabytes, wrong }));
