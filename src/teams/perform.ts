import type { Lang } from '../domain';
import type { Job } from '../store/port';
import { answerPress } from './answer-press';
import type { Desk } from './desk';
import type { Errand } from './errand';
import type { House } from './house';
import { plain } from './letter';
import { sorry } from './notes';
import { isGone, type Outbox, openOutbox } from './outbox';
import { report } from './report';
import { enter } from './room';
import { answerUpload, study } from './study';
import type { Underway } from './work';

/** Beginnings after which work is given up that ends the process each time. */
const TRIES = 3;

/** Does one errand and says what it came to; what fails unexpectedly is logged with an id and answered with one honest sentence. Rejects when the conversation cannot be spoken to at all. */
export async function perform(errand: Errand, job: Job, underway: Underway, house: House): Promise<void> {
  await house.later(errand.reference, async (context) => {
    const outbox = openOutbox(context, house);
    let lang: Lang = errand.speaker.locale ?? 'ja';
    try {
      if (job.tries > TRIES) throw new Error('begun too often');
      const room = await enter(house, errand);
      await does(errand, { context, house, outbox, room, underway }, (spoken) => {
        lang = spoken;
      });
    } catch (failure) {
      if (isGone(failure)) house.log('warn', 'conversation.gone', { kind: errand.kind });
      else await apologise(lang, failure, outbox, underway, house);
    }
  });
}

function does(errand: Errand, desk: Desk, speak: (lang: Lang) => void): Promise<void> {
  switch (errand.kind) {
    case 'message':
      return study(errand, desk, speak);
    case 'upload':
      return answerUpload(errand, desk, speak);
    case 'press':
      return answerPress(errand, desk, speak);
  }
}

async function apologise(
  lang: Lang,
  failure: unknown,
  outbox: Outbox,
  underway: Underway,
  house: House,
): Promise<void> {
  const card = sorry(house, lang, report(house, failure));
  underway.show(card);
  const standing = await underway.standing();
  await outbox.say(plain(card), standing).catch((again) => {
    if (!isGone(again)) report(house, again);
  });
}
