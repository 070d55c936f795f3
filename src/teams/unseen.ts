import type { Evidence, Notice, Phrases, Reply } from '../domain';
import type { Inbound } from './activity';

const MOST = 5;
/** Kinds of reply that list the files themselves. */
const LISTING: readonly Reply['kind'][] = ['diagnosis', 'unknown'];

/** What came with a message and could not be looked at, for the card to say: no file is passed over in silence. */
export function unseen(
  inbound: Inbound,
  { files }: Evidence,
  kind: Reply['kind'],
  phrases: Phrases,
): readonly Notice[] {
  const plain = [
    ...(inbound.outOfReach ? ['teams.channel-file'] : []),
    ...(inbound.image ? ['notice.image'] : []),
  ];
  const notices: Notice[] = plain.map((phrase) => ({ phrase, values: {} }));
  if (LISTING.includes(kind)) return notices;
  const sent = new Set(inbound.files.map((file) => file.name));
  for (const file of files) {
    if (file.read || !sent.has(file.name) || notices.length >= MOST) continue;
    const id = `skip.${file.reason}`;
    const reason = { ja: phrases.ja[id] ?? file.reason, en: phrases.en[id] ?? file.reason };
    notices.push({ phrase: 'text.file.skipped', values: { name: file.name, reason } });
  }
  return notices;
}
