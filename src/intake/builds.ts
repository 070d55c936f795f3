import type { BuildSeen } from '../domain';

/** A build stands by itself: behind a letter, a digit or a point it is part of another name, but for the `v` of `v5.00…`. */
const TOKEN = /(?<![a-uw-z0-9.])5\.(0{1,2}|[0-9]{4})\.([0-9]{4})\.([0-9]{4})(?![0-9.]*[0-9])/gi;
const LISTING = /MinCMVersion|manifest|catalog|\.cab\b/i;
const CLIENT = /client|ccm ?version|ccmsetup version|クライアント/gi;
const SITE = /site|full version|cmupdate|サイト|プライマリ/gi;
const CONSOLE = /console|adminui|コンソール/gi;
const REACH = 60;
/** Whose builds a log is about where its line does not say. */
const ABOUT: Readonly<Record<string, BuildSeen['of']>> = {
  'cmupdate.log': 'site',
  'ccmsetup.log': 'client',
  'clientidmanagerstartup.log': 'client',
};

export interface Build {
  readonly build: string;
  readonly of: BuildSeen['of'];
  readonly from: number;
  readonly to: number;
}

/** How near a word of the kind stands; before the number counts more than behind it. */
function distance(text: string, from: number, to: number, words: RegExp): number {
  const before = [...text.slice(Math.max(0, from - REACH), from).matchAll(words)].at(-1);
  const start = Math.max(0, from - REACH);
  if (before) return from - start - before.index;
  const after = text.slice(to, to + REACH).search(new RegExp(words.source, 'i'));
  return after < 0 ? Number.POSITIVE_INFINITY : REACH + after;
}

function owner(text: string, from: number, to: number): BuildSeen['of'] {
  const near = (
    [
      ['client', distance(text, from, to, CLIENT)],
      ['site', distance(text, from, to, SITE)],
      ['console', distance(text, from, to, CONSOLE)],
    ] as const
  ).reduce((a, b) => (b[1] < a[1] ? b : a));
  return near[1] === Number.POSITIVE_INFINITY ? 'unsaid' : near[0];
}

/** The product builds named in a text and what they are of, by the words around them. Listings of an update's files name none. */
export function builds(text: string, log?: string): Build[] {
  if (!text.includes('5.')) return [];
  const found = [...text.matchAll(TOKEN)];
  if (found.length === 0 || found.length > 4 || LISTING.test(text)) return [];
  return found.map(({ 0: token, 1: second = '', 2: third = '', 3: fourth = '', index }) => {
    const from = index;
    const to = index + token.length;
    if (second.length === 4) return { build: token, of: 'console', from, to } as const;
    const said = owner(text, from, to);
    const of = said === 'unsaid' ? (ABOUT[log?.toLowerCase() ?? ''] ?? said) : said;
    return { build: `5.00.${third}.${fourth}`, of, from, to };
  });
}
