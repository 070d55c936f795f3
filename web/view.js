import { bytesOf, chosen, excess, isLocked, taken } from './chosen.js';
import { at, most, size, tell } from './say.js';

export const state = () => at('page').dataset.state;

/** Goes to a state; the heading takes the focus, so that it is read aloud and Tab leads to what can be done now. */
export function enter(next, lead = `${next}.lead`, values = {}) {
  at('page').dataset.state = next;
  tell(at('lead'), lead, values);
  tell(at('title'), `${next}.title`).focus();
  draw();
}

export function draw() {
  const { items, problems } = chosen;
  const none = items.length === 0;
  at('chosen').hidden = at('send').hidden = none;
  at('chooser').hidden = isLocked();
  at('locked').hidden = !isLocked();
  at('choose').classList.toggle('first', none);
  tell(at('choose'), none ? 'choose' : 'add');
  tell(at('send'), isLocked() ? 'rest' : 'send');
  tell(at('limits'), 'limits', { count: most.files, size: size(most.bytes) });
  tell(at('total'), 'total', { count: items.length, size: size(bytesOf(items)) });
  at('list').replaceChildren(...items.map(row));
  at('problems').replaceChildren(...[...problems, ...excess()].map(sentence));
  entitle();
}

const sentence = ([id, values]) => tell(document.createElement('p'), `problem.${id}`, values);

function row({ file, taken }) {
  const li = at('row').content.firstElementChild.cloneNode(true);
  li.querySelector('bdi').textContent = file.name;
  li.querySelector('.size').textContent = size(file.size);
  li.querySelector('button').hidden = isLocked();
  tell(li.querySelector('.taken'), 'taken').hidden = !taken;
  tell(li.querySelector('.remove'), 'remove', { name: file.name });
  return li;
}

/** The tab's title; while sending it starts with how far that is. */
export function entitle() {
  const far = state() === 'sending' ? `${at('bar').value}% ` : '';
  document.title = `${far}${at('title').textContent} - ${at('product').textContent}`;
}

/** Moves the bar to `loaded` bytes of a file, and says every quarter aloud. */
export function progress({ file }, loaded) {
  const all = bytesOf(chosen.items);
  const sent = bytesOf(taken()) + Math.min(loaded, file.size);
  const percent = Math.floor((sent / all) * 100);
  at('bar').value = percent;
  tell(at('amount'), 'amount', { percent, sent: size(sent), size: size(all) });
  entitle();
  const quarter = { percent: percent - (percent % 25) };
  if (at('said').dataset.values !== JSON.stringify(quarter)) tell(at('said'), 'said', quarter);
}
