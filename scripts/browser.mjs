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

/**
 * A page of a new Playground at `address` in headless Chromium, once the bot has said its welcome. Nothing but that address is fetched.
 * `say` sends a message and `press` presses the newest button of that name; both resolve when the bot's card has come.
 * `picture` writes a PNG of the newest card, `withMessage` with the person's message above it.
 */
export async function openPage(address, { width = 900, height = 1200 } = {}) {
  const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS });
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1.5 });
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
      const message = withMessage
        ? await page.getByText(withMessage, { exact: true }).last().boundingBox()
        : card;
      await page.screenshot({ path: file, clip: around(card, message) });
    },
    close: () => browser.close(),
  };
}

/** The smallest area that holds two boxes, with a margin. */
function around(a, b, margin = 16) {
  const x = Math.min(a.x, b.x) - margin;
  const y = Math.min(a.y, b.y) - margin;
  const right = Math.max(a.x + a.width, b.x + b.width) + margin;
  const bottom = Math.max(a.y + a.height, b.y + b.height) + margin;
  return { x, y, width: right - x, height: bottom - y };
}
