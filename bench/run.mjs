import { wrong } from './intake/reading.mjs';
import { intakeRows } from './intake.mjs';
import { serverRows } from './server.mjs';
import { print } from './table.mjs';

const SHOWN = 10;
const PARTS = { intake: intakeRows, server: serverRows };
const quick = process.argv.includes('--quick');
const named = Object.keys(PARTS).filter((part) => process.argv.includes(part));

const rows = [];
for (const part of named.length > 0 ? named : Object.keys(PARTS)) rows.push(...(await PARTS[part](quick)));
print(rows);

for (const { what, found } of wrong) {
  console.error(`\nWRONG: ${what}: ${found.length} differences`);
  for (const each of found.slice(0, SHOWN)) console.error(`  ${each.slice(0, 400)}`);
}
process.exitCode = wrong.length > 0 ? 1 : 0;
