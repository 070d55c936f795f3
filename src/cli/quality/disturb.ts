import type { Upload } from '../../domain';

const NOISE = 100;
const LEAST_LINES = 200;
const MOST_LINES = 20_000;
const EVERYDAY = [
  'Processing policy assignment {3f2504e0-4f89-41d3-9a0c-0305e82c3301}.',
  'Job progress 42%, 18250 KB received',
  'State message with TopicType 500 queued',
  'Sleeping until the next schedule',
  'GetFileVersionInfoSize failed for file C:\\Windows\\Temp\\A1B2C.dll, error 1813',
  'Query for optional setting 7F00 returned no rows. Error 0x80041002',
];

/** Every log among a hundred times as many lines of everyday business (20,000 at most), some of them loud, and a log of nothing else beside. */
export function noisy(files: readonly Upload[]): readonly Upload[] {
  if (files.length === 0) return files;
  const loud = files.map(({ name, bytes }) => {
    const lines = Buffer.from(bytes).toString('utf8').split('\n').length;
    return { name, bytes: Buffer.concat([everyday(lines * NOISE), bytes, everyday(lines)]) };
  });
  return [{ name: 'Logs/CcmExec.log', bytes: everyday(LEAST_LINES) }, ...loud];
}

function everyday(lines: number): Buffer {
  const count = Math.min(Math.max(lines, LEAST_LINES), MOST_LINES);
  return Buffer.from(Array.from({ length: count }, (_, i) => record(i)).join(''));
}

function record(i: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const time = `${two(Math.floor(i / 3600) % 24)}:${two(Math.floor(i / 60) % 60)}:${two(i % 60)}.000-540`;
  const text = EVERYDAY[i % EVERYDAY.length];
  return `<![LOG[${text}]LOG]!><time="${time}" date="06-01-2022" component="Everyday" context="" type="${i % 7 === 0 ? 3 : 1}" thread="4120" file="">\r\n`;
}

/** The same files the other way round. */
export const shuffled = (files: readonly Upload[]): readonly Upload[] => [...files].reverse();

/** Logs as a copy in mid-writing leaves them: torn at both ends. */
export const truncated = (files: readonly Upload[]): readonly Upload[] =>
  files.map(({ name, bytes }) => ({
    name,
    bytes: Buffer.concat([
      Buffer.from('component="Torn" context="" type="1" thread="12" file="">\n'),
      bytes,
      Buffer.from('\n<![LOG[Torn in the mi'),
    ]),
  }));
