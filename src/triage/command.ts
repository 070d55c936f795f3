import type { Command, Knowledge, Lang } from '../domain';
import { fold } from '../fold';
import { codeOf, codesIn } from './code';
import { hearSymptoms } from './hear';
import { wordList } from './text';

const PLAIN = [
  'help',
  'restart',
  'status',
  'solved',
  'not-solved',
  'export',
  'export-hidden',
  'expert',
  'upload',
] as const;
const ABOUT = ['code', 'search', 'issue', 'log'] as const;
/** Words of a search; more make a sentence. */
const SEARCH_WORDS = 4;
const LANGUAGES: readonly Lang[] = ['ja', 'en'];

/** The command a message is, when it is nothing but one: `help`, 「最初から」, `code 0x87D00607`, `what is DDM.log?`. */
export function readCommand(said: string, k: Knowledge): Command | null {
  const sentence = fold(said)
    .replace(/[?？。.!！]+$/, '')
    .trim();
  if (sentence === '') return /^[?？]+$/.test(said.trim()) ? { name: 'help' } : null;
  const is = (id: string) => wordList(k, id).some((word) => fold(word) === sentence);
  const plain = PLAIN.find((name) => is(`command.${name}`));
  if (plain) return { name: plain };
  if (ABOUT.some((name) => is(`command.${name}`))) return { name: 'help' };
  const lang = LANGUAGES.find((one) => is(`command.language-${one}`));
  if (lang) return { name: 'language', lang };
  return about(said, k) ?? aboutLog(sentence, k);
}

function about(said: string, k: Knowledge): Command | null {
  const words = said.trim().normalize('NFKC');
  for (const name of ABOUT) {
    for (const word of wordList(k, `command.${name}`)) {
      const rest = words.slice(word.length);
      if (fold(words.slice(0, word.length)) === fold(word) && /^[\s:]+\S/.test(rest)) {
        const object = rest.replace(/^[\s:]+/, '');
        if (isObject(name, object, k)) return { name, about: object };
      }
    }
  }
  return null;
}

/** Whether the rest of the message is what such a command is about; 「問題: CMG に接続できません」 is a complaint, no command. */
function isObject(name: (typeof ABOUT)[number], rest: string, k: Knowledge): boolean {
  switch (name) {
    case 'code':
      return codesIn(rest).every((word) => codeOf(word, k) !== null);
    case 'issue':
      return [...k.issues.values()].some((issue) => issue.id === rest || issue.aliases.includes(rest));
    case 'log':
      return [...k.logs.keys()].some((log) => fold(log) === fold(rest));
    case 'search':
      return hearSymptoms(rest, k).length === 0 || rest.split(/\s+/).length <= SEARCH_WORDS;
  }
}

/** `DDM.log` alone, or with nothing but "what is" around it. */
function aboutLog(sentence: string, k: Knowledge): Command | null {
  const log = [...k.logs.keys()].find((name) => sentence.includes(fold(name)));
  if (!log) return null;
  let rest = sentence.replace(fold(log), ' ');
  for (const word of wordList(k, 'hear.what-is')) rest = rest.replace(fold(word), ' ');
  return rest.replace(/[\s「」'"]/g, '') === '' ? { name: 'log', about: log } : null;
}
