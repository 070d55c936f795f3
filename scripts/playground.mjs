import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { awaitLine } from './await-line.mjs';
import { startBot } from './bot.mjs';

const USUAL_PORT = '56150';

/**
 * Starts the bot and the Microsoft 365 Agents Playground beside it. Resolves to the address to open, both processes
 * and `stop`, which ends them. The Playground writes its logs into a temporary folder and sends no telemetry.
 */
export async function startPlayground() {
  const bot = await startBot();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mecm-triage-playground-'));
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const args = ['start', '-e', bot.address, '-c', 'msteams', '-p', USUAL_PORT, '--dt'];
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await bot.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    // It takes another port, without a word, where the usual one is busy.
    const [, port] = await awaitLine(child, /Listening on (\d+)/, 30_000);
    return { address: `http://localhost:${port}`, bot: bot.child, child, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

async function main() {
  const playground = await startPlayground();
  console.log(`\nOpen ${playground.address} and write to the bot. Ctrl-C ends both.\n`);
  const ended = (who) => (code, signal) => `${who} ended (${code ?? signal})`;
  const why = await Promise.race([
    ...['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal).then(() => null)),
    once(playground.bot, 'exit').then((how) => ended('The bot')(...how)),
    once(playground.child, 'exit').then((how) => ended('The Playground')(...how)),
  ]);
  await playground.stop();
  if (why !== null) {
    console.error(why);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) await main();
