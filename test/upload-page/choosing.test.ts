import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Lang } from '../../src/domain';
import type { PageState } from '../../src/teams/upload/page';
import { faults, file, inBrowser, MB, reach, type Stand, sentence, startStand, until } from './stand';

jest.setTimeout(30_000);

inBrowser('choosing on the upload page', () => {
  let stand: Stand;
  let page: Page;
  beforeAll(async () => {
    stand = await startStand({ bytes: 40 * MB, files: 3 });
  });
  afterEach(() => {
    stand.puts.length = 0;
    stand.answers.length = 0;
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(() => stand.close());

  const choose = (...files: string[]) => page.setInputFiles('#files', files);
  const names = () => page.locator('#list bdi').allInnerTexts();
  const listed = (count: number) => page.locator(`#list li:nth-child(${count}):last-child`).waitFor();
  const problem = (lang: Lang, id: string, values: object) =>
    page.getByRole('alert').getByText(sentence(lang, `problem.${id}`, { ...values }), { exact: true });

  /** Drops real files and folders on a place of the window. */
  const drop = async (files: readonly string[]) => {
    const devtools = await page.context().newCDPSession(page);
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', { type, x: 10, y: 600, data });
    await devtools.detach();
  };

  test.each<[string, Lang, string[], string, object]>([
    ['an empty file', 'ja', [file('a.log', '')], 'empty', { name: 'a.log' }],
    ['an empty file', 'en', [file('a.log', '')], 'empty', { name: 'a.log' }],
    [
      'too many files',
      'ja',
      ['1', '2', '3', '4'].map((name) => file(name, 'x')),
      'most-files',
      { count: 4, most: 3 },
    ],
    [
      'too much in all',
      'en',
      [file('a.zip', Buffer.alloc(40 * MB)), file('b.log', 'x')],
      'most-bytes',
      { size: '40.1 MB', most: '40 MB' },
    ],
  ])('%s, in %s: nothing is sent', async (_, lang, files, id, values) => {
    page = await stand.open(lang);
    await choose(...files);
    await problem(lang, id, values).waitFor();
    if (id === 'empty') expect(await page.locator('#send').isVisible()).toBe(false);
    else {
      await page.locator('#send').click();
      expect(await page.locator(':focus').getAttribute('id')).toBe('problems');
    }
    expect(stand.puts).toEqual([]);
  });

  test('what is too much can be taken out', async () => {
    page = await stand.open('en');
    await choose(...['a', 'b', 'c', 'd'].map((name) => file(name, 'x')));
    await problem('en', 'most-files', { count: 4, most: 3 }).waitFor();
    await page.getByRole('button', { name: 'Remove “b”' }).click();
    expect(await names()).toEqual(['a', 'c', 'd']);
    expect(await page.getByRole('alert').innerText()).toBe('');
    expect(await page.locator(':focus').innerText()).toContain('Remove “c”');
  });

  test('files dropped anywhere are added; a folder is refused', async () => {
    page = await stand.open('ja');
    const one = file('a.log', 'one');
    await drop([one, path.dirname(one)]);
    await listed(1);
    await drop([file('b.zip', 'two')]);
    await listed(2);
    expect(await names()).toEqual(['a.log', 'b.zip']);
    await drop([path.dirname(one)]);
    await problem('ja', 'folder', { name: path.basename(path.dirname(one)) }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/upload/open-ja');
    await page.locator('#send').click();
    await reach(page, 'done');
    expect(stand.puts.map(({ bytes }) => String(bytes))).toEqual(['one', 'two']);
  });

  test('files dropped while it sends are not added', async () => {
    stand.answers.push('never');
    page = await stand.open('en');
    await choose(file('a.log', 'one'));
    await page.locator('#send').click();
    await reach(page, 'sending');
    await drop([file('b.log', 'two')]);
    await page.locator('#cancel').click();
    await reach(page, 'open');
    expect(await names()).toEqual(['a.log']);
  });

  test('pasted files are added', async () => {
    page = await stand.open('en');
    await page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['pasted'], 'a.log'));
      dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
    }`);
    await listed(1);
    expect(await names()).toEqual(['a.log']);
  });

  test('a log that is being written is sent as it was when chosen', async () => {
    const log = file('live.log', 'first');
    page = await stand.open('en');
    await choose(log);
    await listed(1);
    fs.appendFileSync(log, ' and more');
    await page.locator('#send').click();
    await reach(page, 'done');
    expect(String(stand.puts[0]?.bytes)).toBe('first');
  });

  test('a large file that was changed since is named', async () => {
    const zip = file('big.zip', Buffer.alloc(17 * MB));
    page = await stand.open('ja');
    await choose(zip);
    await listed(1);
    fs.rmSync(zip);
    await page.locator('#send').click();
    await problem('ja', 'unreadable', { name: 'big.zip' }).waitFor();
    await reach(page, 'open');
  });

  test('the keyboard is enough', async () => {
    page = await stand.open('en');
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const asked = page.waitForEvent('filechooser');
    await press('Tab', 'Tab');
    expect(await page.locator(':focus').getAttribute('id')).toBe('files');
    await press('Enter');
    await (await asked).setFiles([file('a.log', 'one'), file('b.log', 'two')]);
    await listed(2);
    await press('Tab', 'Enter');
    expect(await names()).toEqual(['b.log']);
    await press('Tab');
    expect(await page.locator(':focus').getAttribute('id')).toBe('send');
    await press('Enter');
    await reach(page, 'done');
    expect(await page.locator(':focus').getAttribute('id')).toBe('title');
  });

  test('the language changes in place, and what was chosen stays', async () => {
    page = await stand.open('ja');
    await choose(file('a.log', 'one'), file('b.log', ''));
    await listed(1);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe('Send logs - MECM Triage');
    expect(await page.locator('#total').innerText()).toBe(sentence('en', 'total', { count: 1, size: '3 B' }));
    expect(await problem('en', 'empty', { name: 'b.log' }).isVisible()).toBe(true);
    await page.getByRole('button', { name: '日本語' }).click();
    expect(await page.locator('h1').innerText()).toBe(sentence('ja', 'open.title'));
    expect(await names()).toEqual(['a.log']);
  });

  test.each<PageState>(['spent', 'expired', 'unknown'])(
    'a link that is %s says how to get another',
    async (state) => {
      for (const lang of ['ja', 'en'] as const) {
        page = await stand.open(lang, { state });
        expect(await page.locator('main').innerText()).toBe(
          [`${state}.title`, `${state}.lead`, 'renew'].map((id) => sentence(lang, id)).join('\n\n'),
        );
      }
    },
  );

  test.each<Lang>(['ja', 'en'])('a phone 360 px wide needs no sideways scrolling, in %s', async (lang) => {
    stand.answers.push('never');
    page = await stand.open(lang, { width: 360 });
    const fits = async () => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      for (const target of await page.locator('button:visible, label.button:visible').all()) {
        const { width = 0, height = 0 } = (await target.boundingBox()) ?? {};
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
      }
    };
    await fits();
    await choose(
      file(`${'a_very_long_name_'.repeat(12)}.log`, 'x'),
      file('サイト サーバーのログ'.repeat(6), 'x'),
      file('c.log', ''),
    );
    await listed(2);
    await fits();
    await page.locator('#send').click();
    await reach(page, 'sending');
    await fits();
    await page.locator('#cancel').click();
    stand.answers.push({ status: 500 });
    await page.locator('#send').click();
    await reach(page, 'failed');
    await fits();
    await page.locator('#retry').click();
    await reach(page, 'done');
    await fits();
  });

  test('no script or style but its own runs', async () => {
    page = await stand.open('en');
    await page.evaluate(`{
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "broken in"' }));
      document.body.setAttribute('style', 'display: none');
    }`);
    await until(() => faults.length >= 2);
    expect(faults.splice(0).join()).toMatch(/Content Security Policy/);
    expect(await page.title()).not.toBe('broken in');
    expect(await page.locator('h1').isVisible()).toBe(true);
  });
});
