import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

interface Layer {
  /** Folders and files of the project it may import, beside its own folder. */
  readonly project: readonly string[];
  readonly packages: readonly string[];
  /** Packages that only one file of it may import. */
  readonly alone?: Readonly<Record<string, readonly string[]>>;
}

const WORDS = ['domain', 'fold', 'say'];
const ALL_BUT_TEAMS = [...WORDS, 'intake', 'knowledge', 'search', 'triage', 'cards', 'store'];

/** Who may import what. A folder or file that is not here may not exist. */
const LAYERS: Readonly<Record<string, Layer>> = {
  domain: { project: [], packages: [] },
  fold: { project: [], packages: [] },
  hide: { project: [], packages: [] },
  say: { project: ['domain'], packages: [] },
  intake: {
    project: WORDS,
    packages: ['adm-zip', 'node:buffer', 'node:crypto', 'node:zlib'],
    alone: {
      'intake/kernel.ts': ['node:fs', 'node:path'],
      'intake/pool.ts': ['node:os', 'node:path', 'piscina'],
      'intake/worker.ts': ['node:worker_threads', 'piscina'],
    },
  },
  knowledge: { project: WORDS, packages: ['node:crypto', 'node:fs', 'node:path', 'js-yaml', 'yaml', 'zod'] },
  search: { project: WORDS, packages: ['minisearch'] },
  triage: { project: [...WORDS, 'search'], packages: [] },
  cards: { project: [...WORDS, 'hide'], packages: [] },
  store: {
    project: WORDS,
    packages: [
      ...['libsql', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:path', 'node:stream/promises'],
    ],
  },
  teams: {
    project: [...ALL_BUT_TEAMS, 'config'],
    packages: [
      ...['@azure/msal-node', 'botbuilder', 'botframework-connector', 'botframework-schema', 'restify'],
      ...['node:crypto', 'node:fs', 'node:http', 'node:net', 'node:path'],
    ],
  },
  cli: {
    project: [...ALL_BUT_TEAMS, 'config'],
    packages: ['js-yaml', 'node:fs', 'node:path', 'node:readline', 'node:util', 'zod'],
  },
  config: { project: [], packages: ['node:path', 'zod'] },
  index: {
    project: [...ALL_BUT_TEAMS, 'teams', 'config'],
    packages: ['botbuilder', 'botframework-connector', 'node:os'],
  },
};

/** Words that may not stand in the code of a layer (comments and strings do not count). */
const NEVER: readonly { readonly what: RegExp; readonly why: string; readonly except: readonly string[] }[] =
  [
    { what: /\bprocess\s*\.\s*env\b/, why: 'reads the environment', except: ['config', 'index'] },
    { what: /\b(TurnContext|botbuilder-dialogs)\b/, why: 'knows the SDK', except: ['teams'] },
  ];
const NEVER_IN_TRIAGE: typeof NEVER = [
  {
    what: /\b(async|await|Promise|setTimeout|setInterval|queueMicrotask)\b/,
    why: 'is not synchronous',
    except: [],
  },
  { what: /\b(Date|performance|Math\s*\.\s*random|process)\b/, why: 'is not repeatable', except: [] },
];

const JAPANESE = '\\u3041-\\u309f\\u30a1-\\u30fe\\u3400-\\u9fff';
const SENTENCE_JA = new RegExp(`[${JAPANESE}]{6}|[${JAPANESE}][。、！？]`);
const SENTENCE_EN = /(?:[A-Za-z']{2,}[ ,]+){3}[A-Za-z']{2,}/;

interface Token {
  readonly kind: ts.SyntaxKind;
  readonly text: string;
}

/** The tokens of a file without comments, as the compiler sees them. */
function tokens(source: string): readonly Token[] {
  const found: Token[] = [];
  const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.ES2022, true);
  const walk = (node: ts.Node): void => {
    if (node.getChildCount(file) === 0) found.push({ kind: node.kind, text: node.getText(file) });
    for (const child of node.getChildren(file)) walk(child);
  };
  walk(file);
  return found;
}

const STRINGS: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
];
const isString = ({ kind }: Token) => STRINGS.includes(kind);
const isCode = (token: Token) => !isString(token) && token.kind !== ts.SyntaxKind.RegularExpressionLiteral;

/** The layer of a file under `src/`: its folder, or its own name at the top. */
const layerOf = (file: string) => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';

