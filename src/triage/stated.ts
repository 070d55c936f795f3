import type { Evidence, Hit, Knowledge, Signature } from '../domain';
import { fold } from '../fold';
import { wordList } from './text';
import { says } from './words';

/** The evidence without what the person only asks about or says they do not see: "DDM.log has no 'Bad RDR'" is no sight of it, "shall I install 5.00.9078.1025?" no installed build. */
export function stated(e: Evidence, k: Knowledge): Evidence {
  const texts = new Map(k.patterns.signatures.map((signature) => [signature.id, signature]));
  return {
    ...e,
    hits: e.hits.filter((hit) => hit.file !== 'message' || isSeen(hit, texts.get(hit.signature), k)),
    builds: e.builds.filter((build) => build.file !== 'message' || isThere(fold(build.quote), k)),
  };
}

function isSeen(hit: Hit, signature: Signature | undefined, k: Knowledge): boolean {
  if (/<!\[LOG\[|\$\$</.test(hit.quote)) return true;
  const own = without(fold(hit.quote), signature?.texts ?? []);
  return (
    !says(own, wordList(k, 'hear.not-seen')) &&
    !(own.includes('?') && own.replace(/[^a-z\u3040-\u9fff]/g, '').length > 0)
  );
}

/** The person's own words around the product's. */
function without(quote: string, texts: readonly string[]): string {
  const literals = texts
    .flatMap((text) => fold(text).split(/\{\w+\}/))
    .filter((literal) => literal.length > 6);
  return literals
    .sort((a, b) => b.length - a.length)
    .reduce((rest, literal) => rest.replaceAll(literal, ' '), quote);
}

function isThere(quote: string, k: Knowledge): boolean {
  return !quote.includes('?') && !says(quote, wordList(k, 'hear.not-done'));
}
