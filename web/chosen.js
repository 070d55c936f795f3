import { most, size } from './say.js';

/** What was chosen, in the order of its part numbers (`taken` by the server), and what could not be. `batch` names this very list to the server. */
export const chosen = { items: [], problems: [], batch: '' };

/** Another list is another delivery: its part 1 is not the part 1 of the one before. */
export function choose(files) {
  chosen.items = files.map((file) => ({ file, taken: false }));
  chosen.batch = crypto.getRandomValues(new Uint32Array(4)).join('-');
}

export const bytesOf = (items) => items.reduce((sum, { file }) => sum + file.size, 0);
export const taken = () => chosen.items.filter((item) => item.taken);
export const missing = () => chosen.items.filter((item) => !item.taken);

/** Part numbers are settled once the server has taken a file. */
export const isLocked = () => taken().length > 0;

/** The limits that are exceeded, as problems. */
export function excess() {
  const { length } = chosen.items;
  const bytes = bytesOf(chosen.items);
  return [
    ...(length > most.files ? [['most-files', { count: length, most: most.files }]] : []),
    ...(bytes > most.bytes ? [['most-bytes', { size: size(bytes), most: size(most.bytes) }]] : []),
  ];
}
