import fs from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is installed, or null. */
export function findChromium() {
  return PLACES.find((place) => fs.existsSync(place)) ?? null;
}

const CARDS = '.ac-adaptiveCard';
const MARGIN = 12;
/** From a card to the outer edge of its bubble. */
const FRAME = 24;
/** The width at which the Playground shows its list of conversations. */
const WITH_LIST = 1400;
const ANSWER = 15_000;
const DIAGNOSIS = 60_000;

/**
 * A page of a new Playground at `address` in headless Chromium, once the bot has said its welcome. Only loopback is fetched.
 * `newest` is the text of the newest card, or of the one `place` cards from the end. `say` sends a message, `press` presses the newest button of that name; both resolve when a card has come or changed.
 * `until` waits for a newest card that matches, and gives its text. `openLink` presses the newest card's link and gives
 * the upload page that it opens. `toGroup` goes to the group chat, where `say` mentions the bot.
 * `picture` writes a PNG of the newest card, `withMessage` with the person's message above it, `steps` up to that step only.
 */
export async function openPage(address, { width = 680, height = 3980 } = {}) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 1.25 });
  await context.route(
    (url) => url.origin !== address && url.hostname !== '127.0.0.1',
    (route) => route.abort(),
  );
  const page = await context.newPage();
  await page.goto(address);
  await page.locator(CARDS).first().waitFor();
  await page.getByTitle('Hide log panel').click();

  let inGroup = false;
  const cards = () => page.locator(CARDS).allInnerTexts();
  const newest = async (place = 1) => (await cards()).at(-place) ?? '';
  const waitFor = async (isSo, patience, what) => {
    for (const until = Date.now() + patience; !(await isSo()); await page.waitForTimeout(50)) {
      if (Date.now() > until) {
        throw new Error(`${what} within ${patience / 1000} s. The newest card:\n${await newest()}`);
      }
    }
  };
  const answered = async (act) => {
    const before = JSON.stringify(await cards());
    await act();
    const changed = async () => JSON.stringify(await cards()) !== before;
    await waitFor(changed, ANSWER, 'The bot did not answer in the Playground');
  };
  const mention = async () => {
    await page.keyboard.type('@');
    // Enter would send the bare sign.
    await page.getByRole('menuitem', { name: 'Test Bot' }).click();
    await page.keyboard.insertText(' ');
  };
  return {
    newest,
    say: (text) =>
      answered(async () => {
        await page.locator('div[role=textbox]').click();
        if (inGroup) await mention();
        await page.keyboard.insertText(text);
        await page.getByRole('button', { name: 'Send Message' }).click();
      }),
    press: (name) => answered(() => page.getByRole('button', { name, exact: true }).last().click()),
    until: async (pattern) => {
      await waitFor(async () => pattern.test(await newest()), DIAGNOSIS, `Nothing matched ${pattern}`);
      return newest();
    },
    openLink: async (name) => {
      const link = page.locator(CARDS).last().getByRole('link', { name, exact: true });
      const [opened] = await Promise.all([context.waitForEvent('page'), link.click()]);
      return uploadPage(opened);
    },
    toGroup: async () => {
      await page.setViewportSize({ width: WITH_LIST, height });
      const before = await newest();
      await page.getByRole('treeitem', { name: /Group Chat/ }).click();
      const greeted = async () => !['', before].includes(await newest());
      await waitFor(greeted, ANSWER, 'The bot did not greet the group chat');
      inGroup = true;
    },
    picture: async (file, { withMessage, steps } = {}) => {
      await page.waitForTimeout(500);
      const newestCard = page.locator(CARDS).last();
      const card = await newestCard.boundingBox();
      const message = withMessage && (await page.getByText(withMessage).last().boundingBox());
      const next = steps && (await newestCard.getByText(String(steps + 1), { exact: true }).boundingBox());
      const y = (message || card).y - MARGIN;
      const bottom = next ? next.y - 4 : card.y + card.height + MARGIN;
      const right = message ? width : card.x + card.width + FRAME;
      await page.screenshot({ path: file, clip: { x: 0, y, width: right, height: bottom - y } });
    },
    close: () => browser.close(),
  };
}

/**
 * The page behind an upload link. `send` sends the chosen file so that it takes about `seconds`, calls `midway` once while the bar is between
 * its ends, and resolves when the page is done to the percentages its bar has shown.
 */
async function uploadPage(page) {
  await page.locator('#choose').waitFor();
  const main = page.locator('main');
  const text = async () => (await main.innerText()).replace(/\s+/g, ' ');
  return {
    text,
    send: async (file, { seconds, midway }) => {
      await page.locator('#files').setInputFiles(file);
      const network = await page.context().newCDPSession(page);
      await network.send('Network.enable');
      const uploadThroughput = fs.statSync(file).size / seconds;
      const limits = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
      await network.send('Network.emulateNetworkConditions', limits);
      await page.locator('#send').click();
      const shown = [];
      for (const until = Date.now() + DIAGNOSIS; (await main.getAttribute('data-state')) !== 'done'; ) {
        if (Date.now() > until) throw new Error(`The upload did not end:\n${await text()}`);
        const percent = await page.locator('#bar').evaluate((bar) => bar.value);
        if (shown.at(-1) !== percent) shown.push(percent);
        if (percent >= 50 && midway) {
          await midway();
          midway = null;
        }
        await page.waitForTimeout(50);
      }
      return shown;
    },
    picture: async (file) => {
      const { width } = page.viewportSize();
      const { y, height } = await main.boundingBox();
      await page.screenshot({ path: file, clip: { x: 0, y: 0, width, height: y + height + MARGIN } });
    },
    close: () => page.close(),
  };
}
