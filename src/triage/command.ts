import type { Command, Knowledge, Lang } from '../domain';
import { fold } from '../fold';
import { wordList } from './text';

const PLAIN = ['help', 'restart', 'status', 'solved', 'not-solved', 'export', 'expert'] as const;
const ABOUT = ['code', 'search', 'issue', 'log'] as const;
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
        return { name, about: rest.replace(/^[\s:]+/, '') };
      }
    }
  }
  return null;
}

/** `DDM.log` alone, or with nothing but "what is" around it. */
function aboutLog(sentence: string, k: Knowledge): Command | null {
  const log = [...k.logs.keys()].find((name) => sentence.includes(fold(name)));
  if (!log) return null;
  let rest = sentence.replace(fold(log), ' ');
  for (const word of wordList(k, 'hear.what-is')) rest = rest.replace(fold(word), ' ');
  return rest.replace(/[\s「」'"]/g, '') === '' ? { name: 'log', about: log } : null;
}
