import { randomBytes } from 'node:crypto';
import type { Names } from '../domain';
import { masker, unmasked } from './mask';

/** Gives the people of a case their tokens, `<user-n>` in the order they are met. */
export interface Tokens {
  /** What every mask of the case is made with. */
  readonly salt: string;
  unmask(masked: string): string;
  names(): Names;
}

/** Tokens that go on with the names a case already has. Keys are salted hashes, the salt in front of each.
 *
 *  A person keeps one token through the forms of their name: `CONTOSO\taro` is `taro@contoso.com`, and the bare `taro` (a profile
 *  folder, a user name) is whoever of that name was met first. Two names with different domains never share a token. */
export function tokens(known: Names = {}): Tokens {
  const names: Record<string, string> = { ...known };
  const salt = Object.keys(known)[0]?.split(':')[0] ?? randomBytes(8).toString('hex');
  /** For each token the keys that lead to it. */
  const owners = new Map<string, Set<string>>();
  const own = (key: string, token: string): void => {
    names[key] ??= token;
    if (names[key] === token) owners.set(token, (owners.get(token) ?? new Set()).add(key));
  };
  for (const [key, token] of Object.entries(known)) own(key, token);

  const tokenOf = (hashes: readonly string[]): string => {
    const keys = hashes.map((hash) => `${salt}:${hash}`);
    const theirs = keys.flatMap((key, i) => {
      const token = names[key];
      const free = [...(owners.get(token ?? '') ?? [])].every((owner) => keys.includes(owner));
      return token !== undefined && (i === 0 || free) ? [token] : [];
    });
    const token = theirs[0] ?? `<user-${owners.size + 1}>`;
    for (const key of keys) own(key, token);
    return token;
  };
  return { salt, names: () => names, unmask: (masked) => unmasked(masked, tokenOf) };
}

/** Takes secrets out of texts and puts `<user-n>` for each person; the same person gets the same token throughout a case. */
export interface Redactor {
  /** The stretch of a text from `from` to `to`, redacted; what is cut by its edges counts whole. */
  text(text: string, from?: number, to?: number): string;
  names(): Names;
}

/** Mask and tokens in one, for texts that are read one after the other. */
export function redactor(known: Names = {}): Redactor {
  const { salt, unmask, names } = tokens(known);
  const mask = masker(salt);
  return { names, text: (text, from, to) => unmask(mask(text, from, to)) };
}
