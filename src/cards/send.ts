import { clean } from './escape';
import type { PressButton } from './sheet';

/** A press as it goes into a card. */
export interface Pressed {
  readonly title: string;
  readonly data: PressButton['data'];
  readonly associatedInputs?: 'none';
  readonly mode?: 'secondary';
}

/** How a press is sent: a card's action for it. */
export type Act = (pressed: Pressed) => object;

/** Characters of a button's title. */
export const LONGEST_TITLE = 80;

/** In a conversation: Action.Execute, with Action.Submit for hosts without it. */
export const execute: Act = (pressed) => ({
  type: 'Action.Execute',
  verb: 'press',
  ...pressed,
  fallback: { type: 'Action.Submit', ...pressed },
});

/** In a dialog, which knows Action.Submit only; `session` says which dialog it was. */
export function submit(session: string): Act {
  return (pressed) => ({ type: 'Action.Submit', ...pressed, data: { ...pressed.data, session } });
}

/** The action that opens an address. */
export function openUrl(title: string, url: string): object {
  return { type: 'Action.OpenUrl', title: clean(title, LONGEST_TITLE), url };
}
