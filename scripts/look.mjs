// Draws sample cards in headless Chromium, for people to look at:
//   node scripts/look.mjs [folder] [part of a name]        (CHROMIUM names another browser)
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';
import { chromium } from 'playwright-core';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const WIDTHS = { phone: 360, desktop: 760 };
const COMMONJS = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
};

/** The sources and the replies of the card tests, straight from TypeScript. */
function load(file) {
  const require = createRequire(import.meta.url);
  require.extensions['.ts'] = (module, name) => module._compile(transformFileSync(name, COMMONJS).code, name);
  return require(path.join(ROOT, file));
}

/** Colours, spacing and sizes close to Teams' light theme. */
const HOST = {
  fontFamily: "'Segoe UI', 'IPAGothic', sans-serif",
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  fontTypes: {
    default: {
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 200, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: "Consolas, 'DejaVu Sans Mono', monospace",
      fontSizes: { small: 12, default: 14 },
    },
  },
  containerStyles: Object.fromEntries(
    Object.entries({
      default: '#ffffff',
      emphasis: '#f5f5f5',
      accent: '#ebf3fc',
      good: '#e7f2da',
      attention: '#fce4e8',
      warning: '#fbf2d9',
    }).map(([name, backgroundColor]) => [name, { backgroundColor, foregroundColors: colours() }]),
  ),
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16 },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
};

function colours() {
  const shades = (on, off) => ({ default: on, subtle: off });
  return {
    default: shades('#242424', '#616161'),
    accent: shades('#5b5fc7', '#7f85f5'),
    good: shades('#237b4b', '#237b4b'),
    warning: shades('#835b00', '#835b00'),
    attention: shades('#c4314b', '#c4314b'),
  };
}

const CSS = `body{margin:0;overflow-wrap:anywhere;background:#f0f0f0;padding:8px}#card{background:#fff;border-radius:6px;box-shadow:0 1px 4px #0003}
.ac-pushButton{font:14px 'Segoe UI',IPAGothic,sans-serif;background:#fff;border:1px solid #d1d1d1;border-radius:4px;padding:6px 12px;margin-bottom:8px;white-space:normal}
.ac-actionSet{flex-wrap:wrap!important}select,textarea{width:100%;font:14px IPAGothic,sans-serif;padding:6px;box-sizing:border-box}textarea{height:220px}`;

/** Runs in the browser; returns what the package complains about. */
function draw({ card, host, open }) {
  const { AdaptiveCard, HostConfig, SerializationContext, Versions } = window.AdaptiveCards;
  const adaptive = new AdaptiveCard();
  adaptive.hostConfig = new HostConfig(host);
  const context = new SerializationContext(Versions.v1_5);
  adaptive.parse(card, context);
  const target = document.getElementById('card');
  target.replaceChildren(adaptive.render());
  if (open)
    for (const head of [...target.querySelectorAll('.ac-selectable')].filter((one) => one.offsetParent))
      head.click();
  const complaints = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  // The package tests `lang` with a stateful expression and refuses every second card.
  return complaints.filter((message) => !message.includes('"lang"'));
}

async function main([folder = mkdtempSync(path.join(tmpdir(), 'cards-')), wanted = '']) {
  mkdirSync(folder, { recursive: true });
  const { samples } = load('test/cards/samples.ts');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  for (const [kind, width] of Object.entries(WIDTHS)) {
    const page = await browser.newPage({ viewport: { width, height: 400 }, deviceScaleFactor: 1.5 });
    await page.setContent(`<style>${CSS}</style><div id="card"></div>`);
    await page.addScriptTag({
      content: readFileSync(path.join(ROOT, 'node_modules/adaptivecards/dist/adaptivecards.js'), 'utf8'),
    });
    for (const [name, card] of samples().filter(([name]) => name.includes(wanted))) {
      const complaints = await page.evaluate(draw, { card, host: HOST, open: kind === 'phone' });
      const file = path.join(folder, `${name.replaceAll(' ', '-')}.${kind}.png`);
      writeFileSync(file, await page.locator('#card').screenshot());
      process.stdout.write(`${file}${complaints.length > 0 ? `  ${complaints.join('; ')}` : ''}\n`);
    }
  }
  await browser.close();
}

await main(process.argv.slice(2));
