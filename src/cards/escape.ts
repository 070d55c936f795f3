/** What Markdown, HTML, mentions or the card's own `{{DATE()}}` could read into a text. */
const SPECIAL = /[*_[\]\\`~<\n\r\t]|\{\{|&#?\w+;|https?:|www\.|^\s*(?:[-+>#]|\d+[.)]\s)/i;

/** Whether a Markdown reader shows the text exactly as it stands. */
export function isPlain(text: string): boolean {
  return !SPECIAL.test(text);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must go
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text without control and direction-changing characters, at most `longest` characters; a card's date function is broken up. */
export function clean(text: string, longest: number): string {
  const shown = whole(text.replace(CONTROL, ' ').replace(/\{\{(?=(?:DATE|TIME)\()/g, '{\u200b{'));
  return shown.length > longest ? `${whole(shown.slice(0, longest)).trimEnd()}…` : shown;
}

/** Half a character (a lone surrogate) cannot be sent as UTF-8. */
function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The text as Markdown that reads the same with and without a Markdown reader: what could be misread becomes code. */
export function escapeMarkdown(text: string): string {
  if (isPlain(text)) return text;
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/^(\s*)(>+)\s*/, '$1$2 ')
    .replace(/^(\s*)([-+#>]+|\d+[.)])(?=\s)/, '$1`$2`')
    .replace(/<[^<>\s]{1,40}>\\[\x21-\x7e]*|[\x21-\x7e]+/g, (word) => (risky(word) ? code(word) : word));
}

/** Markdown leaves underscores within a word alone, brackets without a link, `>` and `#` within a line, and `&` where no entity follows. */
function risky(word: string): boolean {
  return /[*\\`~<]|\][(:[]|&#?\w+;|^_|_$|https?:|www\./i.test(word) && !/^`[^`]+`$/.test(word);
}

/** The text in a code span whose fence no back-tick of its own can close. */
export function code(text: string): string {
  const ticks = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...ticks.map((run) => run.length)) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}
