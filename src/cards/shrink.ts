import type { Lang, Phrases } from '../domain';
import { type AdaptiveCard, draw } from './draw';
import { voice } from './say';
import { type Block, type Detail, type Sheet, text } from './sheet';
import { LIMIT, size, TARGET } from './size';

type Shorten = (sheet: Sheet) => Sheet;

/** What goes first when a card is over the target, in this order. */
const FIRST: readonly Shorten[] = [
  without('references'),
  without('files'),
  without('timeline'),
  without('ruled-out'),
  clip('quote', 160),
];
/** What goes only where Teams would refuse the card. */
const LAST: readonly Shorten[] = [
  without('alternative'),
  without('others'),
  clip('text', 300),
  clip('step', 300),
  firstBlocks(40),
  firstBlocks(12),
  clip('command', 300),
  clip('text', 100),
  clip('step', 100),
  firstBlocks(6),
];

/** The sheet as a card that Teams takes: detail is left out, and said to be, until the card is small enough. */
export function shrink(sheet: Sheet, lang: Lang, phrases: Phrases): AdaptiveCard {
  const whole = draw(sheet, lang);
  if (size(whole) <= TARGET) return whole;
  let shorter = sheet;
  let card = whole;
  for (const [shorten, most] of [
    ...FIRST.map((s) => [s, TARGET] as const),
    ...LAST.map((s) => [s, LIMIT] as const),
  ]) {
    if (size(card) <= most) break;
    shorter = shorten(shorter);
    card = draw(
      {
        ...shorter,
        blocks: [...shorter.blocks, text(voice(phrases, lang).say('label.shortened'), { tone: 'subtle' })],
      },
      lang,
    );
  }
  return card;
}

function without(detail: Detail): Shorten {
  return (sheet) => ({
    ...sheet,
    blocks: sheet.blocks.filter((block) => block.kind !== 'section' || block.detail !== detail),
  });
}

function firstBlocks(most: number): Shorten {
  const cut = (blocks: readonly Block[]): readonly Block[] =>
    blocks
      .slice(0, most)
      .map((block) => (block.kind === 'section' ? { ...block, blocks: cut(block.blocks) } : block));
  return (sheet) => ({ ...sheet, blocks: cut(sheet.blocks) });
}

function clip(kind: 'quote' | 'text' | 'step' | 'command', longest: number): Shorten {
  const shorter = (words: string) => (words.length > longest ? `${words.slice(0, longest)}…` : words);
  const cut = (block: Block): Block => {
    if (block.kind === 'section') return { ...block, blocks: block.blocks.map(cut) };
    if (block.kind === 'step')
      return {
        ...block,
        text: kind === 'step' ? shorter(block.text) : block.text,
        more: block.more.map(cut),
      };
    return block.kind === kind ? { ...block, text: shorter(block.text) } : block;
  };
  return (sheet) => ({ ...sheet, blocks: sheet.blocks.map(cut) });
}
