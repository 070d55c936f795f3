/** What a card should stay under, and what it must: Teams takes about 100 KB for a message, older clients less. */
export const TARGET = 25_000;
export const LIMIT = 80_000;
/** What passes even where clients and proxies of old refuse more than 28 KB for a message and all around it. */
export const SMALL = 10_000;

/** Bytes of a card as Teams counts them: its JSON in UTF-16. */
export function size(card: object): number {
  return JSON.stringify(card).length * 2;
}
