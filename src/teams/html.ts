import { decode } from './decode';

/** What a Teams message in HTML says: its text, what it quotes, and whether it shows a picture or an attached file. */
export interface Said {
  readonly text: string;
  readonly quotes: readonly Quote[];
  readonly image: boolean;
  readonly attached: boolean;
}

/** A message quoted above one's own words; `sender` is the id of who wrote it, where Teams says so. */
export interface Quote {
  readonly sender: string | null;
  readonly text: string;
}

/** Decides by its place among the mentions (from 0) and its name whether a mention is dropped from the text. */
export type DropMention = (index: number, name: string) => boolean;

const BLOCKS = new Set('p div br li ul ol tr table pre blockquote h1 h2 h3 h4 hr codeblock'.split(' '));
const INLINE = new Set(
  [
    'span b strong i em u s a code td th tbody thead font sub sup del ins small img at attachment emoji quoted',
    'col colgroup customemoji html body head meta figure iframe',
  ].flatMap((names) => names.split(' ')),
);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/gi;
const MENTION = 'schema.skype.com/Mention';
const REPLY = 'schema.skype.com/Reply';

/** Reads a message's HTML. White space inside `<pre>` stays; anything that is no tag of Teams (`<![LOG[`, `<install>`) stays text. */
export function readHtml(html: string, drop: DropMention): Said {
  const reader = new Reader(drop);
  let at = 0;
  for (const tag of html.matchAll(TAG)) {
    const name = (tag[2] ?? '').toLowerCase();
    if (!BLOCKS.has(name) && !INLINE.has(name)) continue;
    reader.words(html.slice(at, tag.index));
    at = tag.index + tag[0].length;
    if (tag[1] === '/') reader.close(name);
    else reader.open(name, tag[3] ?? '');
  }
  reader.words(html.slice(at));
  return reader.said();
}

class Reader {
  private out = '';
  private own = '';
  private quote: { sender: string | null; depth: number } | null = null;
  private readonly quotes: Quote[] = [];
  private span: { start: number; tag: string; drop: (words: string) => boolean } | null = null;
  private pre = 0;
  private midLine = false;
  private image = false;
  private attached = false;

  constructor(private readonly drop: DropMention) {}

  words(raw: string): void {
    const flowing = raw.replace(/[ \t\r\n]+/g, ' ');
    const text = this.pre > 0 ? raw : this.midLine ? flowing : flowing.trimStart();
    this.add(decode(text));
  }

  open(name: string, attributes: string): void {
    const value = (key: string) => attribute(attributes, key);
    if (name === 'pre' || name === 'codeblock') this.pre += 1;
    if (name === 'blockquote') this.openQuote(attributes.includes(REPLY));
    if (this.quote && value('itemprop') === 'mri') {
      this.quote.sender = value('itemid');
      this.span = { start: this.out.length, tag: name, drop: () => true };
    }
    if (name === 'at' || attributes.includes(MENTION)) {
      const index = Number(value('itemid') ?? value('id') ?? Number.NaN);
      this.span = { start: this.out.length, tag: name, drop: (words) => this.drop(index, words) };
    }
    if (name === 'img' || name === 'emoji' || name === 'customemoji') this.picture(attributes);
    if (name === 'attachment' && /[^\d]/.test(value('id') ?? '')) this.attached = true;
    if ((name === 'td' || name === 'th') && this.midLine) this.add(' ');
    if (name === 'br') this.add('\n');
    else if (BLOCKS.has(name)) this.endLine();
  }

  close(name: string): void {
    if ((name === 'pre' || name === 'codeblock') && this.pre > 0) this.pre -= 1;
    if (this.span?.tag === name) this.closeSpan();
    if (BLOCKS.has(name)) this.endLine();
    if (name === 'blockquote' && this.quote) this.closeQuote();
  }

  said(): Said {
    while (this.quote) this.closeQuote();
    return { text: tidy(this.out), quotes: this.quotes, image: this.image, attached: this.attached };
  }

  private openQuote(reply: boolean): void {
    if (this.quote) this.quote.depth += 1;
    else if (reply) {
      this.quote = { sender: null, depth: 1 };
      this.own = this.out;
      this.out = '';
      this.midLine = false;
    }
  }

  private closeQuote(): void {
    if (!this.quote) return;
    this.quote.depth -= 1;
    if (this.quote.depth > 0) return;
    this.quotes.push({ sender: this.quote.sender, text: tidy(this.out) });
    this.out = `${this.own}\n`;
    this.midLine = false;
    this.quote = null;
  }

  private closeSpan(): void {
    if (!this.span) return;
    const { start, drop } = this.span;
    if (drop(this.out.slice(start).trim())) this.out = this.out.slice(0, start);
    this.span = null;
  }

  private add(text: string): void {
    if (text === '') return;
    this.out += text;
    this.midLine = !text.endsWith('\n');
  }

  private endLine(): void {
    if (this.midLine) this.add('\n');
  }

  private picture(attributes: string): void {
    const alt = decode(attribute(attributes, 'alt') ?? '');
    if (/Emoji/i.test(attributes) || /^\p{Extended_Pictographic}/u.test(alt)) this.add(alt);
    else this.image = true;
  }
}

function attribute(attributes: string, key: string): string | null {
  const found = new RegExp(`(?:^|\\s)${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, 'i').exec(
    attributes,
  );
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null;
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
}
