import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const SOURCE = ['-r', path.join(__dirname, 'source.js'), path.join(ROOT, 'src', 'index.ts')];
const BUILT = [path.join(ROOT, 'dist', 'index.js')];

type Env = Readonly<Record<string, string>>;

export interface Spawned {
  /** Where activities are posted to. */
  readonly url: string;
  output(): string;
  /** Ends the process and gives its exit code; `SIGKILL` leaves it no time to put anything away. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** Starts the server in a process of its own, from the sources or as built, with nothing in its environment but `env`. */
export async function spawnServer(env: Env, from: 'source' | 'built' = 'source'): Promise<Spawned> {
  const { child, stdout, stderr } = launch({ PORT: '0', ...env }, from);
  const exited = once(child, 'exit');
  const line = /^Listening on (\S+)$/m;
  await Promise.race([
    exited,
    new Promise<void>((resolve) => child.stdout.on('data', () => line.test(stdout()) && resolve())),
  ]);
  const url = line.exec(stdout())?.[1];
  if (!url) throw new Error(`the server did not start: ${stderr()}`);
  return {
    url,
    output: stdout,
    async end(signal) {
      child.kill(signal);
      return (await exited)[0];
    },
  };
}

/** Starts a server that must refuse to: its exit code and what it said. */
export async function refusal(env: Env): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { child, stdout, stderr } = launch({ PORT: '0', ...env }, 'source');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  return { code, stdout: stdout(), stderr: stderr() };
}

function launch(env: Env, from: 'source' | 'built') {
  const child = spawn(process.execPath, from === 'source' ? SOURCE : BUILT, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.stderr += text;
  });
  return { child, stdout: () => said.stdout, stderr: () => said.stderr };
}
