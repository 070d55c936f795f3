import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Built by `npm run build` from `kernel/`; found from `src/intake` and from `dist/intake` alike. */
const FILE = path.join(__dirname, '../../dist/kernel.wasm');
const PAGE = 65536;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly records: WebAssembly.Global;
  readonly line: WebAssembly.Global;
  readonly sawUtf8: WebAssembly.Global;
  readonly sawAnsi: WebAssembly.Global;
  readonly firstLine: WebAssembly.Global;
  readonly firstTime: WebAssembly.Global;
  readonly lastLine: WebAssembly.Global;
  readonly lastTime: WebAssembly.Global;
  readonly regionsOut: WebAssembly.Global;
  readonly regionCountOut: WebAssembly.Global;
  readonly codesOut: WebAssembly.Global;
  readonly codeCountOut: WebAssembly.Global;
  readonly hoursOut: WebAssembly.Global;
  readonly hourCountOut: WebAssembly.Global;
  readonly found: WebAssembly.Global;
  readonly foundCount: WebAssembly.Global;
  allocate(size: number): number;
  openOutput(): void;
  openCcm(): void;
  openJapanese(table: number, wideKana: number, pairs: number, pairBits: number): void;
  useGrams(slots: number, slotMask: number, links: number, literals: number, count: number): void;
  useMaps(
    wide: number,
    wideBits: number,
    middle: number,
    middleBits: number,
    narrow: number,
    narrowBits: number,
  ): void;
  useLengths(shortest: number, anyMiddle: boolean, many: boolean): void;
  key16(at: number): number;
  key8(at: number): number;
  key4(at: number): number;
  pairHash(first: number, second: number): number;
  skim(from: number, to: number, line: number, last: boolean): number;
  nextOpener(from: number, to: number): number;
  linesBetween(from: number, to: number): number;
  codesIn(from: number, to: number): void;
  literalsIn(from: number, to: number): void;
  glance(from: number, to: number): number;
  narrow(from: number, size: number, to: number, bigEndian: boolean): number;
}

/** One instance of the program in `kernel/` with its memory. Whatever is allocated stays. */
export interface Kernel {
  readonly run: Exports;
  /** Room for so many bytes, zeroed. Memory that grows leaves every view of it empty: only before anything is read. */
  room(size: number): number;
  /** All of its memory, as it is now. */
  bytes(): Buffer;
  word(at: number): number;
  setWord(at: number, value: number): void;
}

let compiled: WebAssembly.Module | undefined;

function program(): WebAssembly.Module {
  if (compiled) return compiled;
  if (!existsSync(FILE)) throw new Error(`${FILE} is not there: npm run build makes it`);
  compiled = new WebAssembly.Module(readFileSync(FILE));
  return compiled;
}

/** A fresh instance. Throws where the build is missing. */
export function openKernel(): Kernel {
  const run = new WebAssembly.Instance(program(), {}).exports as Exports;
  let bytes = Buffer.from(run.memory.buffer);
  let words = new DataView(run.memory.buffer);
  const renew = () => {
    if (bytes.buffer === run.memory.buffer) return;
    bytes = Buffer.from(run.memory.buffer);
    words = new DataView(run.memory.buffer);
  };
  run.openOutput();
  run.openCcm();
  renew();
  return {
    run,
    room(size) {
      const at = run.allocate(Math.ceil(size / 16) * 16);
      if (at + size + PAGE > run.memory.buffer.byteLength) run.memory.grow(1);
      renew();
      return at;
    },
    bytes: () => bytes,
    word: (at) => words.getUint32(at, true),
    setWord: (at, value) => words.setUint32(at, value, true),
  };
}
