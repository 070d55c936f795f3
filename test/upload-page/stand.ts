import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Lang } from '../../src/domain';
import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { openPages, type PageState } from '../../src/teams/upload/page';

export const MB = 1024 * 1024;
export const { phrases } = loadKnowledge([defaultKnowledgeDir()]);

/** What a file is answered. `cut`: the connection goes before the bytes are there; `lost`: before the answer; `never`: they are read a piece at a time, and none comes. */
export type Answer = 'cut' | 'lost' | 'never' | { readonly status: number; readonly code?: string };

/** A file as the server met it; `whole` once all of it has come. */
export interface Put {
  readonly url: string;
  readonly type: string | undefined;
  readonly bytes: Buffer;
  readonly whole: boolean;
}

/** A server of upload pages at `/upload/<state>-<lang>` that answers files as told, else with 201, and the browser to look at them. */
export interface Stand {
  readonly origin: string;
  readonly puts: Put[];
  /** For the next files, in order. */
  readonly answers: Answer[];
  /** Milliseconds between the pieces of up to 64 KB that are read. */
  pace: number;
  /** Connections serve several requests. A browser repeats a request by itself when one of those breaks. */
  keepAlive: boolean;
  open(lang: Lang, options?: Opening): Promise<Page>;
  close(): Promise<void>;
}

export interface Opening {
  readonly state?: PageState;
  readonly width?: number;
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = PLACES.find((place) => fs.existsSync(place));

/** Tests that need Chromium: where there is none they are left out, and that is said. */
export function inBrowser(name: string, tests: () => void): void {
  if (executablePath) describe(name, tests);
  else {
    console.warn('Chromium is not installed: the upload page was not tried. apt-get install chromium');
    test.skip(name, () => {});
  }
}

/** Where a page broke its policy, threw, or asked another origin. */
export const faults: string[] = [];

export async function startStand(most: { bytes: number; files: number }): Promise<Stand> {
  const pages = openPages(phrases, most.bytes, most.files);
  const server = http.createServer((req, res) => {
    if (!stand.keepAlive) res.setHeader('connection', 'close');
    if (req.method === 'PUT') return void take(req, res, stand);
    const [state, lang] = (req.url ?? '').slice('/upload/'.length).split('-') as [PageState, Lang];
    const page = pages(state, lang);
    // Not chained: restify, loaded by another suite of the same process, makes writeHead return nothing.
    res.writeHead(200, page.headers);
    res.end(page.html);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const browser = await chromium.launch({ executablePath: executablePath ?? '', args: FLAGS });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let window = await openWindow(browser, origin);
  const stand: Stand = {
    ...{ origin, puts: [], answers: [], pace: 0, keepAlive: false },
    open: async (lang, options = {}) => {
      if (window.isClosed()) window = await openWindow(browser, origin);
      return openPage(window, origin, lang, options);
    },
    close: async () => {
      await browser.close();
      server.close();
      server.closeAllConnections();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  return stand;
}

async function take(req: http.IncomingMessage, res: http.ServerResponse, stand: Stand): Promise<void> {
  const answer = stand.answers.shift() ?? { status: 201 };
  const put = { url: req.url ?? '', type: req.headers['content-type'], bytes: Buffer.alloc(0), whole: false };
  stand.puts.push(put);
  const pieces: Buffer[] = [];
  const keep = (whole: boolean) => void Object.assign(put, { bytes: Buffer.concat(pieces), whole });
  try {
    for await (const piece of req) {
      pieces.push(piece as Buffer);
      if (answer === 'cut') return void req.socket.destroy();
      await pause(answer === 'never' ? 50 : stand.pace);
    }
    keep(true);
    if (answer === 'never') return void (await once(res, 'close'));
  } catch {
    return keep(false);
  }
  if (typeof answer === 'string') return void req.socket.destroy();
  res.writeHead(answer.status, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ code: answer.code, message: 'raw server text' }));
}

/** Goes to the page in a window that stays from test to test; its faults are kept. */
async function openPage(window: Page, origin: string, lang: Lang, options: Opening): Promise<Page> {
  const { state = 'open', width = 900 } = options;
  await window.setViewportSize({ width, height: 700 });
  await window.goto(`${origin}/upload/${state}-${lang}`);
  return window;
}

async function openWindow(browser: Browser, origin: string): Promise<Page> {
  const window = await (await browser.newContext()).newPage();
  window.on('pageerror', (error) => faults.push(String(error)));
  window.on('console', (said) => {
    if (!said.text().startsWith('Failed to load resource')) faults.push(said.text());
  });
  window.on('request', (request) => {
    const isOurs = request.url().startsWith(`${origin}/upload/`) || request.url().startsWith('data:');
    if (!isOurs) faults.push(request.url());
  });
  return window;
}

const folder = path.join(os.tmpdir(), `mecm-triage-upload-page-${process.pid}`);
let files = 0;

/** Writes a file to choose; its path. Several may have one name. */
export function file(name: string, bytes: Uint8Array | string): string {
  const place = path.join(folder, String(files++), name);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(place, bytes);
  return place;
}

/** The sentence of a phrase of the page. */
export function sentence(lang: Lang, id: string, values: Readonly<Record<string, unknown>> = {}): string {
  const phrase = phrases[lang][`page.${id}`];
  if (phrase === undefined) throw new Error(`no phrase page.${id}`);
  return phrase.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** Waits until the page is in a state. */
export const reach = (page: Page, state: string) => page.locator(`main[data-state=${state}]`).waitFor();

/** Waits until something holds; throws after five seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 250; tries++) {
    if (holds()) return;
    await pause(20);
  }
  throw new Error(`never came true: ${holds}`);
}
