import type { Case, Knowledge } from '../domain';
import { labelOf } from './holds';
import { answer } from './learn';
import type { Said } from './reply';

/** A button: its card may be old, another person may have been faster, and its values may be anything. */
export function press(c: Case, id: string, value: string, revision: number | undefined, k: Knowledge): Said {
  const fact = k.facts.get(id);
  const isLog = id.startsWith('log:');
  if (!fact && !isLog)
    return { case: c, notices: [{ phrase: 'notice.unknown-button', values: {} }], want: { kind: 'answer' } };
  if (isLog || !fact) return { case: settled(c, id), notices: [], want: { kind: 'answer' } };
  const bad = badValue(
    value,
    fact.several,
    fact.options.map((option) => option.value),
    k,
  );
  if (bad !== null)
    return {
      case: c,
      notices: [{ phrase: 'notice.bad-value', values: { value: bad } }],
      want: { kind: 'answer' },
    };
  const known = c.facts[id];
  const stale = revision !== undefined && revision !== c.revision - 1;
  if (stale && known) {
    const values = { fact: fact.name, label: labelOf(fact, known) };
    return { case: c, notices: [{ phrase: 'notice.already-answered', values }], want: { kind: 'answer' } };
  }
  return { case: settled(answer(c, id, value), id), notices: [], want: { kind: 'answer' } };
}

function badValue(value: string, several: boolean, options: readonly string[], k: Knowledge): string | null {
  if (value === 'unknown' || options.includes(value)) return null;
  const parts = several ? value.split(',') : [value];
  const wrong = parts.find(
    (part) => !options.includes(part) && !(several && k.updates.has(part.toUpperCase())),
  );
  return wrong === undefined ? null : wrong.slice(0, 60);
}

/** The question is closed, whatever the answer. */
export function settled(c: Case, id: string): Case {
  return c.pending?.id === id ? { ...c, pending: null } : c;
}
