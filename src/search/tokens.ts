import { fold } from '../fold';

const LATIN = /[a-z0-9][a-z0-9._#-]*[a-z0-9]|[a-z0-9]/g;
const JAPANESE = /[\u3041-\u30ff\u3400-\u9fff々]+/g;
const HIRAGANA = /^[\u3041-\u309f]+$/;
const OKURIGANA = /[\u3041-\u309f]+$/;
const WORDS = new Intl.Segmenter('ja', { granularity: 'word' });

/** The words of a text as search compares them, in order: Japanese cut into words by the segmenter of ICU, kana and width folded, endings dropped (切れた → 切, サーバー → サーバ, updates → updat), names such as `smsts.log` whole and in parts. */
export function tokens(text: string): string[] {
  const folded = fold(text);
  const latin = (folded.match(LATIN) ?? []).flatMap(latinTokens);
  const japanese = (folded.match(JAPANESE) ?? []).flatMap(japaneseTokens);
  return [...latin, ...japanese];
}

function latinTokens(word: string): string[] {
  const parts = word.split(/[._#-]+/).filter((part) => part.length > 1);
  return parts.length > 1 ? [word, ...parts.map(stem)] : [stem(word)];
}

/** Drops the endings of English nouns and verbs; the same on both sides, so it need not be a word. */
function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  const base = word.replace(/(?:ing|ed|es|s)$/, '');
  return base.length < 3 ? word : base.replace(/e$/, '');
}

function japaneseTokens(run: string): string[] {
  const found: string[] = [];
  for (const { segment } of WORDS.segment(run)) {
    if (HIRAGANA.test(segment)) {
      if (segment.length > 3) found.push(segment);
      continue;
    }
    const word = segment.replace(OKURIGANA, '').replace(/ー$/, '');
    if (word !== '') found.push(word);
  }
  return found;
}
