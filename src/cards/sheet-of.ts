import type { Phrases, Reply } from '../domain';
import { code } from './code';
import { diagnosis } from './diagnosis';
import { exported } from './export';
import { help } from './help';
import { log } from './log';
import { note } from './note';
import { question } from './question';
import { search } from './search';
import type { Sheet } from './sheet';
import { unknown } from './unknown';
import { upload } from './upload';

/** What a reply says and offers, before it is drawn as a card or printed as text. */
export function sheetOf(reply: Reply, phrases: Phrases): Sheet {
  switch (reply.kind) {
    case 'question':
    case 'more-evidence':
      return question(reply, phrases);
    case 'diagnosis':
      return diagnosis(reply, phrases);
    case 'unknown':
      return unknown(reply, phrases);
    case 'code':
      return code(reply, phrases);
    case 'search':
      return search(reply, phrases);
    case 'log':
      return log(reply, phrases);
    case 'help':
      return help(reply, phrases);
    case 'note':
      return note(reply, phrases);
    case 'upload':
      return upload(reply, phrases);
    case 'export':
      return exported(reply, phrases);
  }
}
