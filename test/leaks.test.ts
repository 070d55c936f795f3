import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { pasted, planted, spoken } from './leaks/archive';
import { type Kind, type Plant, plants } from './leaks/plants';
import { startTeams } from './support/teams';

const CLI = path.join(__dirname, '..', 'dist', 'cli', 'index.js');
const KINDS = { secrets: plants('secrets'), people: plants('people') };
const ALL: readonly Kind[] = ['secrets', 'people'];
const ROWS = [...KINDS.secrets, ...KINDS.people];
const PLACES = ['cards', 'exports', 'the store', 'our log', 'the terminal', '--json'] as const;

/** What somebody may call a file, and one that is only ever named. */
const NAME = 'taro99@contoso.com password=Kx7pl99';
const UNREADABLE = Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]);

/** All that was to be seen in each place. */
const seen: Record<(typeof PLACES)[number], string> = {
  ...{ cards: '', exports: '', 'the store': '', 'our log': '', 'the terminal': '', '--json': '' },
};

/** Everything that lies under a folder, as text. */
function everything(dir: string): string {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

async function throughTheTerminal(dir: string): Promise<void> {
  const facts = ['--fact', 'client_auth_kind=token', '--fact', 'mecm_version=2203'];
  const unreadable = path.join(dir, `${NAME}.7z`);
  writeFileSync(unreadable, UNREADABLE);
  const run = async (of: Kind, ...args: string[]) => {
    const file = path.join(dir, `${of}.zip`);
    writeFileSync(file, planted(of));
    const text = KINDS[of].map(pasted).join('\n\n');
    const all = [CLI, 'diagnose', ...facts, ...args, '--text', text, unreadable, file];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, all, { maxBuffer: 2 ** 26 });
    return stdout + stderr;
  };
  for (const kind of ALL) {
    seen['--json'] += await run(kind, '--json', '--lang', 'en');
    seen['the terminal'] += await run(kind, '--lang', 'ja');
  }
  seen['the terminal'] += await talk(ROWS.flatMap((row) => ['restart', spoken(row), 'export']));
}

/** A conversation at the terminal, a message a line. */
async function talk(messages: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [CLI, 'chat']);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  child.stdin.end(`${messages.join('\n')}\n`);
  await once(child, 'close');
  return said;
}

async function throughTeams(dir: string): Promise<void> {
  const teams = await startTeams({ env: { DATA_DIR: dir, LOG_LEVEL: 'debug' }, pace: { progressMs: 50 } });
  const exported = async (conversation: string, lang: string) => {
    seen.exports += JSON.stringify(await teams.say('export', { conversation, lang }));
  };
  for (const lang of ['ja-JP', 'en-US']) {
    const where = { conversation: `a:${lang}`, lang };
    await teams.upload(`${NAME}.7z`, UNREADABLE, where);
    await teams.upload(`${NAME}.zip`, planted(...ALL), where);
    await exported(where.conversation, lang);
  }
  for (const [i, row] of ROWS.entries()) {
    const lang = i % 2 === 0 ? 'ja-JP' : 'en-US';
    await teams.say(pasted(row), { conversation: `a:${i}`, lang });
    await exported(`a:${i}`, lang);
  }
  seen.cards = JSON.stringify([teams.connector.calls, teams.cards]);
  seen['our log'] = JSON.stringify(teams.log);
  seen['the store'] = everything(dir);
  await teams.stop();
  seen['the store'] += everything(dir);
}

beforeAll(async () => {
  const dirs = ['store', 'files'].map((name) => mkdtempSync(path.join(os.tmpdir(), `mecm-leaks-${name}-`)));
  const [store = '', files = ''] = dirs;
  await Promise.all([throughTeams(store), throughTheTerminal(files)]);
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
}, 60_000);

const upload: readonly Plant[] = [
  { kind: 'somebody in the name of the upload', plant: 'taro99', line: '' },
  { kind: 'a secret in the name of the upload', plant: 'Kx7pl99', line: '' },
];

describe.each(PLACES)('nothing reaches %s', (place) => {
  it.each([...ROWS, ...upload].map((row): [string, Plant] => [row.kind, row]))('%s', (_, { plant }) => {
    expect(seen[place].split(plant).length - 1).toBe(0);
  });
});

it.each(PLACES.filter((place) => place !== 'our log'))('what was planted did come to %s', (place) => {
  expect(seen[place]).toMatch(/<user-[0-9]+>|&lt;user-|\\<user-/);
  expect(seen[place]).toMatch(/<secret>|\\<secret/);
});

it('every line was quoted from the archive', () => {
  for (const [of, rows] of Object.entries(KINDS))
    for (const i of rows.keys())
      for (const log of [
        'in/DDM.log',
        'below/DDM.log',
        'edge/DDM.log',
        'ClientIDManagerStartup.log',
        'ccmsetup.log',
      ])
        expect(seen['the store']).toContain(`${of}/${i}/${log}`);
});
