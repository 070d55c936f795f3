import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AdmZip from 'adm-zip';
import { parse } from 'yaml';
import { version } from '../package.json';
import { fold } from '../src/fold';

interface Manifest {
  readonly id: string;
  readonly version: string;
  readonly bots: readonly {
    readonly botId: string;
    readonly scopes: readonly string[];
    readonly supportsFiles: boolean;
    readonly commandLists: readonly { readonly commands: readonly { readonly title: string }[] }[];
  }[];
  readonly composeExtensions: readonly { readonly botId: string; readonly commands: readonly object[] }[];
  readonly webApplicationInfo?: { readonly id: string; readonly resource: string };
  readonly authorization?: object;
  readonly validDomains: readonly string[];
}

const root = path.join(__dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mecm-triage-manifest-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const UNSET = { MicrosoftAppId: '', DEVELOPER_NAME: '', DEVELOPER_URL: '', PUBLIC_URL: '', GRAPH_FILES: '' };
type Env = Partial<typeof UNSET>;

const runs = new Map<string, ReturnType<typeof run>>();

/** One build for the same settings, however many tests look at it. */
function once(env: Env) {
  const key = JSON.stringify(env);
  const before = runs.get(key) ?? run(env);
  runs.set(key, before);
  return before;
}

function run(env: Env) {
  const target = path.join(folder, `app-${runs.size}.zip`);
  const options = { cwd: root, env: { ...process.env, ...UNSET, ...env }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('node', ['manifest/build.mjs', target], options);
  return { status, stdout, stderr, target };
}

function build(env: Env): AdmZip {
  const { status, stderr, target } = once(env);
  if (status !== 0) throw new Error(stderr);
  return new AdmZip(fs.readFileSync(target));
}

const json = <T>(zip: AdmZip, name: string): T => JSON.parse(zip.readAsText(name)) as T;
const manifestOf = (env: Env) => json<Manifest>(build(env), 'manifest.json');

/** What Microsoft's schema finds wrong with a package, one line each; empty when valid. */
function faults(zip: AdmZip): string {
  const file = path.join(folder, 'checked.zip');
  zip.writeZip(file);
  const check = spawnSync('node', ['manifest/validate.mjs', file], { cwd: root, encoding: 'utf8' });
  return check.stdout + check.stderr;
}

const APP = '8239c8f3-ed78-4512-933e-babfd28856f1';
const OWN = {
  MicrosoftAppId: APP,
  DEVELOPER_NAME: 'Contoso "Infra"',
  DEVELOPER_URL: 'https://contoso.example/',
};

describe('the app package', () => {
  test.each<[string, Env]>([
    ['without any setting', {}],
    ['with an app id and a developer', OWN],
    ['without rights to read messages', { ...OWN, GRAPH_FILES: 'off' }],
    ['with rights to read messages', { ...OWN, GRAPH_FILES: 'on' }],
    ['with an address', { ...OWN, PUBLIC_URL: 'https://bot.example.com:8443/triage/' }],
  ])('is valid %s', (_, env) => {
    expect(faults(build(env))).toBe('');
  });

  test.each([
    ['manifest.json', '"personal"', '"everywhere"'],
    ['manifest.json', 'Search known issues', 'S'.repeat(33)],
    ['ja.json', 'MECM トリアージ', 'M'.repeat(31)],
    ['ja.json', '既知の問題を検索', '検'.repeat(33)],
    ['ja.json', '検索する語', '語'.repeat(33)],
  ])('with a fault in %s is found out: %s', (name, right, wrong) => {
    const zip = build({});
    zip.updateFile(name, Buffer.from(zip.readAsText(name).replace(right, wrong)));
    expect(faults(zip)).toMatch(new RegExp(`^${name}: `));
  });

  test('carries one app id, everywhere', () => {
    const { id, bots, composeExtensions, webApplicationInfo } = manifestOf(OWN);
    const ids = [id, bots[0]?.botId, composeExtensions[0]?.botId, webApplicationInfo?.id];
    expect(ids).toEqual([APP, APP, APP, APP]);
  });

  test('carries the version of the program', () => {
    expect(manifestOf({}).version).toBe(version);
  });

  test('takes files, and works in personal chats, teams and group chats', () => {
    expect(manifestOf({}).bots[0]).toMatchObject({
      scopes: ['personal', 'team', 'groupChat'],
      supportsFiles: true,
    });
  });

  test.each<[keyof Env, string, string]>([
    ['MicrosoftAppId', 'my-bot', "the bot's application id, a GUID"],
    ['DEVELOPER_NAME', 'x'.repeat(33), 'at most 32 characters'],
    ['DEVELOPER_URL', 'http://contoso.example', 'an https address such as https://contoso.example'],
    ['PUBLIC_URL', 'http://bot.example.com', 'an https address such as https://bot.example.com'],
    ['PUBLIC_URL', 'bot.example.com', 'an https address such as https://bot.example.com'],
    ['PUBLIC_URL', 'ftp://127.0.0.1', 'an https address such as https://bot.example.com'],
    ['GRAPH_FILES', 'yes', 'on or off'],
  ])('is refused with %s=%s', (name, value, mend) => {
    const { status, stderr, target } = once({ ...OWN, [name]: value });
    expect([status, fs.existsSync(target)]).toEqual([2, false]);
    expect(stderr).toContain(`${name} is "${value}": set it to ${mend}`);
  });

  test.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a PNG of %d pixels', (name, size) => {
    const png = build({}).readFile(name) as Buffer;
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });
});

