import type { Lang } from '../domain';
import { isAddress } from './address';
import { drawBlocks } from './draw-block';
import { clean } from './escape';
import { print } from './print';
import { type Act, execute, LONGEST_TITLE, openUrl } from './send';
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
/** Teams shows this many buttons; the rest go behind its "…". */
const MOST_BUTTONS = 6;

/** A sheet as a card, whatever its size. `act` says how a press is sent. */
export function draw(sheet: Sheet, lang: Lang, act: Act = execute): AdaptiveCard {
  const buttons = sheet.buttons.filter((button) => !('url' in button) || isAddress(button.url));
  const card = {
    type: 'AdaptiveCard',
    version: '1.5',
    lang,
    fallbackText: fallback(sheet),
    msteams: { width: 'Full' },
    body: drawBlocks(sheet.blocks),
  } as const;
  return buttons.length > 0 ? { ...card, actions: buttons.map((one, i) => drawButton(one, i, act)) } : card;
}

/** As many of the first blocks as fit whole: a cut could open what the escaping closed. */
function fallback({ blocks }: Sheet): string {
  const fits = [4, 3, 2, 1]
    .map((most) => print(blocks.slice(0, most)))
    .find((text) => text.length <= LONGEST_FALLBACK);
  return fits ?? NAME;
}

/** Inputs go along only where the button wants the pick: a tick or a pick would replace ids of the same name. */
function drawButton(button: Button, i: number, act: Act): object {
  const mode = i < MOST_BUTTONS ? {} : ({ mode: 'secondary' } as const);
  if ('url' in button) return { ...openUrl(button.title, button.url), ...mode };
  const inputs = button.takesPick === true ? {} : ({ associatedInputs: 'none' } as const);
  return act({ title: clean(button.title, LONGEST_TITLE), data: button.data, ...inputs, ...mode });
}
