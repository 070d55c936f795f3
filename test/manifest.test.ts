import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AdmZip from 'adm-zip';
import { parse } from 'yaml';
import { fold } from '../src/fold';

interface CommandEntry {
  readonly title: string;
  readonly description: string;
}
interface Manifest {
  readonly id: string;
  readonly manifestVersion: string;
  readonly bots: readonly {
    readonly botId: string;
    readonly commandLists: readonly { readonly commands: readonly CommandEntry[] }[];
  }[];
}

const root = path.join(__dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mecm-triage-manifest-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function build(env: Record<string, string>): AdmZip {
  const target = path.join(folder, 'app.zip');
  execFileSync('node', ['manifest/build.mjs', target], { cwd: root, env: { ...process.env, ...env } });
  return new AdmZip(fs.readFileSync(target));
}

const json = <T>(zip: AdmZip, name: string): T => JSON.parse(zip.readAsText(name)) as T;

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
  test.each([
    ['without any setting', {}],
    ['with an app id and a developer', OWN],
  ])('is valid %s', (_, env) => {
    expect(faults(build(env))).toBe('');
  });

  test.each([
    ['manifest.json', '"personal"', '"everywhere"'],
    ['ja.json', 'MECM トリアージ', 'M'.repeat(31)],
  ])('with a fault in %s is found out', (name, right, wrong) => {
    const zip = build({});
    zip.updateFile(name, Buffer.from(zip.readAsText(name).replace(right, wrong)));
    expect(faults(zip)).toMatch(new RegExp(`^${name}: `));
  });

  test('carries the app id given', () => {
    const manifest = json<Manifest>(build(OWN), 'manifest.json');
    expect([manifest.id, manifest.bots[0]?.botId]).toEqual([APP, APP]);
  });

  test('is refused with an app id that is none', () => {
    expect(() => build({ MicrosoftAppId: 'my-bot' })).toThrow(/MicrosoftAppId is "my-bot"/);
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

describe('commands', () => {
  const zip = build({});
  const english = json<Manifest>(zip, 'manifest.json').bots[0]?.commandLists[0]?.commands ?? [];
  const japanese = json<Record<string, string>>(zip, 'ja.json');
  const key = (i: number, part: string) => `bots[0].commandLists[0].commands[${i}].${part}`;
  const known = new Set(['en', 'ja'].flatMap(words));

  /** Every word the bot takes for a command, folded as it folds what people write. */
  function words(lang: string): readonly string[] {
    const phrases = parse(fs.readFileSync(path.join(root, `knowledge/phrases/${lang}.yaml`), 'utf8')) as {
      command: Record<string, string>;
    };
    return Object.values(phrases.command).flatMap((list) => list.split('|').map((word) => fold(word)));
  }

  test('there are some, and each has a title and a description in Japanese', () => {
    expect(english.length).toBeGreaterThan(5);
    const wanted = english.flatMap((_, i) => [key(i, 'title'), key(i, 'description')]);
    expect(Object.keys(japanese).filter((name) => name.startsWith('bots'))).toEqual(wanted);
  });

  test.each(english.map(({ title }, i) => [title, japanese[key(i, 'title')] ?? '']))(
    'the bot understands “%s” and 「%s」',
    (en, ja) => {
      expect([known.has(fold(en)), known.has(fold(ja))]).toEqual([true, true]);
    },
  );
});
