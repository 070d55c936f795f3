const QUOTES: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '¥': '\\',
  '–': '-',
  '—': '-',
};
const CJK = '\\u3000-\\u30ff\\u3400-\\u9fff\\uff00-\\uffef';
const BESIDE_CJK = new RegExp(`(?<=[${CJK}]) | (?=[${CJK}])`, 'g');

/** The one form in which texts are compared: NFKC, ASCII lower case, straight quotes, `\` for `¥`, one space for any white space, none beside Japanese. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[’‘“”¥–—]/g, (c) => QUOTES[c] ?? c)
    .replace(/[A-Z]+/g, (upper) => upper.toLowerCase())
    .replace(/[\s\u200b-\u200f\ufeff]+/g, ' ')
    .replace(BESIDE_CJK, '')
    .trim();
}
