const given = JSON.parse(document.getElementById('words').textContent);

/** The most that one link takes: `bytes` in all, and `files`. */
export const most = given.most;

export const at = (id) => document.getElementById(id);

/** Gives an element a phrase; it is said again when the language changes. */
export function tell(element, id, values = {}) {
  const sentence = given[element.lang || document.documentElement.lang][id] ?? id;
  element.dataset.say = id;
  element.dataset.values = JSON.stringify(values);
  element.textContent = sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  return element;
}

export function speak(lang) {
  document.documentElement.lang = lang;
  at('language').lang = lang === 'ja' ? 'en' : 'ja';
  for (const each of document.querySelectorAll('[data-say]')) {
    tell(each, each.dataset.say, JSON.parse(each.dataset.values ?? '{}'));
  }
}

/** Bytes in the unit that suits them, rounded up: what is over a limit never reads as the limit. */
export function size(bytes) {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), 3);
  return `${Math.ceil((bytes / 1024 ** step) * 10) / 10} ${['B', 'KB', 'MB', 'GB'][step]}`;
}
