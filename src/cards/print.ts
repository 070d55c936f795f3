import { isAddress } from './address';
import { clean, code, escapeMarkdown } from './escape';
import { rows } from './rows';
import type { Block } from './sheet';

const LONGEST = 2_000;
/** Blocks of a bar that leave a terminal of 80 columns room for the rest. */
const WIDEST_BAR = 40;

/** The blocks as Markdown that also reads well as plain text. Nothing in a text is read as Markdown. */
export function print(blocks: readonly Block[], level = 1): string {
  const shown = blocks.filter((block) => block.kind !== 'open' || isAddress(block.url));
  return shown
    .map((block, i) => `${gap(block, shown[i - 1])}${one(block, level)}`)
    .join('\n')
    .trim();
}

/** Lists stand close together; paragraphs are set apart. */
function gap(block: Block, before: Block | undefined): string {
  if (!before || (isListed(block) && isListed(before)) || block.kind === 'command') return '';
  return '\n';
}

function isListed(block: Block): boolean {
  return (
    block.kind === 'step' ||
    block.kind === 'option' ||
    block.kind === 'quote' ||
    block.kind === 'link' ||
    (block.kind === 'text' && block.item === true)
  );
}

function one(block: Block, level: number): string {
  const safe = (text: string) => escapeMarkdown(clean(text, LONGEST));
  switch (block.kind) {
    case 'title':
      return `${'#'.repeat(level)} ${safe(block.text)}`;
    case 'badge':
      return `${'#'.repeat(level)} ${block.sign} ${[block.text, block.title].filter(Boolean).map(safe).join(': ')}\n\n${safe(block.means)}`;
    case 'text':
      return `${block.item ? '- ' : ''}${block.label ? `**${safe(block.label)}:** ` : ''}${safe(block.text)}`;
    case 'quote':
      return quoted(block.text);
    case 'command':
      return clean(block.text, LONGEST)
        .split(/\r?\n/)
        .map((line) => `   ${code(line)}`)
        .join('\n');
    case 'step':
      return [
        `${block.number}. ${safe(block.text)}`,
        ...block.more.map((more) => `   ${one(more, level).trim()}`),
      ].join('\n');
    case 'link':
      return `- ${safe(block.title)}: ${block.url}`;
    case 'open':
      return `${safe(block.title)}: ${block.url}`;
    case 'section':
      return `${'#'.repeat(level + 1)} ${safe(block.title)}\n\n${print(block.blocks, level + 1)}`;
    case 'chart':
      return [block.printed.unit, '', ...plotted(block)].join('\n');
    case 'option':
      return `${block.number}. ${safe(block.text)}`;
    case 'pick':
      return block.options.map((option, i) => `${i + 1}. ${safe(option.title)}`).join('\n');
    case 'copy':
      return block.text;
  }
}

/** Lines that Markdown leaves as they are. */
function plotted({ printed, mark }: Extract<Block, { kind: 'chart' }>): readonly string[] {
  return rows(printed, WIDEST_BAR, mark).map(
    ({ label, bar }) => `    ${bar === '' ? label : `${label} │${bar}`}`,
  );
}

function quoted(text: string): string {
  return `  ${code(
    clean(text, LONGEST)
      .replace(/\s*[\r\n]+\s*/g, ' ')
      .trim(),
  )}`;
}
