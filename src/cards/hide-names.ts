import type { Reply } from '../domain';
import { hiding } from '../hide';

type Export = Extract<Reply, { kind: 'export' }>;
type Change = (seen: string) => string;

/** Where a reply carries words of the logs and the files; the rest is knowledge, ids and figures. */
const SEEN: readonly string[] = ['quote', 'file', 'name', 'label'];

/** The export with machines, domains and addresses hidden in all that was sent; what the knowledge says, and its links, stay. */
export function hideNames(reply: Export): Export {
  const seen: string[] = [];
  change(reply, '', (text) => {
    seen.push(text);
    return text;
  });
  return change(reply, '', hiding(seen)) as Export;
}

/** A copy of plain data in which every text below one of `SEEN` is changed. */
function change(data: unknown, below: string, by: Change): unknown {
  if (typeof data === 'string') return SEEN.includes(below) ? by(data) : data;
  if (Array.isArray(data)) return data.map((one) => change(one, below, by));
  if (typeof data !== 'object' || data === null) return data;
  const changed = Object.entries(data).map(([key, one]) => [
    key,
    change(one, SEEN.includes(below) ? below : key, by),
  ]);
  return Object.fromEntries(changed);
}
