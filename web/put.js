import { chosen } from './chosen.js';
import { at } from './say.js';
import { progress } from './view.js';

/** Milliseconds without a byte after which a connection counts as cut. */
const STALLED = 120_000;

/** Sends one file. Resolves to the answer's status and code, with status 0 where none came, or to `cancelled`. */
export function put(item) {
  const xhr = new XMLHttpRequest();
  xhr.open('PUT', addressOf(item));
  xhr.setRequestHeader('content-type', 'application/octet-stream');
  const watch = watchdog(() => xhr.abort());
  xhr.upload.onprogress = ({ loaded }) => {
    watch.pat();
    progress(item, loaded);
  };
  return new Promise((resolve) => {
    at('cancel').onclick = () => {
      resolve({ cancelled: true });
      xhr.abort();
    };
    xhr.onloadend = () => {
      watch.end();
      resolve({ status: xhr.status, code: codeOf(xhr.responseText) });
    };
    xhr.send(item.file);
  });
}

function addressOf(item) {
  const { items, batch } = chosen;
  const name = encodeURIComponent(item.file.name);
  const part = items.indexOf(item) + 1;
  return `${location.pathname}?name=${name}&part=${part}&of=${items.length}&batch=${batch}`;
}

/** Calls `bark` when it has not been patted for too long. */
function watchdog(bark) {
  let timer = setTimeout(bark, STALLED);
  const end = () => clearTimeout(timer);
  const pat = () => {
    end();
    timer = setTimeout(bark, STALLED);
  };
  return { pat, end };
}

function codeOf(text) {
  try {
    return JSON.parse(text).code;
  } catch {
    return undefined;
  }
}
