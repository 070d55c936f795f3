import { analysing } from '../../src/cards/analysing';
import { dialog } from '../../src/cards/dialog';
import { clean, code, escapeMarkdown, isPlain } from '../../src/cards/escape';
import { issue, preview } from '../../src/cards/issue';
import { markdown } from '../../src/cards/markdown';
import { type AdaptiveCard, render, smaller } from '../../src/cards/render';
import { LIMIT, SMALL, size, TARGET } from '../../src/cards/size';
import { received } from '../../src/cards/upload';
import type { KnownIssue, Reply } from '../../src/domain';
import { elements } from './card';
import { known } from './known';
import { phrases } from './phrases';
import { type diagnosis, replies } from './replies';
import { faults } from './schema';

const HOSTILE = [
  '**bold** _it_ [a](https://evil.example) `x`',
  '<at>Everyone</at> <b>x</b><script>alert(1)</script> &lt;',
  '# heading',
  '- item',
  '1. one',
  '> quote',
  '{{DATE(2017-02-14T06:08:39Z,SHORT)}}',
  'C:\\SMS_CCM\\Logs\\*.log',
  'a\nb\r\n\nc',
  '``` ` ```` ',
  '\u202egnp.exe\u0000\u0007',
  'half a \ud83d pair',
  'x'.repeat(30_000),
];

const confirmed = replies('en').confirmed as Extract<Reply, { kind: 'diagnosis' }>;

/** A diagnosis in which every text that comes from outside is `text`. */
function hostile(text: string): Reply {
  const place = { file: text, line: 1, time: text };
  const hit = { ...place, signature: 's', quote: text, captured: {}, count: 2, first: 'a', last: text };
  const label = { ja: text, en: text };
  const value = { value: text, from: { kind: 'log', place, quote: text } } as const;
  const lead = {
    ...confirmed.diagnosis.lead,
    because: [
      { kind: 'hit', weight: 'proof', hit },
      { kind: 'fact', fact: 'f', name: label, label, value },
    ],
  } as NonNullable<typeof diagnosis.lead>;
  const notices = [{ phrase: 'notice.bad-value', values: { value: text } }];
  const files = [{ name: text, read: false, reason: 'image' }] as const;
  return { ...confirmed, notices, files, diagnosis: { ...confirmed.diagnosis, lead } };
}

/** A known issue in which every text is `text`. */
function hostileIssue(text: string): KnownIssue {
  const both = { ja: text, en: text };
  return {
    ...known,
    area: text,
    title: both,
    cause: both,
    signatures: known.signatures.map((one) => ({ ...one, texts: [text], logs: [text] })),
    fixedBy: [text],
    steps: [{ do: both, where: both, command: text, expect: both }],
    verify: both,
    decides: both,
    references: [{ title: text, url: text }],
  };
}

/** Every kind of card that shows something from outside, with `text` in all such places, and the bytes it may have. */
const CARDS: Readonly<Record<string, readonly [number, (text: string) => AdaptiveCard]>> = {
  'a diagnosis': [TARGET, (text) => render(hostile(text), phrases)],
  'a smaller diagnosis': [SMALL, (text) => smaller(hostile(text), phrases)],
  'a dialog': [TARGET, (text) => dialog(hostile(text), phrases, 's1', { post: true })],
  'work under way': [TARGET, (text) => analysing('en', phrases, working(text))],
  'files received': [TARGET, (text) => received('en', phrases, Array<string>(30).fill(text))],
  'a known issue': [LIMIT, (text) => issue(hostileIssue(text), phrases, 'en')],
  'a note with a link': [TARGET, (text) => render(noted(text), phrases)],
  'the way to hand in files': [
    TARGET,
    (text) => render({ kind: 'upload', lang: 'en', revision: 1, notices: [], link: text }, phrases),
  ],
};

function working(text: string) {
  return { files: Array<string>(30).fill(text), stage: 'reading', file: `${text}!` } as const;
}

