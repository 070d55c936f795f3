import { isAddress } from './address';
import { drawChart } from './chart';
import { COLOURS, heading, LONGEST, LONGEST_QUOTE, line, mono, rich } from './draw-text';
import { clean } from './escape';
import { openUrl } from './send';
import type { Block, Tone } from './sheet';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;
const STYLES: Readonly<Record<Tone, string>> = {
  normal: 'emphasis',
  subtle: 'emphasis',
  good: 'good',
  warning: 'warning',
  bad: 'attention',
  accent: 'accent',
};

/** Blocks as card elements; `prefix` keeps the ids of nested ones apart. */
export function drawBlocks(blocks: readonly Block[], prefix = ''): readonly object[] {
  return blocks.flatMap((block, i) => drawBlock(block, `${prefix}${i}`));
}

function drawBlock(block: Block, id: string): readonly object[] {
  switch (block.kind) {
    case 'title':
      return [heading(block.text, { size: 'Large' })];
    case 'badge':
      return [badge(block)];
    case 'text':
      return [paragraph(block)];
    case 'quote':
      return [mono(block.text, LONGEST_QUOTE, 'None')];
    case 'command':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          spacing: 'Small',
          items: lines(block.text).map((line) => mono(line, LONGEST)),
        },
      ];
    case 'step':
      return [step(block, id)];
    case 'link':
      return [link(block)];
    case 'open':
      return isAddress(block.url)
        ? [{ type: 'ActionSet', spacing: 'Small', actions: [openUrl(block.title, block.url)] }]
        : [];
    case 'section':
      return block.folded
        ? folded(block, id)
        : [heading(block.title, { size: 'Default' }), ...drawBlocks(block.blocks, `${id}-`)];
    case 'chart':
      return [drawChart(block)];
    case 'option':
      return [rich([{ text: `${block.number}. ${block.text}` }], { spacing: 'Small' })];
    case 'pick':
      return [pick(block)];
    case 'copy':
      return [{ type: 'Input.Text', id: 'copy', label: block.label, isMultiline: true, value: block.text }];
  }
}

function badge(block: Of<'badge'>): object {
  const name = `${block.sign} ${block.text}`;
  const items = [
    line([{ text: name, weight: 'Bolder' }]),
    ...(block.title ? [heading(block.title, { size: 'Large' })] : []),
    line([{ text: block.means, size: 'Small' }], { spacing: 'Small' }),
  ];
  return { type: 'Container', style: STYLES[block.tone], bleed: true, items };
}

/** The label stands out by its weight; in subtle text, which is read in passing, it does not. */
function paragraph(block: Of<'text'>): object {
  const colour = COLOURS[block.tone ?? 'normal'];
  const text = `${block.item ? '• ' : ''}${block.text}`;
  if (block.label === undefined) return line([{ text, ...colour }], { spacing: 'Small' });
  const label = `${block.label}: `;
  const runs = [
    { text: label, weight: 'Bolder', ...colour },
    { text, ...colour },
  ] as const;
  return line(block.tone === 'subtle' ? [{ text: label + text, ...colour }] : runs, { spacing: 'Small' });
}

function lines(text: string): readonly string[] {
  return text.trim().split(/\r?\n/);
}

/** The tick stands in a column of its own, so that the text beside it is no Markdown. */
function step(block: Of<'step'>, id: string): object {
  const number = block.tick
    ? { type: 'Input.Toggle', id: `step-${id}`, title: String(block.number) }
    : { type: 'TextBlock', text: String(block.number), weight: 'Bolder' };
  const items = [line([{ text: block.text }]), ...drawBlocks(block.more, `${id}-`)];
  const columns = [
    { type: 'Column', width: 'auto', items: [number] },
    { type: 'Column', width: 'stretch', items },
  ];
  return { type: 'ColumnSet', spacing: 'Small', columns };
}

/** Only web addresses become links; the title is text all the same. */
function link(block: Of<'link'>): object {
  if (!isAddress(block.url)) return rich([{ text: `${block.title}: ${block.url}` }]);
  const inlines = [
    {
      type: 'TextRun',
      text: clean(block.title, LONGEST),
      selectAction: { type: 'Action.OpenUrl', url: block.url },
    },
  ];
  return { type: 'RichTextBlock', spacing: 'Small', inlines };
}

/** A heading that opens what is below it; two lines take turns, so that the arrow tells the state. */
function folded(block: Of<'section'>, id: string): readonly object[] {
  const [closed, open, body] = [`closed-${id}`, `open-${id}`, `body-${id}`];
  const title = clean(block.title, 80);
  const look = { weight: 'Bolder', color: 'Accent' } as const;
  return [
    {
      type: 'Container',
      spacing: 'Medium',
      selectAction: { type: 'Action.ToggleVisibility', title, targetElements: [closed, open, body] },
      items: [
        line([{ text: `▸ ${title}`, ...look }], { id: closed }),
        line([{ text: `▾ ${title}`, ...look }], { id: open, isVisible: false }),
      ],
    },
    {
      type: 'Container',
      id: body,
      isVisible: false,
      spacing: 'Small',
      items: drawBlocks(block.blocks, `${id}-`),
    },
  ];
}

function pick(block: Of<'pick'>): object {
  const choices = block.options.map(({ title, value }) => ({ title: clean(title, 200), value }));
  const { label, error } = block;
  return {
    type: 'Input.ChoiceSet',
    id: 'value',
    style: 'compact',
    wrap: true,
    label,
    isRequired: true,
    errorMessage: error,
    choices,
  };
}
