import { fold } from '../fold';

/** As intake reads it: `{name}`, a letter first, at most 32 characters. */
const PLACEHOLDER = /\{[a-z][a-z0-9_-]{0,31}\}/gi;

/** A signature's text as it is compared: folded, every placeholder alike. */
export const sameText = (text: string): string => fold(text.replace(PLACEHOLDER, '{}'));

/** The names between the braces, sorted. */
export const placeholders = (text: string): string[] => [...new Set(text.match(PLACEHOLDER) ?? [])].sort();

/** Bytes (UTF-8) of the longest run without a placeholder. */
export const longestLiteral = (text: string): number =>
  Math.max(...text.split(PLACEHOLDER).map((run) => Buffer.byteLength(fold(run))));
