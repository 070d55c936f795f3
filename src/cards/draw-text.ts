import { clean, isPlain } from './escape';
import type { Tone } from './sheet';

/** A stretch of text in one look. */
export interface Run {
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Small' | 'Default' | 'Large';
  readonly isSubtle?: true;
  readonly color?: string;
  readonly fontType?: 'Monospace';
}

/** Characters of a paragraph, and of a log line, that a card shows. */
export const LONGEST = 1_500;
export const LONGEST_QUOTE = 600;

/** How a tone colours a text. */
export const COLOURS: Readonly<Record<Tone, object>> = {
  normal: {},
  subtle: { isSubtle: true },
  good: { color: 'Good' },
  warning: { color: 'Warning' },
  bad: { color: 'Attention' },
  accent: { color: 'Accent' },
};

/** A title or a section's heading, which screen readers jump to. */
export function heading(text: string, more: { size: 'Default' | 'Large' }): object {
  const shown = clean(text, LONGEST);
  if (!isPlain(shown)) return rich([{ text: shown, weight: 'Bolder', ...more }], { spacing: 'Medium' });
  return {
    type: 'TextBlock',
    text: shown,
    weight: 'Bolder',
    wrap: true,
    spacing: 'Medium',
    style: 'heading',
    ...more,
  };
}

/** Text runs: Teams reads no Markdown, HTML or mention in them. */
export function rich(runs: readonly Run[], more: object = {}): object {
  const inlines = runs.map((run) => ({ type: 'TextRun', ...run, text: clean(run.text, LONGEST) }));
  return { type: 'RichTextBlock', ...more, inlines };
}

/** A single run that no Markdown reader could misread takes the shorter element. */
export function line(runs: readonly Run[], more: object = {}): object {
  const [run, ...rest] = runs.map((one) => ({ ...one, text: clean(one.text, LONGEST) }));
  if (!run || rest.length > 0 || !isPlain(run.text)) return rich(runs, more);
  return { type: 'TextBlock', wrap: true, ...more, ...run };
}

/** A log line or command as it stands, which can be selected and copied. */
export function mono(text: string, longest: number, spacing: 'None' | 'Small' = 'Small'): object {
  return rich(
    [{ text: clean(text.replace(/\s*[\r\n]+\s*/g, ' '), longest), fontType: 'Monospace', size: 'Small' }],
    { spacing },
  );
}
