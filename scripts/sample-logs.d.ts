/** A support zip's files, the same on every call. `lines` is the noise per log. */
export function sampleFiles(options?: { lines?: number }): { name: string; bytes: Buffer }[];
