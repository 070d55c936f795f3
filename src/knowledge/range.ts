/** A run of releases as conditions write it: `<2203` is every one before it, `>=2203` that one and every one after; null for anything else. */
export function range(value: string): { readonly is: 'before' | 'from'; readonly version: string } | null {
  const [, sign, version] = /^(<|>=)(\d{4})$/.exec(value) ?? [];
  if (sign === undefined || version === undefined) return null;
  return { is: sign === '<' ? 'before' : 'from', version };
}
