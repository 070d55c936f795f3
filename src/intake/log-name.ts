const NAME_END = /\.(?:log|lo_|txt|htm|html)$/i;
const PLACEHOLDER = /<[^>]*>|\{[^}]*\}|\*|%[^%]*%/;
/** Stems that are words of everyday names, too (`upload-scripts.log`): only a machine, a date or a copy mark may stand beside them. */
const WORDS = new Set(['cas', 'ccm', 'change', 'diagnostics', 'schedule', 'scheduler', 'scripts', 'sender']);
const BESIDE = /^(?:[a-z]{0,15}[0-9][a-z0-9]*|copy|of|old|bak|backup|log|lo|txt|の?コピー|複製|旧|)$/;
const SEPARATORS = /[-_ .~()[\]]+/;
/** From this length on a number may follow directly (`ccmsetup2.log`). */
const NUMBERED = 5;

interface Known {
  readonly name: string;
  readonly stem: string;
}

function known(name: string): Known {
  const pieces = name.replace(NAME_END, '').split(PLACEHOLDER);
  const stem = pieces.reduce((a, b) => (b.length > a.length ? b : a), '');
  return { name, stem: stem.toLowerCase().replace(/^[-_ ]+|[-_ @]+$/g, '') };
}

/** A name with placeholders as a whole: `scclient_<domain>@<username>_2`. */
function whole(name: string): RegExp {
  const pieces = name
    .replace(NAME_END, '')
    .toLowerCase()
    .split(PLACEHOLDER)
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.{1,80}')}$`);
}

const LETTER = /[a-z0-9]/;

function ends(base: string, at: number, stem: string): boolean {
  if (!LETTER.test(base[at] ?? ' ')) return true;
  return stem.length >= NUMBERED && /^[0-9]+(?![a-z0-9])/.test(base.slice(at));
}

function stands(base: string, stem: string): boolean {
  for (let at = base.indexOf(stem); at >= 0; at = base.indexOf(stem, at + 1)) {
    const end = at + stem.length;
    if (LETTER.test(base[at - 1] ?? ' ') || !ends(base, end, stem)) continue;
    const beside = WORDS.has(stem) ? `${base.slice(0, at)} ${base.slice(end)}`.split(SEPARATORS) : [];
    if (beside.every((word) => BESIDE.test(word))) return true;
  }
  return false;
}

/** A function that tells the product's log (`DDM.log`) from a file's name: rolled, dated, copied, renamed around it. The longest known name wins. */
export function logNamer(names: readonly string[]): (file: string) => string | undefined {
  const all = names
    .map(known)
    .filter(({ stem }) => stem.length > 1)
    .sort((a, b) => b.stem.length - a.stem.length);
  const exact = new Map(
    names.filter((name) => !PLACEHOLDER.test(name)).map((name) => [known(name).stem, name]),
  );
  const patterns = names
    .filter((name) => PLACEHOLDER.test(name))
    .sort((a, b) => b.length - a.length)
    .map((name) => ({ name, pattern: whole(name) }));
  return (file) => {
    const base = (file.split(/[/\\]/).at(-1) ?? file).normalize('NFKC').toLowerCase();
    const bare = base.replace(NAME_END, '').replace(/^cbspersist_[0-9]+$/, 'cbs');
    return (
      exact.get(bare) ??
      patterns.find(({ pattern }) => pattern.test(bare))?.name ??
      all.find(({ stem }) => stands(base, stem))?.name
    );
  };
}
