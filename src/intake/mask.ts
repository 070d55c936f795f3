import { createHash } from 'node:crypto';
import { accounts, mails, type Person } from './accounts';
import { entries, folders, labelled } from './named';
import { type Span, secrets } from './secrets';

const OPEN = '\ue010';
const CLOSE = '\ue011';
const MARKS = /[\ue010\ue011]/g;
/** A person's mark: hashes of the forms of their name, the surest first. */
const MARK = /\ue010([0-9a-f]{24}(?:\.[0-9a-f]{24}){0,2})\ue011/g;
/** A mark that a later cut has torn. */
const TORN = /\ue010[0-9a-f.]*$|^[0-9a-f.]*\ue011/g;
const SECRET = '<secret>';
const MOST_KNOWN = 10_000;

/** The stretch of a text from `from` to `to` without secrets, every person behind a mark; what is cut by its edges counts whole.
 *  Not to be masked again, and only to be shortened after `unmask`. */
export type Mask = (text: string, from?: number, to?: number) => string;

const SID = /(?<![A-Za-z0-9])S-1-(?:5-21|12-1)(?:-[0-9]{1,10}){1,6}(?![0-9])/g;

function sids(text: string, lower: string): Person[] {
  if (!lower.includes('s-1-')) return [];
  return [...text.matchAll(SID)].map(({ 0: sid, index }) => ({
    from: index,
    to: index + sid.length,
    forms: [sid.toLowerCase()],
  }));
}

function people(text: string, lower: string): Person[] {
  return [
    ...(text.includes('@') || text.includes('%40') ? mails(text) : []),
    ...sids(text, lower),
    ...(text.includes('\\') ? accounts(text) : []),
    ...folders(text, lower),
    ...entries(text, lower),
    ...labelled(text, lower),
  ];
}

/** Full-width letters, digits and signs as ASCII, place for place. */
function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

interface Cut extends Span {
  readonly put: string;
}

/** Cuts in order, those that touch each other as one: a secret before a person, the first before the next. */
function apart(cuts: Cut[]): Cut[] {
  const sorted = cuts.sort((a, b) => a.from - b.from || b.to - a.to);
  const all: Cut[] = [];
  for (const cut of sorted) {
    const last = all.at(-1);
    if (!last || cut.from >= last.to) all.push(cut);
    else
      all[all.length - 1] = {
        ...last,
        to: Math.max(last.to, cut.to),
        put: cut.put === SECRET ? SECRET : last.put,
      };
  }
  return all;
}

/** Masks texts for one case: a pure function of the case's salt and the text, so that any thread may do it. Marks that a text brings
 *  along itself are made unreadable. */
export function masker(salt: string): Mask {
  const known = new Map<string, string>();
  const hash = (form: string): string =>
    createHash('sha256').update(`${salt}:${form}`).digest('hex').slice(0, 24);
  const mark = ({ forms }: Person): string => {
    const id = forms.join('\n');
    const old = known.get(id);
    if (old !== undefined) return old;
    const made = `${OPEN}${forms.map(hash).join('.')}${CLOSE}`;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(id, made);
    return made;
  };
  return (written, from = 0, to = written.length) => {
    const text = written.replace(MARKS, '\ufffd');
    const read = narrow(text);
    const lower = read.toLowerCase();
    const cuts = apart([
      ...secrets(read, lower).map((span) => ({ ...span, put: SECRET })),
      ...people(read, lower).map((person) => ({ from: person.from, to: person.to, put: mark(person) })),
    ]);
    let out = '';
    let at = from;
    for (const cut of cuts) {
      if (cut.to <= from || cut.from >= to) continue;
      out += text.slice(at, Math.max(at, cut.from)) + cut.put;
      at = Math.max(at, cut.to);
    }
    return out + text.slice(at, Math.max(at, to));
  };
}

/** A masked text with `token` in the place of each mark; what is left of a torn mark is dropped. */
export function unmasked(masked: string, token: (hashes: readonly string[]) => string): string {
  if (!masked.includes(OPEN) && !masked.includes(CLOSE)) return masked;
  return masked.replace(MARK, (_, hashes: string) => token(hashes.split('.'))).replace(TORN, '');
}
