import type { Lang } from '../domain';

const JAPANESE = /[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff]/;
const QUOTED = /「[^」]*」|『[^』]*』|“[^”]*”|"[^"\n]*"/g;
/** Characters that are enough to tell. */
const ENOUGH = 4000;
const STRONG = new Set("i i'm i've i'd my our we we're we've us hi hello thanks yesterday today".split(' '));
const PLAIN = new Set(
  "a an the is are was were be been to of in on at for from with without and or not no but since after before when what why how which where who can cannot can't could do does don't did didn't have has had it this that there please help any some".split(
    ' ',
  ),
);

/** The language a person writes in, null where their words do not tell: a log line, a code or a single word says nothing. */
export function languageOf(said: string): Lang | null {
  const begun = said.slice(0, ENOUGH);
  const bare = begun.replace(QUOTED, ' ');
  if (JAPANESE.test(bare)) return 'ja';
  const words = bare
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .split(/\s+/)
    .map((word) => word.replace(/^[("'[]+|[)"'\],.;:!?]+$/g, ''));
  const latin = words.filter((word) => /^[a-z][a-z'-]*$/.test(word));
  if (latin.length >= 2 && latin.some((word) => STRONG.has(word))) return 'en';
  if (latin.length >= 3 && latin.some((word) => PLAIN.has(word))) return 'en';
  return JAPANESE.test(begun) ? 'ja' : null;
}

/** Whether there is any Japanese in a text. */
export function speaksJapanese(text: string): boolean {
  return JAPANESE.test(text);
}

/** A client's language tag as one of ours: Japanese is `ja`, every other language is answered in English; null without a tag. */
export function languageOfTag(tag: unknown): Lang | null {
  if (typeof tag !== 'string' || tag.trim() === '') return null;
  return /^ja\b/i.test(tag.trim()) ? 'ja' : 'en';
}