describe('the right to read messages', () => {
  test.each<[string, Env]>([
    ['unset', {}],
    ['on', { GRAPH_FILES: 'on' }],
  ])('is asked for with GRAPH_FILES %s, and the build says so', (_, env) => {
    const { webApplicationInfo, authorization } = manifestOf({ ...OWN, ...env });
    expect(webApplicationInfo).toEqual({ id: APP, resource: `api://botid-${APP}` });
    expect(authorization).toEqual({
      permissions: {
        resourceSpecific: [
          { name: 'ChannelMessage.Read.Group', type: 'Application' },
          { name: 'ChatMessage.Read.Chat', type: 'Application' },
        ],
      },
    });
    expect(once(env).stdout).toContain(
      'Rights to read messages: ChannelMessage.Read.Group, ChatMessage.Read.Chat',
    );
  });

  test('is left out with GRAPH_FILES=off, and the build says so', () => {
    const manifest = manifestOf({ ...OWN, GRAPH_FILES: 'off' });
    expect(manifest).not.toHaveProperty('webApplicationInfo');
    expect(manifest).not.toHaveProperty('authorization');
    expect(once({ GRAPH_FILES: 'off' }).stdout).toContain('Rights to read messages: none (GRAPH_FILES=off)');
  });
});

describe('the domains', () => {
  test.each([
    ['', []],
    ['https://bot.example.com', ['bot.example.com']],
    ['https://bot.example.com/triage/', ['bot.example.com']],
    ['https://bot.example.com:8443', ['bot.example.com:8443']],
    ['http://127.0.0.1:3978', []],
    ['http://localhost:3978', []],
    ['https://[::1]:3978', []],
  ])('with PUBLIC_URL=%s are %j', (PUBLIC_URL, hosts) => {
    expect(manifestOf({ PUBLIC_URL }).validDomains).toEqual(hosts);
  });
});

describe('the message extension', () => {
  test('diagnoses a message and searches known issues', () => {
    expect(manifestOf({}).composeExtensions).toEqual([
      expect.objectContaining({
        commands: [
          expect.objectContaining({
            ...{ id: 'diagnoseMessage', type: 'action', context: ['message'], fetchTask: true },
            title: 'Diagnose this message',
          }),
          expect.objectContaining({
            ...{ id: 'searchKnownIssues', type: 'query', initialRun: true },
            title: 'Search known issues',
            parameters: [expect.objectContaining({ name: 'q' })],
          }),
        ],
      }),
    ]);
  });
});

describe('both languages', () => {
  const zip = build({});
  const manifest = json<Manifest>(zip, 'manifest.json');
  const japanese = json<Record<string, string>>(zip, 'ja.json');
  const commands = manifest.bots[0]?.commandLists[0]?.commands ?? [];
  const pairs = commands.map(({ title }, i) => [
    title,
    japanese[`bots[0].commandLists[0].commands[${i}].title`] ?? '',
  ]);

  /** Where a manifest speaks to people, as ja.json names the place. */
  function spoken(value: unknown, at = ''): string[] {
    if (Array.isArray(value)) return value.flatMap((one, i) => spoken(one, `${at}[${i}]`));
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).flatMap(([key, one]) => spoken(one, at === '' ? key : `${at}.${key}`));
    return /\.(title|description|short|full)$/.test(at) ? [at] : [];
  }

  /** The commands a title stands for, in the words that either language has for them. */
  function understood(title: string): readonly string[] {
    return ['en', 'ja'].flatMap((lang) => {
      const text = fs.readFileSync(path.join(root, `knowledge/phrases/${lang}.yaml`), 'utf8');
      const { command } = parse(text) as { command: Record<string, string> };
      const isTitle = (list: string) => list.split('|').some((word) => fold(word) === fold(title));
      return Object.keys(command).filter((id) => isTitle(command[id] ?? ''));
    });
  }

  test('everything the manifest says is said in Japanese, and nothing else', () => {
    const { $schema, ...said } = japanese;
    expect(Object.keys(said).sort()).toEqual(spoken(manifest).sort());
    expect(Object.values(said)).not.toContain('');
  });

  test('there are commands, and one of them gives the upload link', () => {
    expect(commands.length).toBeGreaterThan(5);
    expect(pairs).toContainEqual(['upload', 'アップロード']);
  });

  test.each(pairs)('the bot takes “%s” and 「%s」 for the same command', (en, ja) => {
    expect(understood(en)).toHaveLength(1);
    expect(understood(ja)).toEqual(understood(en));
  });
});
