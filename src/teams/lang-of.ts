import type { Lang } from '../domain';
import type { Errand } from './errand';
import { languageIn, pressLang, type Room, written } from './room';

/** The language an errand is answered in, as far as it can be told before the logs among its words are read. */
export function langOf(errand: Errand, room: Room): Lang {
  switch (errand.kind) {
    case 'message':
      return languageIn(room, written(errand.text, errand.text));
    case 'upload':
      return room.chosen ?? errand.lang;
    case 'press':
      return errand.press ? pressLang(errand.press.lang, errand.speaker.scope, room) : languageIn(room, null);
    default:
      return languageIn(room, null);
  }
}
