import { analysing, type Working } from '../../src/cards/analysing';
import { dialog } from '../../src/cards/dialog';
import { failure } from '../../src/cards/failure';
import { issue } from '../../src/cards/issue';
import { type AdaptiveCard, render, welcome } from '../../src/cards/render';
import { received } from '../../src/cards/upload';
import type { Lang, Reply } from '../../src/domain';
import { known, reported } from './known';
import { phrases } from './phrases';
import { replies } from './replies';

const LANGS: readonly Lang[] = ['ja', 'en'];
const MB = 1024 * 1024;
const logs = ['DDM.log', 'CcmMessaging.log', 'SMS_Cloud_ProxyConnector.log'];
const many = Array.from({ length: 13 }, (_, i) => `Logs/smsts-${i + 1}.log`);

/** Work at every stage, by name. */
const WORK: Readonly<Record<string, Working>> = {
  'waiting text': { files: [], stage: 'waiting' },
  waiting: { files: logs, stage: 'waiting' },
  looking: { files: logs, stage: 'looking' },
  fetching: { files: ['logs.zip'], stage: 'fetching', file: 'logs.zip', done: 42.6 * MB, total: 100 * MB },
  'fetching without a size': { files: logs, stage: 'fetching', file: 'DDM.log', done: 1.2 * MB },
  reading: { files: ['logs.zip'], stage: 'reading', file: 'Logs/DDM.log', done: 12.3 * MB, total: 100 * MB },
  'reading beyond the end': { files: many, stage: 'reading', done: 3_000, total: 2_048 },
};

const named = (lang: Lang, name: string) => replies(lang)[name] as Reply;

/** A card of every kind in both languages, by name. */
export function samples(): readonly (readonly [string, AdaptiveCard])[] {
  return LANGS.flatMap((lang) =>
    Object.entries({
      ...each(replies(lang), (reply) => render(reply, phrases)),
      welcome: welcome(lang, phrases),
      'welcome in a channel': welcome(lang, phrases, 'shared'),
      ...each(WORK, (work) => analysing(lang, phrases, work), 'analysing '),
      received: received(lang, phrases, logs),
      failure: failure(lang, phrases, 'teams.error', { id: '7f3a' }),
      issue: issue(known, phrases, lang),
      'issue from the community': issue(reported, phrases, lang),
      'dialog question': dialog(named(lang, 'question'), phrases, 's1'),
      'dialog diagnosis': dialog(named(lang, 'confirmed'), phrases, 's1', { post: true }),
      'dialog unknown': dialog(named(lang, 'unknown'), phrases, 's1', { post: true }),
    }).map(([name, card]) => [`${name}.${lang}`, card] as const),
  );
}

function each<T>(
  of: Readonly<Record<string, T>>,
  draw: (one: T) => AdaptiveCard,
  before = '',
): Readonly<Record<string, AdaptiveCard>> {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [before + name, draw(one)]));
}
