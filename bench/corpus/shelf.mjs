import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(os.tmpdir(), 'mecm-triage-bench');
const HERE = import.meta.dirname;

/** Writes a file that other programs need, beside the zips; returns where it is. */
export function laid(name, text) {
  const file = path.join(ROOT, name);
  fs.mkdirSync(ROOT, { recursive: true });
  fs.writeFileSync(file, text);
  return file;
}

/** The generator's own text: what an older one made is not used. */
function generator() {
  const hash = createHash('sha256');
  for (const name of fs.readdirSync(HERE).sort()) hash.update(fs.readFileSync(path.join(HERE, name)));
  return hash.digest('hex').slice(0, 8);
}

/** A zip and the truth about it, made once: `make(zipFile)` writes the zip and returns `files`. Older ones of this name are removed. */
export async function shelved(name, make) {
  const version = generator();
  const zip = path.join(ROOT, `${name}.${version}.zip`);
  const truth = path.join(ROOT, `${name}.${version}.json`);
  if (!fs.existsSync(truth)) {
    fs.mkdirSync(ROOT, { recursive: true });
    for (const old of fs.readdirSync(ROOT).filter((each) => each.startsWith(`${name}.`)))
      fs.rmSync(path.join(ROOT, old));
    console.error(`making ${zip}`);
    fs.writeFileSync(truth, JSON.stringify(await make(zip)));
  }
  return { name, zip, truth, ...contents(truth) };
}

/** The truth about a zip: `files` in the order of the zip, and their bytes in all once inflated. */
export function contents(truth) {
  const files = JSON.parse(fs.readFileSync(truth, 'utf8'));
  return { files, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}
