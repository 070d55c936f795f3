import type { Command, Lang } from '../domain';
import type { Voice } from './say';
import type { Button } from './sheet';

/** The card a button stands on: its language, and the revision of the case it was drawn from. */
export interface On {
  readonly lang: Lang;
  readonly revision: number;
}

type Named = Exclude<Command['name'], 'language' | 'code' | 'search' | 'issue' | 'log'>;

/** A button for each command, titled in words. */
export function commands(names: readonly Named[], on: On, v: Voice): readonly Button[] {
  return names.map((name) => ({
    title: v.say(`button.${name}`),
    data: { press: 'command', ...head(on), name },
  }));
}

/** The button that switches to the other language. */
export function otherLanguage(on: On, v: Voice): Button {
  const about: Lang = on.lang === 'ja' ? 'en' : 'ja';
  return {
    title: v.say('button.language'),
    data: { press: 'command', ...head(on), name: 'language', about },
  };
}

/** The button that hides the names of machines in an export, or shows them again. */
export function otherExport(hidden: boolean, on: On, v: Voice): Button {
  const name = hidden ? 'export' : 'export-hidden';
  const title = v.say(hidden ? 'button.export-shown' : 'button.export-hidden');
  return { title, data: { press: 'command', ...head(on), name } };
}

/** A button that opens a known issue from a numbered list; its title is cut to what a phone shows. */
export function openIssue(number: number, title: string, issue: string, on: On): Button {
  const shown = columns(title) > SHORT ? `${cut(title, SHORT)}…` : title;
  return {
    title: `${number}. ${shown}`,
    data: { press: 'command', ...head(on), name: 'issue', about: issue },
  };
}

/** A button that answers a question. */
export function answer(title: string, fact: string, value: string, on: On): Button {
  return { title, data: { press: 'answer', ...head(on), fact, value } };
}

const head = ({ lang, revision }: On) => ({ lang, revision });

/** Columns a phone shows of a button's title, and of one whose full text stands above. */
export const WIDEST = 34;
const SHORT = 26;

/** The width of a text in half-width columns. */
export function columns(title: string): number {
  return [...title].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);
}

function cut(title: string, most: number): string {
  const chars = [...title];
  const over = chars.findIndex((_, i) => columns(chars.slice(0, i + 1).join('')) > most);
  return chars.slice(0, over < 0 ? chars.length : over).join('');
}
