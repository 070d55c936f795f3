import { type Kernel, openKernel } from './kernel';

export interface Code {
  /** `0x` and eight lower-case digits. */
  readonly code: string;
  readonly written: string;
  /** Where it stands in the text. */
  readonly at: number;
}

/** What is behind a text must be of no number. */
const MARGIN = 16;
const ASCII = /^[\0-\x7f]*$/;
/** Bytes of an entry in the kernel's table: value, place, length; line, beginning and end of the record's message. */
export const CODE_ENTRY = 24;

interface Slate {
  readonly kernel: Kernel;
  readonly at: number;
  readonly size: number;
}

let slate: Slate | undefined;

function slateFor(size: number): Slate {
  if (slate && slate.size >= size) return slate;
  const kernel = openKernel();
  slate = { kernel, at: kernel.room(2 * size + MARGIN), size: 2 * size };
  return slate;
}

export const codeOf = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

/** The error codes in a text (log-formats section 7; `kernel/numbers.ts`), each once, in the order they stand; success is none. HTTP 4xx/5xx
 *  become `0x8019....`. */
export function codes(text: string): Code[] {
  if (!/[0-9]/.test(text)) return [];
  const { kernel, at } = slateFor(Math.max(4096, text.length * 3 + MARGIN));
  const bytes = kernel.bytes();
  const size = bytes.write(text, at, 'utf8');
  bytes.fill(0, at + size, at + size + MARGIN);
  kernel.run.codesIn(at, at + size);
  const plain = ASCII.test(text);
  const found = new Map<number, Code>();
  for (let i = 0; i < kernel.run.codeCountOut.value; i++) {
    const entry = kernel.run.codesOut.value + i * CODE_ENTRY;
    const value = kernel.word(entry);
    if (found.has(value)) continue;
    const from = kernel.word(entry + 4);
    const written = bytes.toString('latin1', from, from + kernel.word(entry + 8));
    found.set(value, {
      code: codeOf(value),
      written,
      at: plain ? from - at : bytes.toString('utf8', at, from).length,
    });
  }
  return [...found.values()];
}