function importFaults(file: string, source: string): readonly string[] {
  const layer = LAYERS[layerOf(file)];
  if (!layer) return [`${file} belongs to no layer`];
  return ts.preProcessFile(source, true, true).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) {
      const packages = [...layer.packages, ...(layer.alone?.[file] ?? [])];
      return packages.includes(fileName) ? [] : [`${file} imports ${fileName}`];
    }
    const target = layerOf(path.posix.join(path.posix.dirname(file), fileName));
    const allowed = target === layerOf(file) || layer.project.includes(target);
    return allowed ? [] : [`${file} imports ${target}`];
  });
}

function wordFaults(file: string, source: string): readonly string[] {
  const code = tokens(source)
    .filter(isCode)
    .map(({ text }) => text)
    .join(' ');
  const never = layerOf(file) === 'triage' ? [...NEVER, ...NEVER_IN_TRIAGE] : NEVER;
  return never
    .filter(({ what, except }) => what.test(code) && !except.includes(layerOf(file)))
    .map(({ why }) => `${file} ${why}`);
}

/** Elsewhere English may stand in code: start-up errors, figures and the author's tool are for developers and operators. */
const SPEAKS_TO_PEOPLE = ['triage', 'cards'];

function sentenceFaults(file: string, source: string): readonly string[] {
  const english = SPEAKS_TO_PEOPLE.includes(layerOf(file));
  const thrown = source.replace(/new \w*Error\((?:[^()]|\([^()]*\))*\)/g, 'null');
  return tokens(thrown)
    .filter(isString)
    .filter(({ text }) => SENTENCE_JA.test(text) || (english && SENTENCE_EN.test(text)))
    .map(({ text }) => `${file} speaks: ${text}`);
}

const faults = (file: string, source: string) => [
  ...importFaults(file, source),
  ...wordFaults(file, source),
  ...sentenceFaults(file, source),
];

const src = path.join(__dirname, '../src');
const files = (fs.readdirSync(src, { recursive: true }) as string[])
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts'));

describe('the layers of src/', () => {
  test('are all there', () => {
    expect([...new Set(files.map(layerOf))].sort()).toEqual(Object.keys(LAYERS).sort());
  });

  test.each(files)('%s keeps to its layer', (file) => {
    expect(faults(file, fs.readFileSync(path.join(src, file), 'utf8'))).toEqual([]);
  });

  test('domain.ts contains no code', () => {
    const source = fs.readFileSync(path.join(src, 'domain.ts'), 'utf8');
    const made = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, removeComments: true },
    });
    expect(made.outputText.trim()).toBe('export {};');
  });
});

describe('the check itself', () => {
  test.each([
    ['triage/rank.ts', "import fs from 'node:fs';", 'imports node:fs'],
    ['triage/rank.ts', "import { load } from '../knowledge/load';", 'imports knowledge'],
    ['triage/rank.ts', "const load = require('../store/embedded');", 'imports store'],
    ['knowledge/rules/deep.ts', "import type { House } from '../../teams/house';", 'imports teams'],
    ['cards/render.ts', "import type { Activity } from 'botbuilder';", 'imports botbuilder'],
    ['cli/chat.ts', "export { serve } from '../teams/server';", 'imports teams'],
    ['store/embedded.ts', 'const dir = process.env.DATA_DIR;', 'reads the environment'],
    ['store/embedded.ts', 'function save(context: TurnContext): void {}', 'knows the SDK'],
    ['triage/rank.ts', 'const now = Date.now();', 'is not repeatable'],
    ['triage/rank.ts', 'export async function rank() {}', 'is not synchronous'],
    ['cards/render.ts', "const title = '原因の候補は六つあります';", 'speaks'],
    ['cards/render.ts', 'const title = `There are some possible causes left to check`;', 'speaks'],
    ['intake/read.ts', "import Piscina from 'piscina';", 'imports piscina'],
    ['intake/unzip.ts', "import fs from 'node:fs';", 'imports node:fs'],
    ['helpers/time.ts', '', 'belongs to no layer'],
  ])('%s: %s', (file, source, fault) => {
    expect(faults(file, source).join()).toContain(fault);
  });

  test.each([
    ['triage/rank.ts', "// await Date.now() and process.env\nconst note = 'Date';"],
    ['triage/rank.ts', 'throw new Error(`the phrases file has no such id`);'],
    ['intake/worker.ts', "import { workerData } from 'node:worker_threads';"],
    ['intake/said.ts', 'const END = /(?:ください|ませんでした)。$/;'],
    ['knowledge/rules/deep.ts', "import { parse } from '../parse';\nimport { fold } from '../../fold';"],
  ])('lets %s say %j', (file, source) => {
    expect(faults(file, source)).toEqual([]);
  });
});
