import { readFileSync } from 'node:fs';
import { type Problem, wording } from './problems';

/** A sample as written: the scene its `#` lines set, and the log or message below them, byte for byte. */
export interface Scene {
  /** The log's file name; absent for a pasted message. */
  readonly name?: string;
  readonly facts: readonly { readonly fact: string; readonly value: string; readonly line: number }[];
  readonly content: Uint8Array;
  /** How many lines stand above the content. */
  readonly headLines: number;
  readonly problems: readonly Problem[];
}

const NEWLINE = 0x0a;
const HASH = 0x23;
const SPACE = 0x20;
const HEADER = /^#\s*(?:file:\s*(\S.*?)|fact:\s*([^\s=]+)=(\S+))\s*$/;

/** Reads a sample; a `#` line that sets nothing, or no content, is a problem. Never throws on content. */
export function readSample(file: string): Scene {
  const { head, content } = split(readFileSync(file));
  const problems: Problem[] = [];
  const facts: { fact: string; value: string; line: number }[] = [];
  let name: string | undefined;
  for (const [i, written] of head.entries()) {
    const [, fileName, fact, value] = HEADER.exec(written) ?? [];
    if (fileName !== undefined) name = fileName;
    else if (fact !== undefined && value !== undefined) facts.push({ fact, value, line: i + 1 });
    else problems.push({ file, line: i + 1, ...wording.sampleHeader(written) });
  }
  if (content.every((byte) => byte <= SPACE))
    problems.push({ file, line: head.length + 1, ...wording.sampleEmpty() });
  return { ...(name === undefined ? {} : { name }), facts, content, headLines: head.length, problems };
}

/** The `#` lines at the top, as far as they reach, and what follows them. */
function split(bytes: Buffer): { head: string[]; content: Uint8Array } {
  const head: string[] = [];
  let start = 0;
  while (bytes[start] === HASH) {
    const end = bytes.indexOf(NEWLINE, start);
    const stop = end < 0 ? bytes.length : end;
    head.push(bytes.toString('utf8', start, stop).trimEnd());
    start = end < 0 ? bytes.length : end + 1;
  }
  return { head, content: bytes.subarray(start) };
}
