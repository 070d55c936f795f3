import type { Evidence, Notice, Phrases, Reply, SkipReason } from '../domain';
import { MESSAGE } from '../intake/message';

const MOST = 5;
/** Empty files in a zip hide nothing. */
const QUIET: ReadonlySet<SkipReason> = new Set(['empty', 'nul-only']);
/** Kinds of reply that list the files themselves. */
const LISTING: readonly Reply['kind'][] = ['diagnosis', 'unknown'];
/** Kinds that list them folded away: a few are worth saying above, many would hide the question. */
const FOLDING: readonly Reply['kind'][] = ['question', 'more-evidence'];

/** What came with a message and could not be looked at, for the card to say: no file is passed over in silence. */
export function unseen(
  image: boolean,
  { files }: Evidence,
  kind: Reply['kind'],
  phrases: Phrases,
): readonly Notice[] {
  const plain = [
    ...(image ? ['notice.image'] : []),
    ...(files.some((file) => !file.read && file.name === MESSAGE) ? ['notice.text-cut'] : []),
  ];
  const notices: Notice[] = plain.map((phrase) => ({ phrase, values: {} }));
  if (LISTING.includes(kind)) return notices;
  const none = files.every((file) => !file.read);
  const passed = files.filter(
    (file) => !file.read && file.name !== MESSAGE && (none || !QUIET.has(file.reason)),
  );
  if (FOLDING.includes(kind) && passed.length > MOST) return notices;
  for (const file of passed.slice(0, MOST)) {
    if (file.read) continue;
    const id = `skip.${file.reason}`;
    const reason = { ja: phrases.ja[id] ?? file.reason, en: phrases.en[id] ?? file.reason };
    notices.push({ phrase: 'text.file.skipped', values: { name: file.name, reason } });
  }
  const more = passed.length - MOST;
  return more > 0 ? [...notices, { phrase: 'text.more', values: { count: String(more) } }] : notices;
}
