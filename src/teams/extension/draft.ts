import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Lang } from '../../domain';
import { speakerOf } from '../activity';
import type { Errand } from '../errand';
import type { House } from '../house';

/** What a dialog can put into the conversation, and the language it speaks; `errand` is null once it has. */
export interface Draft {
  readonly errand: Errand | null;
  readonly lang: Lang;
}

/** Keeps the draft of a dialog, a day at most; nobody but the person who opened it finds it again. */
export async function keepDraft(
  activity: Activity,
  session: string,
  draft: Draft,
  house: House,
): Promise<void> {
  await house.store.putBytes(keyOf(activity, session), Buffer.from(JSON.stringify(draft)));
}

/** The draft of a dialog; null where there is none. */
export async function draftOf(activity: Activity, session: string, house: House): Promise<Draft | null> {
  const kept = session === '' ? null : await house.store.getBytes(keyOf(activity, session));
  return kept && (JSON.parse(Buffer.from(kept).toString()) as Draft);
}

/** Under which the cases of a person's dialogs are kept, as threads are under their channel. */
export function dialogsOf(person: string): string {
  return `dialog|${person}`;
}

/** The case of a dialog: the person's own, apart from every conversation. */
export function caseKey(activity: Activity, session: string): string {
  return `${dialogsOf(speakerOf(activity).person)};${session}`;
}

function keyOf(activity: Activity, session: string): string {
  return `draft-${createHash('sha256').update(caseKey(activity, session)).digest('hex')}`;
}
