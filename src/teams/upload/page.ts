import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Lang, Phrases } from '../../domain';
import { say } from '../../say';

/** The state a link is in when its page is opened. */
export type PageState = (typeof STATES)[number];
const STATES = ['open', 'spent', 'expired', 'unknown'] as const;
const LANGS = ['ja', 'en'] as const;

export interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const WEB = path.join(__dirname, '../../../web');
const STYLES = ['theme.css', 'upload.css'];
/** Each after those it needs at once. */
const MODULES = ['say.js', 'chosen.js', 'view.js', 'choose.js', 'put.js', 'send.js', 'upload.js'];

interface Parts {
  readonly html: string;
  readonly style: string;
  readonly script: string;
  readonly words: string;
}

/** Draws the upload page once for every state and language, and gives it: one document that needs nothing else, with its headers. Throws when a file of `web/` or a phrase is missing. */
export function openPages(
  phrases: Phrases,
  mostBytes: number,
  mostFiles: number,
): (state: PageState, lang: Lang) => Page {
  const parts = {
    html: read('upload.html'),
    style: STYLES.map(read).join('\n'),
    script: fold(MODULES.map(read)),
    words: JSON.stringify({ most: { bytes: mostBytes, files: mostFiles }, ...ofPage(phrases) }),
  };
  const headers = headersFor(parts);
  const drawn = STATES.flatMap((state) =>
    LANGS.map((lang) => [`${state} ${lang}`, draw(parts, phrases, state, lang)] as const),
  );
  const pages = new Map(drawn);
  return (state, lang) => ({ html: pages.get(`${state} ${lang}`) ?? '', headers });
}

/** A browser hashes a document after it has made its line ends one. */
const read = (file: string) => fs.readFileSync(path.join(WEB, file), 'utf8').replace(/\r\n?/g, '\n');

/** Modules as a single one: a page that may fetch no script has nowhere to import from. */
function fold(modules: readonly string[]): string {
  return modules.join('\n').replace(/^import .*\n|^export /gm, '');
}

/** The phrases of the page, by their ids without `page.`. */
function ofPage(phrases: Phrases): Record<Lang, Record<string, string>> {
  const some = (lang: Lang) =>
    Object.fromEntries(
      Object.entries(phrases[lang])
        .filter(([id]) => id.startsWith('page.'))
        .map(([id, sentence]) => [id.slice('page.'.length), sentence]),
    );
  return { ja: some('ja'), en: some('en') };
}

function headersFor({ style, script }: Parts): Page['headers'] {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    'cross-origin-opener-policy': 'same-origin',
  };
}

/** `web/upload.html` is the page of an open link in Japanese; what differs is put in its place. */
function draw({ html, style, script, words }: Parts, phrases: Phrases, state: PageState, lang: Lang): string {
  const title = `${say(phrases, lang, `page.${state}.title`)} - ${say(phrases, lang, 'page.product')}`;
  const shown = html
    .replace('<html lang="ja">', `<html lang="${lang}">`)
    .replace('<title>', () => `<title>${inHtml(title)}`)
    .replaceAll('"open.', `"${state}.`)
    .replace('data-state="open"', `data-state="${state}"`)
    .replace(/ lang="en" data-say="language"/, ` lang="${lang === 'ja' ? 'en' : 'ja'}" data-say="language"`);
  return speak(shown, phrases, lang)
    .replace(/(type="application\/json">)/, (tag) => tag + words.replaceAll('<', '\\u003c'))
    .replace(/ *<link rel="stylesheet".*>\n/g, '')
    .replace('</head>', () => `<style>${style}</style>\n</head>`)
    .replace(/<script type="module".*<\/script>/, () => `<script type="module">${script}</script>`);
}

/** Fills each element that names a phrase, in its own language where it has one. */
function speak(html: string, phrases: Phrases, lang: Lang): string {
  return html.replace(/(<[^>]*\bdata-say="([\w.-]+)"[^>]*>)…?/g, (_, tag: string, id: string) => {
    const own = /\blang="(ja|en)"/.exec(tag)?.[1] as Lang | undefined;
    return tag + inHtml(say(phrases, own ?? lang, `page.${id}`));
  });
}

const inHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
