import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { awaitLine } from './await-line.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Starts the built server on a free loopback port with a data folder of its own.
 * Resolves when it listens to its address, its process, and `stop`, which ends it and removes the folder.
 */
export async function startBot(env = {}) {
  const entry = path.join(root, 'dist/index.js');
  if (!fs.existsSync(entry)) throw new Error('dist/index.js is missing: run "npm run build" first.');
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'mecm-triage-'));
  const child = spawn(process.execPath, [entry], {
    cwd: root,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    fs.rmSync(data, { recursive: true, force: true });
  };
  try {
    const [, address] = await awaitLine(child, /Listening on (http:\/\/\S+)/, 15_000);
    return { address, child, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}