function noted(text: string): Reply {
  const values = { name: text, fact: text, label: text };
  const notices = [{ phrase: 'notice.answered-by', values, link: text }];
  return { kind: 'note', lang: 'en', revision: 1, notices };
}

describe.each(Object.entries(CARDS))('on %s', (_, [most, draw]) => {
  test.each(HOSTILE)('%j reaches no Markdown', (text) => {
    const card = draw(text);
    const read = [...elements(card)].filter((e) => e.type === 'TextBlock' || e.type === 'Input.Toggle');
    const shown = read.map((e) => String(e.text ?? e.title));
    expect(shown.filter((words) => !isPlain(words))).toEqual([]);
    expect(JSON.stringify(card)).not.toMatch(/\{\{(DATE|TIME)\(/);
    expect(faults(card)).toEqual([]);
    expect(size(card)).toBeLessThanOrEqual(most);
  });
});

test.each(HOSTILE)('%j becomes no address', (text) => {
  const cards = Object.values(CARDS).map(([, draw]) => draw(text));
  const urls = [...elements(cards)].flatMap((e) => (e.type === 'Action.OpenUrl' ? [e.url] : []));
  expect(urls.filter((url) => url === text)).toEqual([]);
});

test.each(HOSTILE)('%j is short in a preview', (text) => {
  const { title, text: words } = preview(hostileIssue(text), phrases, 'en');
  expect(Math.max(title.length, words.length)).toBeLessThanOrEqual(121);
  expect(`${title} ${words}`).not.toMatch(/\p{Surrogate}/u);
});

test.each([
  ['a quote of a log', '**not bold** [x](y) <at>a</at> c:\\d\\e'],
  ['a path', '%WINDIR%\\CCM\\Logs\\CcmMessaging.log'],
])('%s stands on the card character by character', (_, text) => {
  const runs = [...elements(render(hostile(text), phrases))].filter((e) => e.type === 'TextRun');
  expect(runs.map((run) => run.text)).toContain(text);
});

test.each([
  ['plain words stay', 'Install KB14244456.', 'Install KB14244456.'],
  ['a console path stays', '［管理］>［更新とサービス］', '［管理］>［更新とサービス］'],
  ['an underscore within a word stays', 'SMS_Cloud_ProxyConnector.log', 'SMS_Cloud_ProxyConnector.log'],
  ['a path becomes code', 'from <install>\\Logs here', 'from `<install>\\Logs` here'],
  ['a tag becomes code', '<at>田中</at>', '`<at>`田中`</at>`'],
  ['a link becomes code', '[a](https://x.example)', '`[a](https://x.example)`'],
  ['an entity becomes code', 'a &lt; b', 'a `&lt;` b'],
  ['a back-tick gets a longer fence', 'a`b', '``a`b``'],
  ['a list mark at the start becomes code', '- a', '`-` a'],
  ['a heading mark at the start becomes code', '# a', '`#` a'],
  ['a quote mark at the start becomes code', '> a', '`>` a'],
  ['a quote mark without a space becomes code', '>a', '`>` a'],
  ['lines are joined', 'a\n\n# b', 'a # b'],
])('in Markdown %s', (_, text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test.each([
  ['x', '`x`'],
  ['`x`', '`` `x` ``'],
  ['a``b', '```a``b```'],
])('%s as code is %s', (text, span) => {
  expect(code(text)).toBe(span);
});

test.each([
  ['control characters go', 'a\u0000b\u202ec', 'a b c'],
  ['half a character is replaced', 'a\ud83d', 'a\ufffd'],
  ['a long text is cut', 'x'.repeat(30), `${'x'.repeat(20)}…`],
  ['braces stay where they are no date', '{{x}}', '{{x}}'],
])('%s', (_, text, cleaned) => {
  expect(clean(text, 20)).toBe(cleaned);
});

test.each(HOSTILE)('%j is one line of code in the printed report', (text) => {
  const quotes = markdown(hostile(text), phrases)
    .split('\n')
    .filter((line) => /^ {2}`/.test(line));
  expect(quotes.length).toBeGreaterThan(0);
});
