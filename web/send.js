import { chosen, excess, isLocked, missing } from './chosen.js';
import { put } from './put.js';
import { at, tell } from './say.js';
import { draw, enter, progress, state } from './view.js';

/** Sends what the server has not yet taken, file by file. */
export async function send() {
  if (state() === 'sending') return;
  if (excess().length > 0) {
    at('problems').focus();
    return;
  }
  chosen.problems = [];
  enter('sending');
  const lamp = stayAwake();
  await deliver();
  (await lamp)?.release();
}

/** A phone that locks its screen stops sending. */
const stayAwake = async () => navigator.wakeLock?.request('screen').catch(() => null);

async function deliver() {
  for (const item of missing()) {
    const answer = await attempt(item);
    if (!item.taken) return stop(answer, item);
    draw();
  }
  enter('done');
}

async function attempt(item) {
  const { items } = chosen;
  tell(at('now'), 'now', { name: item.file.name, part: items.indexOf(item) + 1, count: items.length });
  progress(item, 0);
  const answer = await put(item);
  item.taken = hasArrived(answer);
  return answer;
}

/** A file may have arrived although the answer was lost, and browsers repeat a request by themselves when a kept connection breaks: then the server says that it has this part of this batch. */
function hasArrived({ status, code }) {
  return (status >= 200 && status < 300) || code === 'sent';
}

const GONE = ['expired', 'spent', 'unknown'];
const TROUBLE = { 0: 'network', 409: 'waiting', 429: 'busy', 503: 'busy' };

async function stop({ cancelled, status, code }, { file }) {
  if (cancelled) return enter('open');
  if (status === 404) return enter('unknown');
  if (status === 410) return enter(GONE.includes(code) ? code : 'expired');
  if (status === 413) return giveUp('large', file);
  if (status === 0 && !(await isReadable(file))) return giveUp('unreadable', file);
  if (status === 0 && !navigator.onLine) return enter('offline');
  return enter('failed', `failed.${TROUBLE[status] ?? 'server'}`);
}

const isReadable = (file) =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** A file that can never be sent: others may be chosen as long as the server has taken none. */
function giveUp(reason, { name }) {
  if (isLocked()) return enter('stopped', `stopped.${reason}`, { name });
  chosen.problems = [[reason, { name }]];
  return enter('open');
}
