import type { Patterns } from '../domain';
import { openReader, type Reader } from '../intake/pool';
import { begin, finish } from '../intake/read';

/** Reads words in the calling thread, and files on threads that start with the first file or when told to `warm`. */
export interface LateReader extends Reader {
  /** Has everything ready before the first message comes. */
  warm(): void;
}

export function openLateReader(patterns: Patterns, workers: number): LateReader {
  let opened: Reader | undefined;
  const threads = () => (opened ??= openReader(patterns, { workers }));
  const words: Reader['read'] = async (input, options = {}) => finish(begin(input, patterns, options), []);
  return {
    read: (input, options) =>
      input.uploads.length > 0 ? threads().read(input, options) : words(input, options),
    warm() {
      threads();
      // What is wrong shows with the first message.
      words({ text: '', uploads: [] }).catch(() => {});
    },
    close: async () => opened?.close(),
  };
}
