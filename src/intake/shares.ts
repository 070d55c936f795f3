import { breather } from './breathe';
import type { Entry } from './unzip';

/** Packed bytes a thread is given at a time: little enough that others have their turn and the threads end together. */
const SHARE = 1024 * 1024;
/** Files a thread is given at a time: what it says of them comes in one piece. */
const MOST_ENTRIES = 25;
/** Packed bytes of a file that is not copied for a thread: the archive itself goes there, last and with all such files. */
const BIG = 8 * 1024 * 1024;

/** Files for a thread, `from` and `to` of each in `bytes`, whose memory goes there. */
export interface Share {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: readonly Entry[];
  /** The number of the first in the archive. */
  readonly from: number;
}

/** Bytes whose memory may go over to a thread: their own where they have it to themselves, else a copy. */
export async function movable(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && bytes.length >= SHARE && bytes.length === buffer.byteLength)
    return new Uint8Array(buffer);
  return copied([bytes]);
}

/** Pieces one behind the other, with pauses for others. */
export async function copied(
  pieces: readonly Uint8Array[],
  into = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0)),
): Promise<Uint8Array<ArrayBuffer>> {
  const breathe = breather();
  let at = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += SHARE) {
      into.set(piece.subarray(from, from + SHARE), at + from);
      await breathe();
    }
    at += piece.length;
  }
  return into;
}

/** Gives the files of an archive to threads and gathers what each says of them, in the archive's order. The archive may be gone afterwards. */
export async function shareOut<R>(
  archive: Uint8Array<ArrayBuffer>,
  entries: readonly Entry[],
  threads: number,
  give: (share: Share) => Promise<{ readonly read: readonly R[]; readonly bytes: Uint8Array<ArrayBuffer> }>,
): Promise<R[]> {
  /** Memory that came back and may go again. */
  const free: Uint8Array<ArrayBuffer>[] = [];
  const results = new Array<R>(entries.length);
  const put = (numbers: readonly number[], read: readonly R[]): void => {
    numbers.forEach((number, i) => {
      const each = read[i];
      if (each !== undefined) results[number] = each;
    });
  };
  // One share more than there are threads, so that none waits for the next.
  await inTurn(runs(entries), threads + 1, async (numbers) => {
    const { read, bytes } = await give(await packed(archive, entries, numbers, free));
    put(numbers, read);
    free.push(bytes);
  });
  const big = entries.flatMap((entry, number) => (isBig(entry) ? [number] : []));
  if (big.length > 0) {
    const share = {
      bytes: archive,
      entries: big.flatMap((number) => entries[number] ?? []),
      from: big[0] ?? 0,
    };
    put(big, (await give(share)).read);
  }
  return results;
}

const sizeOf = (entry: Entry): number => ('skip' in entry ? 0 : entry.to - entry.from);
const isBig = (entry: Entry): boolean => sizeOf(entry) > BIG;

/** The numbers of the entries in runs of about a share each, big ones left out. */
function runs(entries: readonly Entry[]): number[][] {
  const all: number[][] = [];
  let run: number[] = [];
  let size = 0;
  entries.forEach((entry, number) => {
    if (isBig(entry)) return;
    run.push(number);
    size += sizeOf(entry);
    if (size < SHARE && run.length < MOST_ENTRIES) return;
    all.push(run);
    run = [];
    size = 0;
  });
  return run.length > 0 ? [...all, run] : all;
}

/** Entries with their packed bytes, and only those. */
async function packed(
  archive: Uint8Array,
  entries: readonly Entry[],
  numbers: readonly number[],
  free: Uint8Array<ArrayBuffer>[],
): Promise<Share> {
  const pieces: Uint8Array[] = [];
  let at = 0;
  const moved = numbers.flatMap((number): Entry[] => {
    const entry = entries[number];
    if (!entry || 'skip' in entry) return entry ? [entry] : [];
    pieces.push(archive.subarray(entry.from, entry.to));
    at += entry.to - entry.from;
    return [{ ...entry, from: at - (entry.to - entry.from), to: at }];
  });
  const known = free.findIndex(({ length }) => length >= at);
  const into = known < 0 ? new Uint8Array(Math.max(at, SHARE + SHARE / 2)) : free.splice(known, 1)[0];
  return { bytes: await copied(pieces, into), entries: moved, from: numbers[0] ?? 0 };
}

/** Works through a list, so many at a time. The first fault ends it. */
async function inTurn<T>(list: readonly T[], most: number, work: (each: T) => Promise<void>): Promise<void> {
  let next = 0;
  let failed = false;
  const one = async (): Promise<void> => {
    while (next < list.length && !failed) {
      const each = list[next++];
      try {
        if (each !== undefined) await work(each);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: most }, one));
}
