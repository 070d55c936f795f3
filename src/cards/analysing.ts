import type { Lang, Phrases } from '../domain';
import { type AdaptiveCard, draw } from './draw';
import { nameList, shortName } from './files';
import { progress } from './progress';
import { type Voice, voice } from './say';
import { type Block, text } from './sheet';

/** Work under way. `waiting`: behind other work of the conversation; `looking`: asking Microsoft Graph for the message's files. `done` and `total` are bytes. */
export interface Working {
  /** Names of the message's files, none for pasted text. */
  readonly files: readonly string[];
  readonly stage: 'waiting' | 'looking' | 'fetching' | 'reading';
  /** The file at hand. */
  readonly file?: string;
  readonly done?: number;
  readonly total?: number;
}

/** The card that stands while files are fetched and read. */
export function analysing(lang: Lang, phrases: Phrases, work: Working): AdaptiveCard {
  const v = voice(phrases, lang);
  const title = v.say(work.stage === 'waiting' ? 'title.waiting' : 'title.analysing');
  const blocks = [
    { kind: 'title', text: title } as const,
    text(v.say(`working.${work.stage}`)),
    ...bar(work),
    ...atHand(work, v),
    ...nameList(work.files, v),
    text(v.say('working.result'), { tone: 'subtle' }),
  ];
  return draw({ blocks, buttons: [] }, lang);
}

function bar({ done = 0, total = 0 }: Working): readonly Block[] {
  return total > 0 ? [text(progress(done, total))] : [];
}

/** Of a single file the list below says as much. */
function atHand({ file, files }: Working, v: Voice): readonly Block[] {
  if (file === undefined || (files.length === 1 && files[0] === file)) return [];
  return [text(shortName(file), { label: v.say('label.at-hand') })];
}
