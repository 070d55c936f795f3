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

/**
 * A page of a new Playground at `address` in headless Chromium, once the bot has said its welcome. Nothing but that address is fetched.
 * `say` sends a message and `press` presses the newest button of that name; both resolve when the bot's card has come.
 * `picture` writes a PNG of the newest card, `withMessage` with the person's message above it.
 */
export async function openPage(address, { width = 680, height = 4000 } = {}) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1.25 });
  await page.route(
    (url) => url.origin !== address,
    (route) => route.abort(),
  );
  await page.goto(address);
  await page.locator(CARDS).first().waitFor();
  await page.getByTitle('Hide log panel').click();

  const cards = () => page.locator(CARDS).allInnerTexts();
  const answered = async (act) => {
    const before = JSON.stringify(await cards());
    await act();
    for (const until = Date.now() + 10_000; JSON.stringify(await cards()) === before; ) {
      if (Date.now() > until) throw new Error('The bot did not answer in the Playground within 10 s.');
      await page.waitForTimeout(50);
    }
  };
  return {
    newest: async () => (await cards()).at(-1) ?? '',
    say: (text) =>
      answered(async () => {
        await page.locator('div[role=textbox]').click();
        await page.keyboard.insertText(text);
        await page.getByRole('button', { name: 'Send Message' }).click();
      }),
    press: (name) => answered(() => page.getByRole('button', { name, exact: true }).last().click()),
    picture: async (file, { withMessage } = {}) => {
      await page.waitForTimeout(500);
      const card = await page.locator(CARDS).last().boundingBox();
      const top = withMessage
        ? await page.getByText(withMessage, { exact: true }).last().boundingBox()
        : card;
      const [y, bottom] = [top.y - MARGIN, card.y + card.height + MARGIN];
      await page.screenshot({ path: file, clip: { x: 0, y, width, height: bottom - y } });
    },
    close: () => browser.close(),
  };
}
