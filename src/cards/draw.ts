import type { Lang } from '../domain';
import { drawBlocks } from './draw-block';
import { clean } from './escape';
import { print } from './print';
import type { Button, Sheet } from './sheet';

/** Plain JSON of an Adaptive Card (adaptivecards.io, schema 1.5). */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly lang: Lang;
  readonly fallbackText: string;
  readonly msteams: { readonly width: 'Full' };
  readonly body: readonly object[];
  readonly actions?: readonly object[];
}

const LONGEST_FALLBACK = 240;
const NAME = 'MECM Triage';
const LONGEST_TITLE = 80;

/** A sheet as a card, whatever its size. */
export function draw(sheet: Sheet, lang: Lang): AdaptiveCard {
  const card = {
    type: 'AdaptiveCard',
    version: '1.5',
    lang,
    fallbackText: fallback(sheet),
    msteams: { width: 'Full' },
    body: drawBlocks(sheet.blocks),
  } as const;
  return sheet.buttons.length > 0 ? { ...card, actions: sheet.buttons.map(drawButton) } : card;
}

/** As many of the first blocks as fit whole: a cut could open what the escaping closed. */
function fallback({ blocks }: Sheet): string {
  const fits = [4, 3, 2, 1]
    .map((most) => print(blocks.slice(0, most)))
    .find((text) => text.length <= LONGEST_FALLBACK);
  return fits ?? NAME;
}

/** Action.Execute with Action.Submit for hosts without it. Inputs go along only where the button wants the pick: a tick or a pick would replace ids of the same name. */
function drawButton(button: Button): object {
  const inputs = button.takesPick === true ? {} : { associatedInputs: 'none' };
  const rest = { title: clean(button.title, LONGEST_TITLE), data: button.data, ...inputs };
  return { type: 'Action.Execute', verb: 'press', ...rest, fallback: { type: 'Action.Submit', ...rest } };
}
