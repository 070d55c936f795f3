import type { Press } from '../domain';
import type { Plot } from './bars';

/** `good` to `bad` colour a card; they are never the only sign of what they mean. */
export type Tone = 'normal' | 'subtle' | 'good' | 'warning' | 'bad' | 'accent';

/** What may be left out where a card is too long, first things first. */
export type Detail = 'references' | 'files' | 'timeline' | 'ruled-out' | 'alternative' | 'others';

/** A piece of a reply. Texts are plain: each printer escapes what its reader could misread. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | {
      readonly kind: 'badge';
      readonly sign: string;
      readonly text: string;
      readonly title: string;
      readonly means: string;
      readonly tone: Tone;
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly label?: string;
      readonly tone?: Tone;
      readonly item?: boolean;
    }
  /** A line of a log, character by character. */
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'command'; readonly text: string }
  | {
      readonly kind: 'step';
      readonly number: number;
      readonly tick: boolean;
      readonly text: string;
      readonly more: readonly Block[];
    }
  | { readonly kind: 'link'; readonly title: string; readonly url: string }
  /** A button within the text, which opens an address. */
  | { readonly kind: 'open'; readonly title: string; readonly url: string }
  | {
      readonly kind: 'section';
      readonly title: string;
      readonly blocks: readonly Block[];
      readonly folded?: boolean;
      readonly detail?: Detail;
    }
  /** The same counts drawn as a chart, listed where a card cannot have one, and printed as text; `mark` says what a marked bar holds. */
  | {
      readonly kind: 'chart';
      readonly charted: Picture;
      readonly listed: Picture;
      readonly printed: Picture;
      readonly mark: string;
    }
  | { readonly kind: 'option'; readonly number: number; readonly text: string }
  | {
      readonly kind: 'pick';
      readonly label: string;
      readonly error: string;
      readonly options: readonly Choice[];
    }
  /** Text to be copied as a whole. */
  | { readonly kind: 'copy'; readonly label: string; readonly text: string };

/** Bars, what they count, and when. */
export interface Picture extends Plot {
  readonly unit: string;
  readonly caption: string;
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** A press whose value comes from the card's choice set. */
export type Pick = Omit<Extract<Press, { press: 'answer' }>, 'value'>;

/** `takesPick`: sends the choice set's pick along; any other button sends its own ids and nothing else. */
export interface PressButton {
  readonly title: string;
  readonly data: Press | Pick | { readonly post: true };
  readonly takesPick?: boolean;
}

/** Opens an address; left out where that is no web address. */
export interface LinkButton {
  readonly title: string;
  readonly url: string;
}

export type Button = PressButton | LinkButton;

/** One reply, as blocks from top to bottom and the buttons below. */
export interface Sheet {
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
}

/** A section, or nothing where it would be empty. */
export function section(
  title: string,
  blocks: readonly Block[],
  more: { folded?: boolean; detail?: Detail } = {},
): readonly Block[] {
  return blocks.length > 0 ? [{ kind: 'section', title, blocks, ...more }] : [];
}

/** A paragraph, with what it is about in front when `label` is given. */
export function text(words: string, more: { label?: string; tone?: Tone } = {}): Block {
  return { kind: 'text', text: words, ...more };
}

/** One entry of a list. */
export function item(words: string, tone: Tone = 'normal'): Block {
  return { kind: 'text', text: words, tone, item: true };
}
