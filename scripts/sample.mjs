import fs from 'node:fs';
import path from 'node:path';
import { sampleFiles } from './sample-logs.js';
import { zipUp } from './zip-up.mjs';

const target = path.resolve('sample.zip');
const files = sampleFiles();
fs.writeFileSync(target, zipUp(files));

console.log(
  `Written: ${target} (${files.length} logs of a site whose clients lost the cloud management gateway)`,
);
console.log('Next:    npx mecm-triage diagnose sample.zip');
