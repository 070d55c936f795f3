import { randomBytes } from 'node:crypto';
import AdmZip from 'adm-zip';
import type { Page } from 'playwright-core';
import {
  type Answer,
  faults,
  file,
  inBrowser,
  MB,
  type Put,
  reach,
  type Stand,
  sentence,
  startStand,
  until,
} from './stand';

jest.setTimeout(30_000);

inBrowser('sending from the upload page', () => {
  let stand: Stand;
  let page: Page;
  beforeAll(async () => {
    stand = await startStand({ bytes: 40 * MB, files: 5 });
  });
  afterEach(() => {
    stand.puts.length = 0;
    stand.answers.length = 0;
    stand.pace = 0;
    stand.keepAlive = false;
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(() => stand.close());

  const choose = async (...files: string[]) => {
    await page.setInputFiles('#files', files);
    await page
      .locator('#list li')
      .nth(files.length - 1)
      .waitFor();
  };
  const press = (id: string) => page.locator(`#${id}`).click();
  const text = (id: string) => page.locator(`#${id}`).innerText();
  const focused = () => page.locator(':focus').getAttribute('id');
  const query = (put: Put) => new URL(put.url, stand.origin).searchParams;
  const sent = () =>
    stand.puts.map((put) => {
      const [name, part, of] = ['name', 'part', 'of'].map((key) => query(put).get(key));
      return `${name} ${part}/${of}${put.whole ? '' : ' torn'}`;
    });
  const batches = () => new Set(stand.puts.map((put) => query(put).get('batch'))).size;
  /** What is shown and said until the page is done. */
  const watch = async () => {
    const [percents, titles, said] = [[] as number[], new Set<string>(), new Set<string | null>()];
    while (!(await page.locator('main[data-state=done]').count())) {
      percents.push(Number(await page.locator('#bar').getAttribute('value')));
      titles.add(await page.title());
      said.add(await page.locator('#said').textContent());
    }
    return { percents: [...new Set(percents)], titles, said };
  };
  const both = [file('a.log', 'one'), file('b.log', 'two')];

  test.each(['ja', 'en'] as const)(
    'a zip of some MB is seen on its way, in %s',
    async (lang) => {
      const zip = new AdmZip();
      zip.addFile('Logs/DDM.log', randomBytes(12 * MB));
      const bytes = zip.toBuffer();
      stand.pace = 4;
      page = await stand.open(lang);
      await choose(file('サイト & ログ+1%.zip', bytes));
      await press('send');
      await reach(page, 'sending');
      expect(await text('title')).toBe(sentence(lang, 'sending.title'));
      expect(await text('now')).toBe(
        sentence(lang, 'now', { name: 'サイト & ログ+1%.zip', part: 1, count: 1 }),
      );
      const { percents, titles, said } = await watch();
      expect(percents.filter((percent) => percent > 0 && percent < 100).length).toBeGreaterThan(2);
      expect(percents).toEqual([...percents].sort((a, b) => a - b));
      expect([...titles].some((title) => /^[1-9]\d?% /.test(title))).toBe(true);
      expect(said.size).toBeLessThanOrEqual(5);
      expect(await text('title')).toBe(sentence(lang, 'done.title'));
      expect(await text('lead')).toBe(sentence(lang, 'done.lead'));
      expect(await focused()).toBe('title');

      const [put] = stand.puts;
      expect(stand.puts).toHaveLength(1);
      const name = encodeURIComponent('サイト & ログ+1%.zip');
      expect(put?.url.replace(/batch=[\w-]+$/, 'batch=')).toBe(
        `/upload/open-${lang}?name=${name}&part=1&of=1&batch=`,
      );
      expect(put?.type).toBe('application/octet-stream');
      expect(put?.bytes.equals(bytes)).toBe(true);
    },
    30_000,
  );

  test('files go one after the other, also those of one name', async () => {
    page = await stand.open('ja');
    await choose(file('a.log', 'one'), file('a.log', 'two'));
    await press('send');
    await reach(page, 'done');
    expect(sent()).toEqual(['a.log 1/2', 'a.log 2/2']);
    expect(stand.puts.map(({ bytes }) => String(bytes))).toEqual(['one', 'two']);
  });

  test.each<[Answer, string, string]>([
    [{ status: 404 }, 'unknown', 'unknown.lead'],
    [{ status: 410 }, 'expired', 'expired.lead'],
    [{ status: 410, code: 'expired' }, 'expired', 'expired.lead'],
    [{ status: 410, code: 'spent' }, 'spent', 'spent.lead'],
    [{ status: 410, code: '__proto__' }, 'expired', 'expired.lead'],
    [{ status: 409, code: 'sending' }, 'failed', 'failed.waiting'],
    [{ status: 409 }, 'failed', 'failed.waiting'],
    [{ status: 429 }, 'failed', 'failed.busy'],
    [{ status: 503 }, 'failed', 'failed.busy'],
    [{ status: 500, code: 'Error' }, 'failed', 'failed.server'],
    [{ status: 400 }, 'failed', 'failed.server'],
    ['cut', 'failed', 'failed.network'],
    ['lost', 'failed', 'failed.network'],
  ])('the answer %j leads to %s: %s', async (answer, state, phrase) => {
    stand.answers.push(answer);
    page = await stand.open('ja');
    await choose(file('a.log', 'one'));
    await press('send');
    await reach(page, state);
    expect(await text('title')).toBe(sentence('ja', `${state}.title`));
    expect(await text('lead')).toBe(sentence('ja', phrase));
    expect(await page.getByText(sentence('ja', 'renew')).isVisible()).toBe(state !== 'failed');
    expect(await page.locator('#retry').isVisible()).toBe(state === 'failed');
    expect(await focused()).toBe('title');

    await press('language');
    expect(await text('title')).toBe(sentence('en', `${state}.title`));
    expect(await text('lead')).toBe(sentence('en', phrase));
    expect(await page.innerText('body')).not.toMatch(/raw server text|\{\w+\}|[a-z]+\.(title|lead)/);
  });

  test('a file too large for the server can be taken out, and the rest sent', async () => {
    stand.answers.push({ status: 413 });
    page = await stand.open('en');
    await choose(...both);
    await press('send');
    await page.getByText(sentence('en', 'problem.large', { name: 'a.log' })).waitFor();
    await page.getByRole('button', { name: 'Remove “a.log”' }).click();
    await press('send');
    await reach(page, 'done');
    expect(sent()).toEqual(['a.log 1/2', 'b.log 1/1']);
  });

  test('once a file was taken, one too large is the end of the link', async () => {
    stand.answers.push({ status: 201 }, { status: 413 });
    page = await stand.open('en');
    await choose(...both);
    await press('send');
    await reach(page, 'stopped');
    expect(await text('lead')).toBe(sentence('en', 'stopped.large', { name: 'b.log' }));
  });

  test('after a cut, only what is missing is sent again', async () => {
    stand.answers.push({ status: 201 }, 'cut');
    page = await stand.open('ja');
    await choose(file('a.log', 'one'), file('b.zip', Buffer.alloc(8 * MB, 7)), file('c.log', 'three'));
    await press('send');
    await reach(page, 'failed');
    expect(await page.locator('.taken:visible').count()).toBe(1);
    await press('retry');
    await reach(page, 'done');
    expect(sent()).toEqual(['a.log 1/3', 'b.zip 2/3 torn', 'b.zip 2/3', 'c.log 3/3']);
    expect(stand.puts[2]?.bytes.equals(Buffer.alloc(8 * MB, 7))).toBe(true);
    expect(batches()).toBe(1);
  });

  test('a file that had arrived although its answer was lost counts', async () => {
    stand.answers.push({ status: 201 }, 'lost', { status: 409, code: 'sent' });
    page = await stand.open('en');
    await choose(...both);
    await press('send');
    await reach(page, 'failed');
    await press('retry');
    await reach(page, 'done');
  });

  test('a request that the browser itself repeats counts once', async () => {
    stand.keepAlive = true;
    stand.answers.push('lost', { status: 409, code: 'sent' });
    page = await stand.open('en');
    await choose(...both);
    await press('send');
    await reach(page, 'done');
    expect(sent()).toEqual(['a.log 1/2', 'a.log 1/2', 'b.log 2/2']);
  });

  test('cancel leads back to the choice, which can still be changed', async () => {
    stand.answers.push('never');
    page = await stand.open('en');
    await choose(file('wrong.zip', Buffer.alloc(8 * MB)), file('b.log', 'two'));
    await press('send');
    await reach(page, 'sending');
    await press('cancel');
    await reach(page, 'open');
    await until(() => sent()[0] === 'wrong.zip 1/2 torn');
    await page.getByRole('button', { name: 'Remove “wrong.zip”' }).click();
    await press('send');
    await reach(page, 'done');
    expect(sent()[1]).toBe('b.log 1/1');
    expect(batches()).toBe(2);
  });

  test('after the first file was taken, cancel leaves only the rest to be sent', async () => {
    stand.answers.push({ status: 201 }, 'never');
    page = await stand.open('ja');
    await choose(file('a.log', 'one'), file('b.zip', Buffer.alloc(8 * MB)));
    await press('send');
    await page.getByText(sentence('ja', 'now', { name: 'b.zip', part: 2, count: 2 })).waitFor();
    await press('cancel');
    await reach(page, 'open');
    expect(await page.getByText(sentence('ja', 'locked')).isVisible()).toBe(true);
    expect(await page.locator('#chooser, #list button').filter({ visible: true }).count()).toBe(0);
    expect(await text('send')).toBe(sentence('ja', 'rest'));
    await press('send');
    await reach(page, 'done');
    expect(sent().at(-1)).toBe('b.zip 2/2');
  });

  test('without a network it waits, and goes on by itself', async () => {
    stand.answers.push({ status: 201 });
    page = await stand.open('ja');
    await choose(...both);
    await page.context().setOffline(true);
    await press('send');
    await reach(page, 'offline');
    expect(await text('lead')).toBe(sentence('ja', 'offline.lead'));
    await page.context().setOffline(false);
    await reach(page, 'done');
    expect(sent()).toEqual(['a.log 1/2', 'b.log 2/2']);
  });

  test('a connection that has fallen silent counts as cut', async () => {
    stand.answers.push('never');
    page = await stand.open('en');
    await page.clock.install();
    await choose(file('a.log', 'one'));
    await press('send');
    await reach(page, 'sending');
    await page.clock.runFor(121_000);
    await reach(page, 'failed');
    expect(await text('lead')).toBe(sentence('en', 'failed.network'));
    await page.close();
  });

  test('leaving while it sends is asked about, and only then', async () => {
    stand.answers.push('never');
    page = await stand.open('en');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await choose(file('a.log', 'one'));
    await press('send');
    await reach(page, 'sending');
    await page.close({ runBeforeUnload: true });
    await until(() => asked.length > 0);
    await press('cancel');
    await reach(page, 'open');
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(asked).toEqual(['beforeunload']);
  });
});
