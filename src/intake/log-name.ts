const NAME_END = /\.(?:log|lo_|txt|htm|html)$/i;

interface Known {
  readonly name: string;
  readonly stem: string;
}

function known(name: string): Known {
  const pieces = name.replace(NAME_END, '').split(/<[^>]*>|\{[^}]*\}|\*|%[^%]*%/);
  const stem = pieces.reduce((a, b) => (b.length > a.length ? b : a), '');
  return { name, stem: stem.toLowerCase().replace(/^[-_ ]+|[-_ @]+$/g, '') };
}

const LETTER = /[a-z0-9]/;

function stands(base: string, stem: string): boolean {
  for (let at = base.indexOf(stem); at >= 0; at = base.indexOf(stem, at + 1)) {
    const before = base[at - 1] ?? ' ';
    const after = base[at + stem.length] ?? ' ';
    if (!LETTER.test(before) && !LETTER.test(after)) return true;
  }
  return false;
}

/** A function that tells the product's log (`DDM.log`) from a file's name: rolled, dated, copied, renamed around it. The longest known name wins. */
export function logNamer(names: readonly string[]): (file: string) => string | undefined {
  const all = names
    .map(known)
    .filter(({ stem }) => stem.length > 1)
    .sort((a, b) => b.stem.length - a.stem.length);
  const exact = new Map(all.map(({ name, stem }) => [stem, name]));
  return (file) => {
    const base = (file.split(/[/\\]/).at(-1) ?? file).normalize('NFKC').toLowerCase();
    const plain = exact.get(base.replace(NAME_END, ''));
    return plain ?? all.find(({ stem }) => stands(base, stem))?.name;
  };
}
