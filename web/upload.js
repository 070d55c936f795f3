import { add, remove, take } from './choose.js';
import { at, speak } from './say.js';
import { send } from './send.js';
import { draw, enter, entitle, state } from './view.js';

function listen() {
  at('files').onchange = ({ target }) => {
    add([...target.files]);
    target.value = '';
  };
  at('list').onclick = ({ target }) => {
    const row = target.closest('button')?.closest('li');
    if (row) remove([...at('list').children].indexOf(row));
  };
  at('send').onclick = at('retry').onclick = send;
  at('back').onclick = () => enter('open');
  addEventListener('paste', take);
  addEventListener('online', () => state() === 'offline' && send());
  addEventListener('beforeunload', (event) => state() === 'sending' && event.preventDefault());
}

/** The whole page takes drops: a file dropped beside the zone would otherwise open in the page's place. */
function listenToDrags() {
  const { dataset } = document.documentElement;
  addEventListener('dragover', (event) => {
    event.preventDefault();
    if (event.dataTransfer.types.includes('Files')) dataset.drag = '';
  });
  addEventListener('dragleave', ({ relatedTarget }) => !relatedTarget && delete dataset.drag);
  addEventListener('drop', (event) => {
    event.preventDefault();
    delete dataset.drag;
    take(event);
  });
}

function listenToLanguage() {
  const button = at('language');
  button.hidden = false;
  button.onclick = () => {
    speak(button.lang);
    entitle();
  };
}

speak(document.documentElement.lang);
listenToLanguage();
if (state() === 'open') {
  listen();
  listenToDrags();
  draw();
}
