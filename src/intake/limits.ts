/** How much one analysis may take. Sizes in bytes, time in milliseconds. What is over a limit is named and the rest is still read. */
export interface Limits {
  /** An uploaded file, or an archive inside an archive. */
  readonly archive: number;
  /** All that is inflated in one analysis. */
  readonly inflated: number;
  readonly entry: number;
  /** Files of one archive; of more, those named like logs come first. */
  readonly entries: number;
  /** Archives in archives: 2 reads a zip in a zip. */
  readonly nesting: number;
  /** An archive inside an archive is held in memory while it is read. */
  readonly nested: number;
  /** Inflated size over packed size, watched once `ratioFrom` bytes have come out. Deflate itself ends at 1032. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Characters of a message's text. */
  readonly message: number;
  readonly time: number;
}

const MB = 1024 * 1024;

export const LIMITS: Limits = {
  archive: 512 * MB,
  inflated: 4096 * MB,
  entry: 1024 * MB,
  entries: 10_000,
  nesting: 2,
  nested: 128 * MB,
  ratio: 400,
  ratioFrom: 8 * MB,
  message: 100 * 1024,
  time: 5 * 60_000,
};
