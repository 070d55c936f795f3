import type { Stretch } from './ledger';

const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff]/;
const PERSON =
  /\b(?:i|i'm|i've|we|we're|we've|my|our|me|us|you|your|please|help|hi|hello|thanks|anyone|someone|getting|seeing|got)\b|\?\s*$|^\s*(?:what|why|how|does|is|are|can)\b/i;
const CODE = /\b0x[0-9a-f]{4,8}\b|\b8[0-9a-f]{7}\b|-2[01][0-9]{8}\b/i;
const STAMPED = /^\W{0,2}[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}[ T\t]+[0-9]{1,2}:[0-9]{2}/;
const PRODUCT_END = /(?:ください|ませんでした|ていません|できません|しました|されます)。$/;
const TALK =
  /と出|が出|と表示|というエラー|と言われ|困|昨日|今日|今朝|先週|なぜ|でしょうか|教えて|お願い|ですか|です。/;
/** Something was said and finished before the message began. */
const SENTENCE = /[a-z]{2}[.;!?]\s+\S/i;
const PAIRS: Readonly<Record<string, string>> = { '「': '」', '『': '』', '“': '”', '"': '"', '【': '】' };
const LONG_QUOTE = /[「『“"]([^「」『』“”"]{20,})[」』”"]/;

/** How cmdlets and .NET spell what they print. */
const PRINTED = /^\s*[A-Z][a-z]+-CM\w+\s*:\s\S|'System\.[\w.]{1,100}'|\bSystem\.[\w.]{1,100}Exception\b/;
/** Characters of a line that show what it is. */
const TELLING = 400;

/** A line of a log that no grammar knows: a time in front, the way tools print, or an error number in words no person would write. */
export function looksLogged(line: string): boolean {
  if (JAPANESE.test(line) || PERSON.test(line)) return false;
  return (
    STAMPED.test(line) ||
    PRINTED.test(line.slice(0, TELLING)) ||
    (CODE.test(line) && line.trim().split(/\s+/).length > 4)
  );
}

/** A product's message is quoted, known or not. */
export function quotesProduct(text: string): boolean {
  return LONG_QUOTE.test(text);
}

/** The quotation around a stretch, its marks included; the end of the text where it is never closed. */
function quoted(text: string, { from, to }: Stretch): Stretch | null {
  for (let at = from - 1; at >= 0 && text[at] !== '\n'; at--) {
    const close = PAIRS[text[at] ?? ''];
    if (close === undefined) {
      if (Object.values(PAIRS).includes(text[at] ?? '')) return null;
      continue;
    }
    const end = text.indexOf(close, to);
    return { from: at, to: end < 0 ? to : end + 1 };
  }
  return null;
}

/** In Japanese text without quotation marks: the rest of the sentence, and its neighbours that only a product writes. */
function sentences(text: string, { from, to }: Stretch): Stretch {
  let start = from;
  let end = to;
  const rest = /^[^。\n]*。?/.exec(text.slice(to))?.[0] ?? '';
  if (rest.endsWith('。') && !TALK.test(rest)) end = to + rest.length;
  for (let next = /^[^。\n]+。/.exec(text.slice(end)); next; next = /^[^。\n]+。/.exec(text.slice(end))) {
    if (!PRODUCT_END.test(next[0]) || TALK.test(next[0])) break;
    end += next[0].length;
  }
  const head = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  const before = head.split(/(?<=。)/);
  for (let last = before.pop(); last; last = before.pop()) {
    if (!(PRODUCT_END.test(last) || !last.endsWith('。')) || TALK.test(last) || !JAPANESE.test(last)) break;
    if (!last.endsWith('。') && start !== from) break;
    if (!last.endsWith('。')) break;
    start -= last.length;
  }
  return { from: start, to: end };
}

/** In a line without Japanese and without a person in it: the whole line, or what follows the sentence before the message. */
function wholeLine(text: string, { from, to }: Stretch): Stretch | null {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const stop = text.indexOf('\n', to);
  const end = stop < 0 ? text.length : stop;
  const rest = `${text.slice(start, from)} ${text.slice(to, end)}`;
  if (JAPANESE.test(text.slice(start, end)) || PERSON.test(rest)) return null;
  return { from: SENTENCE.test(text.slice(start, from)) ? from : start, to: end };
}

/** A Windows event as the viewer copies it: from its log's name to the end of its paragraph. */
const EVENT =
  /^(?:Log Name|ログの名前) *:[^\n]*\n(?=(?:[^\n]*\n){0,6}(?:Event ID|イベント ?ID) *:)(?:[^\n]+\n?)*/gm;

/** What a person wrote themselves: the text without the stretches that are product messages, and the quotation around each. What is
 *  left comes by `show`, which sees the whole: a secret keeps being one when the words before it are taken out. */
export function own(
  text: string,
  stretches: readonly Stretch[],
  show = (from: number, to: number) => text.slice(from, to),
): string {
  const cuts = stretches
    .map((each) => quoted(text, each) ?? wholeLine(text, each) ?? sentences(text, each))
    .sort((a, b) => a.from - b.from);
  let out = '';
  let at = 0;
  for (const { from, to } of cuts) {
    if (from > at) out += `${show(at, from)} `;
    at = Math.max(at, to);
  }
  return (out + show(at, text.length))
    .replace(EVENT, '\n')
    .split('\n')
    .filter((line) => !looksLogged(line))
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .join('\n');
}
