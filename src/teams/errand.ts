import type { ConversationReference } from 'botbuilder';
import type { Lang, Press } from '../domain';
import type { Received } from '../store/port';
import type { Speaker } from './activity';
import type { Link } from './download';
import type { Whereabouts } from './graph/whereabouts';

/** What is to be done for a conversation. Plain JSON: it waits in the store, and outlives the process. */
export type Errand = {
  readonly reference: Partial<ConversationReference>;
  readonly speaker: Speaker;
} & (Message | Pressed | HandedIn | { readonly kind: 'welcome' | 'farewell' });

/** A message to be read. */
export interface Message {
  readonly kind: 'message';
  readonly text: string;
  readonly quoted: string;
  readonly files: readonly Link[];
  readonly image: boolean;
  /** Read again after an edit. */
  readonly edited: boolean;
  /** A file hangs on the message that nobody can get at. */
  readonly lost: boolean;
  /** Where Microsoft Graph has the message, when files may hang on it that the bot was not given. */
  readonly elsewhere: Whereabouts | null;
}

/** A button. `card`: the message it stands on. */
export interface Pressed {
  readonly kind: 'press';
  readonly press: Press | null;
  readonly card: string | null;
  /** Of the newer kind, whose answer takes the place of its card. */
  readonly inPlace: boolean;
}

/** Files that came by the upload page. `card`: the message that carried the link. */
export interface HandedIn {
  readonly kind: 'upload';
  readonly files: readonly Received[];
  readonly card: string | null;
  readonly lang: Lang;
}

/** Whether its work goes on after the turn, so that a card has to say at once that it has begun. `graph`: files can be asked for. */
export function isLong(errand: Errand, graph: boolean): boolean {
  if (errand.kind === 'message') return errand.files.length > 0 || (graph && errand.elsewhere?.sure === true);
  return errand.kind === 'upload';
}
