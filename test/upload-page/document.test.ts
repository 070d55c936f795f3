import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Lang } from '../../src/domain';
import { openPages, type PageState } from '../../src/teams/upload/page';
import { phrases, sentence } from './stand';

const LANGS: readonly Lang[] = ['ja', 'en'];
const STATES: readonly PageState[] = ['open', 'spent', 'expired', 'unknown'];
const EACH = STATES.flatMap((state) => LANGS.map((lang) => [state, lang] as const));

const pages = openPages(phrases, 512 * 1024 * 1024, 20);
const inside = (html: string, tag: string) =>
  [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, text]) => text ?? '');
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe.each(EACH)('the page of a link that is %s, in %s', (state, lang) => {
  const { html, headers } = pages(state, lang);
  const markup = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');

  test('says what is the matter in its language', () => {
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toContain(`<title>${sentence(lang, `${state}.title`)} - MECM Triage</title>`);
    expect(markup).toContain(sentence(lang, `${state}.lead`));
    expect(markup).toContain(`data-state="${state}"`);
  });

  test('speaks of JavaScript in both', () => {
    for (const each of LANGS) expect(markup).toContain(sentence(each, 'noscript'));
  });

  test('leaves no value unfilled', () => {
    expect(markup).not.toMatch(/\{\w+\}/);
  });

  test('has no inline handler, no inline style and nothing to fetch', () => {
    expect(markup).not.toMatch(/\s(on\w+|style|srcdoc)\s*=/i);
    expect(html).not.toMatch(/\b(src|href)="(?!data:)/i);
    expect(html).not.toMatch(/@import|url\(|\bimport\b.*from/);
  });

  test('allows its own script and style by their hashes, and nothing else', () => {
    const [, script = ''] = inside(html, 'script');
    const [style = ''] = inside(html, 'style');
    expect(headers['content-security-policy']?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  test('is kept by no cache, no search engine and no other page', () => {
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cross-origin-opener-policy': 'same-origin',
    });
  });
});

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '<img src=x onerror=alert(1)>',
  '"><b>&amp;</b>',
  "$& $' $`",
])('a phrase that says %s stays a phrase', (hostile) => {
  const said = { ...phrases.ja, 'page.open.title': hostile, 'page.done.title': hostile };
  const { html } = openPages({ ...phrases, ja: said }, 1, 1)('open', 'ja');
  expect(inside(html, 'script')).toHaveLength(2);
  expect(html).not.toMatch(/<(img|b)\b|<!--/);
  expect(JSON.parse(inside(html, 'script')[0] ?? '').ja['done.title']).toBe(hostile);
});

test('a missing phrase is met at the start', () => {
  const { 'page.spent.title': _, ...en } = phrases.en;
  expect(() => openPages({ ...phrases, en }, 1, 1)).toThrow('page.spent.title');
});

const theme = fs.readFileSync(path.join(__dirname, '../../web/theme.css'), 'utf8');
const [light = '', dark = ''] = theme.split('@media (prefers-color-scheme: dark)');

/** The contrast of two colours by WCAG 2. */
function contrast(scheme: string, ink: string, ground: string): number {
  const [a, b] = [ink, ground].map((name) => luminance(scheme, name)) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(scheme: string, name: string): number {
  const hex = new RegExp(`--${name}: #(\\w+)`).exec(scheme)?.[1] ?? '';
  const wide = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  const [r, g, b] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(wide.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the colours by %s', (_, scheme) => {
  test.each([
    ['ink', 'sheet', 4.5],
    ['ink', 'ground', 4.5],
    ['ink', 'bad-tint', 4.5],
    ['ink', 'tint', 4.5],
    ['pale', 'sheet', 4.5],
    ['pale', 'ground', 4.5],
    ['pale', 'tint', 4.5],
    ['brand', 'sheet', 4.5],
    ['brand', 'ground', 4.5],
    ['on-brand', 'brand', 4.5],
    ['on-brand', 'hover', 4.5],
    ['good', 'sheet', 4.5],
    ['edge', 'sheet', 3],
    ['bad', 'sheet', 3],
    ['brand', 'line', 3],
  ] as const)('%s stands out from %s', (ink, ground, least) => {
    expect(contrast(scheme, ink, ground)).toBeGreaterThanOrEqual(least);
  });
});
