import type { Lang, Phrases } from '../domain';
import { type AdaptiveCard, draw } from './draw';
import { voice } from './say';
import { type Act, execute } from './send';
import { type Block, type Detail, type Sheet, text } from './sheet';
import { LIMIT, size, TARGET } from './size';

type Shorten = (sheet: Sheet) => Sheet;
type Worded = 'title' | 'badge' | 'option' | 'quote' | 'text' | 'step' | 'command' | 'copy';

/** Bytes the card should stay under, and must; and how its presses are sent. */
export interface Fit {
  readonly target: number;
  readonly limit: number;
  readonly act: Act;
}

const USUAL: Fit = { target: TARGET, limit: LIMIT, act: execute };

/** What goes first when a card is over the target, in this order. */
const FIRST: readonly Shorten[] = [
  without('references'),
  warnings('files'),
  fewerBars,
  without('ruled-out'),
  summed('files'),
  withoutBars,
  without('timeline'),
  clip(['quote'], 160),
];
/** What goes only where Teams would refuse the card. */
const LAST: readonly Shorten[] = [
  without('alternative'),
  without('others'),
  clip(['text', 'step'], 300),
  clip(['copy'], 3_000),
  firstBlocks(40),
  firstBlocks(12),
  clip(['command'], 300),
  clip(['text', 'step', 'title', 'badge', 'option'], 100),
  firstBlocks(6),
  clip(['command', 'quote'], 80),
  firstBlocks(4),
];

/** The sheet as a card that Teams takes: detail is left out, and said to be, until the card is small enough. */
export function shrink(sheet: Sheet, lang: Lang, phrases: Phrases, fit: Partial<Fit> = {}): AdaptiveCard {
  const { target, limit, act } = { ...USUAL, ...fit };
  const whole = draw(sheet, lang, act);
  if (size(whole) <= target) return whole;
  const note = text(voice(phrases, lang).say(shortened(sheet)), { tone: 'subtle' });
  let shorter = sheet;
  let card = whole;
  for (const [shorten, most] of [
    ...FIRST.map((s) => [s, target] as const),
    ...LAST.map((s) => [s, limit] as const),
  ]) {
    if (size(card) <= most) break;
    shorter = shorten(shorter);
    card = draw({ ...shorter, blocks: [...shorter.blocks, note] }, lang, act);
  }
  return card;
}

/** The way to the full text is named where there is a button for it, but not on the export itself. */
function shortened({ blocks, buttons }: Sheet): string {
  if (blocks.some((block) => block.kind === 'copy')) return 'label.shortened.only';
  const exports = buttons.some(
    (button) => 'data' in button && 'name' in button.data && button.data.name === 'export',
  );
  return exports ? 'label.shortened' : 'label.shortened.only';
}

function without(detail: Detail): Shorten {
  return (sheet) => ({
    ...sheet,
    blocks: sheet.blocks.filter((block) => block.kind !== 'section' || block.detail !== detail),
  });
}

/** The chart has no more bars than the list in its place. */
function fewerBars(sheet: Sheet): Sheet {
  const fewer = (block: Block): Block => {
    if (block.kind === 'section') return { ...block, blocks: block.blocks.map(fewer) };
    return block.kind === 'chart' ? { ...block, charted: block.listed } : block;
  };
  return { ...sheet, blocks: sheet.blocks.map(fewer) };
}

/** What the chart shows is still said in words. */
function withoutBars(sheet: Sheet): Sheet {
  const words = (block: Block): Block =>
    block.kind === 'section'
      ? { ...block, blocks: block.blocks.filter((one) => one.kind !== 'chart') }
      : block;
  return { ...sheet, blocks: sheet.blocks.map(words) };
}

/** Of the section what a person can mend, if anything. */
function warnings(detail: Detail): Shorten {
  const of = (block: Block): Block => {
    if (block.kind !== 'section' || block.detail !== detail) return block;
    const blocks = block.blocks.filter((one) => one.kind === 'text' && one.tone === 'warning');
    return blocks.length > 0 ? { ...block, blocks } : text(block.title, { tone: 'subtle' });
  };
  return (sheet) => ({ ...sheet, blocks: sheet.blocks.map(of) });
}

/** The section's heading still says the most of it. */
function summed(detail: Detail): Shorten {
  return (sheet) => ({
    ...sheet,
    blocks: sheet.blocks.map((block) =>
      block.kind === 'section' && block.detail === detail ? text(block.title, { tone: 'subtle' }) : block,
    ),
  });
}

function firstBlocks(most: number): Shorten {
  const cut = (blocks: readonly Block[]): readonly Block[] =>
    blocks
      .slice(0, most)
      .map((block) => (block.kind === 'section' ? { ...block, blocks: cut(block.blocks) } : block));
  return (sheet) => ({ ...sheet, blocks: cut(sheet.blocks) });
}

function clip(kinds: readonly Worded[], longest: number): Shorten {
  const shorter = (words: string) => (words.length > longest ? `${words.slice(0, longest)}…` : words);
  const cut = (block: Block): Block => {
    if (block.kind === 'section') return { ...block, blocks: block.blocks.map(cut) };
    const within = block.kind === 'step' ? { ...block, more: block.more.map(cut) } : block;
    if (!('text' in within) || !kinds.some((kind) => kind === within.kind)) return within;
    const title = within.kind === 'badge' ? { title: shorter(within.title) } : {};
    return { ...within, text: shorter(within.text), ...title };
  };
  return (sheet) => ({ ...sheet, blocks: sheet.blocks.map(cut) });
}
