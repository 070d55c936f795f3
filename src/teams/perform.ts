import type { Lang } from '../domain';
import type { Job } from '../store/port';
import { answerPress } from './answer-press';
import { farewell, greet } from './arrive';
import type { Desk } from './desk';
import type { Errand } from './errand';
import type { House } from './house';
import { plain } from './letter';
import { sorry } from './notes';
import { isGone, type Outbox, openOutbox } from './outbox';
import { isPassing } from './patiently';
import { report } from './report';
import { enter } from './room';
import { answerUpload, study, withdrawn } from './study';
import type { Underway } from './underway';
import type { Ending } from './work';

/** Beginnings after which work is given up that cannot be answered, or ends the process each time. */
const TRIES = 3;

/** Does one errand and says what it came to. What fails unexpectedly is logged with an id and answered with one honest sentence; what Teams
 *  does not take at the moment is tried again. Never rejects. */
export async function perform(
  errand: Errand | null,
  job: Job,
  underway: Underway,
  house: House,
): Promise<Ending> {
  if (errand === null) {
    house.log('error', 'job.lost', { tries: job.tries });
    return 'done';
  }
  if (underway.signal.reason === 'gone') return 'done';
  let ending: Ending = 'done';
  try {
    await house.later(errand.reference, async (context) => {
      const outbox = openOutbox(context, house);
      ending = await attempt(errand, job, { context, house, outbox, underway });
    });
    return ending;
  } catch (failure) {
    report(house, failure);
    return job.tries < TRIES ? 'again' : 'done';
  }
}

type Bench = Omit<Desk, 'room'>;

async function attempt(errand: Errand, job: Job, bench: Bench): Promise<Ending> {
  const { house, underway } = bench;
  let lang: Lang = errand.speaker.locale ?? 'ja';
  const speak = (spoken: Lang) => {
    lang = spoken;
  };
  try {
    if (job.tries > TRIES) throw new Error('begun too often');
    const desk = { ...bench, room: await enter(house, errand) };
    if (underway.signal.reason === 'withdrawn') return await withdrawn(errand, desk);
    return await does(errand, desk, speak);
  } catch (failure) {
    if (isGone(failure)) return gone(errand, house);
    return apologise(lang, failure, job, bench);
  }
}

function does(errand: Errand, desk: Desk, speak: (lang: Lang) => void): Promise<Ending> {
  switch (errand.kind) {
    case 'message':
      return study(errand, desk, speak);
    case 'upload':
      return answerUpload(errand, desk, speak);
    case 'press':
      return answerPress(errand, desk, speak);
    case 'welcome':
      return greet(desk);
    case 'farewell':
      return farewell(desk);
  }
}

/** Nobody would get it: what waits behind it is not tried either. */
function gone({ kind, speaker }: Errand, house: House): Ending {
  house.log('warn', 'conversation.gone', { kind });
  house.work.abandon(speaker.conversation);
  return 'done';
}

async function apologise(lang: Lang, failure: unknown, job: Job, bench: Bench): Promise<Ending> {
  const { house, underway, outbox } = bench;
  const card = sorry(house, lang, report(house, failure));
  underway.show(card);
  return said(outbox, card, underway).then(
    (): Ending => 'failed',
    (again): Ending => {
      if (isGone(again)) return 'done';
      report(house, again);
      return isPassing(again) && job.tries < TRIES ? 'again' : 'done';
    },
  );
}

async function said(outbox: Outbox, card: ReturnType<typeof sorry>, underway: Underway): Promise<void> {
  await outbox.say(plain(card), await underway.standing());
}
