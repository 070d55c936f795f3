import { choose, chosen, isLocked } from './chosen.js';
import { at } from './say.js';
import { draw, state } from './view.js';

/** Files up to this many bytes are held in memory from the moment they are chosen. */
const HELD = 16 * 1024 * 1024;

/** Adds files to what is chosen, and says which could not be; `problems` are those already met. */
export async function add(files, problems = []) {
  const good = [];
  for (const file of files) {
    const held = await hold(file);
    if (held) good.push(held);
    else problems.push([file.size === 0 ? 'empty' : 'unreadable', { name: file.name }]);
  }
  if (state() === 'open' && !isLocked()) change([...chosen.items.map(({ file }) => file), ...good], problems);
}

/** A browser refuses to send a log that was written to since it was chosen, so small ones are copied at once. */
async function hold(file) {
  if (file.size === 0) return null;
  if (file.size > HELD) return file;
  return file.arrayBuffer().then(
    (bytes) => new File([bytes], file.name),
    () => null,
  );
}

function change(files, problems) {
  choose(files);
  chosen.problems = problems;
  draw();
}

/** Removes the file at a place of the list; the focus stays in the list as long as there is one. */
export function remove(place) {
  const files = chosen.items.map(({ file }) => file);
  change(files.toSpliced(place, 1), []);
  const buttons = at('list').querySelectorAll('button');
  (buttons[Math.min(place, buttons.length - 1)] ?? at('files')).focus();
}

/** Adds what was dropped or pasted, where that is files. */
export function take(event) {
  const given = [...(event.dataTransfer ?? event.clipboardData).items].filter(({ kind }) => kind === 'file');
  if (given.length === 0) return;
  event.preventDefault();
  const entries = given.map((each) => ({ file: each.getAsFile(), folder: folderOf(each) }));
  const problems = entries.flatMap(({ folder }) => (folder ? [['folder', { name: folder.name }]] : []));
  add(
    entries.filter(({ folder }) => !folder).map(({ file }) => file),
    problems,
  );
}

function folderOf(item) {
  const entry = item.webkitGetAsEntry();
  return entry?.isDirectory ? entry : null;
}
