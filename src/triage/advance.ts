import type { Case, Command, Evidence, FactValue, Knowledge, Notice, Reply, Text, Turn } from '../domain';
import { normalizeCode } from './code';
import { readCommand } from './command';
import { hearAnswer, hearFacts, hearSymptoms, isUnknown } from './hear';
import { labelOf } from './holds';
import { answer, learn, stopped } from './learn';
import { openCase } from './open';
import { type Said, say } from './reply';
import { search } from './search';
import { stated } from './stated';

/** One turn of a conversation: the case after it, and the one reply to it. Pure: same case, turn and knowledge, same reply. */
export function advance(
  before: Case,
  turn: Turn,
  k: Knowledge,
): { readonly case: Case; readonly reply: Reply } {
  const c: Case = { ...before, revision: before.revision + 1 };
  const said = take(c, turn, k);
  return say(said, turn, k);
}

function take(c: Case, turn: Turn, k: Knowledge): Said {
  if (turn.kind === 'command') return obey(c, turn.command, k);
  if (turn.kind === 'answer') return press(c, turn.fact, turn.value, turn.revision, k);
  const command = readCommand(turn.evidence.said, k);
  return command && isBare(turn.evidence) ? obey(c, command, k) : hear(c, stated(turn.evidence, k), k);
}

/** Words only: no file, no line, no code beside them. */
function isBare(e: Evidence): boolean {
  return e.files.length === 0 && e.hits.length === 0;
}

function obey(c: Case, command: Command, k: Knowledge): Said {
  switch (command.name) {
    case 'help':
      return { case: c, notices: [], want: { kind: 'help' } };
    case 'restart': {
      const fresh = { ...openCase(c.id, c.lang), revision: c.revision };
      return { case: fresh, notices: [{ phrase: 'notice.restarted', values: {} }], want: { kind: 'note' } };
    }
    case 'language': {
      const notices: Notice[] = [{ phrase: 'notice.language', values: {} }];
      return {
        case: { ...c, lang: command.lang },
        notices,
        want: isEmpty(c) ? { kind: 'note' } : { kind: 'answer' },
      };
    }
    case 'solved':
    case 'not-solved':
      return {
        case: { ...c, outcome: command.name },
        notices: [{ phrase: `notice.${command.name}`, values: {} }],
        want: { kind: 'note' },
      };
    case 'expert':
      return { case: c, notices: [{ phrase: 'notice.expert', values: {} }], want: { kind: 'export' } };
    case 'export':
      return { case: c, notices: [], want: { kind: 'export' } };
    case 'status':
      return { case: c, notices: [], want: isEmpty(c) ? { kind: 'help' } : { kind: 'answer' } };
    case 'issue':
      return choose(c, command.about, k);
    default:
      return { case: c, notices: [], want: { kind: command.name, about: command.about } };
  }
}

function choose(c: Case, about: string, k: Knowledge): Said {
  const issue = [...k.issues.values()].find((one) => one.id === about || one.aliases.includes(about));
  if (!issue)
    return { case: c, notices: [{ phrase: 'notice.unknown-button', values: {} }], want: { kind: 'answer' } };
  const chosen = [...c.chosen.filter((id) => id !== issue.id), issue.id];
  return { case: { ...c, chosen, inARow: 0 }, notices: [], want: { kind: 'answer' } };
}

/** A button: its card may be old, another person may have been faster, and its values may be anything. */
function press(c: Case, id: string, value: string, revision: number | undefined, k: Knowledge): Said {
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
function settled(c: Case, id: string): Case {
  return c.pending?.id === id ? { ...c, pending: null } : c;
}

/** A message: an answer to the question at hand, new evidence, facts said by the way, or all of these. */
function hear(c: Case, e: Evidence, k: Knowledge): Said {
  const notices: Notice[] = [];
  let next = learn(c, e, k);
  let understood =
    e.hits.length > 0 || e.builds.length > 0 || e.files.some((f) => f.read && f.name !== 'message');
  const pending = c.pending;
  const short = pending ? hearAnswer(e.said, k.facts.get(pending.id), k) : null;
  const facts = {
    ...hearFacts(e.said, k),
    ...(pending?.kind === 'fact' && short !== null ? { [pending.id]: short } : {}),
  };
  for (const [id, value] of Object.entries(facts)) {
    const known = next.facts[id];
    if (known?.from.kind === 'answer' && known.value !== value && known.value !== 'unknown')
      notices.push(changed(id, value, k));
    next = answer(next, id, value);
    understood = true;
  }
  if (pending && (facts[pending.id] !== undefined || (pending.kind === 'log' && isUnknown(e.said, k)))) {
    next = settled(next, pending.id);
    understood = true;
  }
  const symptoms = hearSymptoms(e.said, k).filter((id) => !next.symptoms.includes(id));
  if (symptoms.length > 0 || e.hits.length > 0)
    next = { ...next, symptoms: [...next.symptoms, ...symptoms], inARow: 0 };
  notices.push(...contradictions(c, next, k), ...goodNews(c, e));
  if (symptoms.length > 0 || (understood && !isEmpty(next)))
    return { case: next, notices, want: { kind: 'answer' } };
  return lost(c, next, e, k);
}

function changed(id: string, value: string, k: Knowledge): Notice {
  const fact = k.facts.get(id);
  const label = labelOf(fact, { value, from: { kind: 'answer' } });
  return { phrase: 'notice.changed', values: { fact: fact?.name ?? id, label } };
}

function contradictions(before: Case, after: Case, k: Knowledge): readonly Notice[] {
  return after.conflicts
    .filter((conflict) => !before.conflicts.some((old) => old.fact === conflict.fact))
    .flatMap((conflict) => {
      const fact = k.facts.get(conflict.fact);
      const [a, b] = conflict.values;
      if (!fact || !a || !b) return [];
      const place = placeOf(a);
      const logs = b.from.kind === 'log';
      const values: Record<string, string | Text> = {
        fact: fact.name,
        logValue: labelOf(fact, a),
        place,
        place2: placeOf(b),
        answer: labelOf(fact, b),
      };
      return [{ phrase: logs ? 'notice.contradiction.logs' : 'notice.contradiction', values }];
    });
}

function placeOf({ from }: FactValue): string {
  return from.kind === 'log' ? `${from.place.file}:${from.place.line}` : '';
}

/** A newer log in which the line has stopped: what the plan asked to be sent. */
function goodNews(before: Case, e: Evidence): readonly Notice[] {
  const [hit] = stopped(before, e);
  if (!hit) return [];
  return [{ phrase: 'notice.stopped', values: { log: hit.file, last: hit.last ?? hit.time ?? '' } }];
}

/** Nothing known was in the message: say so, and offer what comes nearest. */
function lost(before: Case, c: Case, e: Evidence, k: Knowledge): Said {
  const nothing = (id: string): Said => ({
    case: c,
    notices: [{ phrase: id, values: {} }],
    want: { kind: 'answer' },
  });
  if (e.files.some((file) => file.name !== 'message')) return nothing('notice.nothing-read');
  if (e.said.trim() === '' && !e.pasted && e.codes.length === 0) {
    return isEmpty(c) ? { ...nothing('notice.empty'), want: { kind: 'help' } } : nothing('notice.empty');
  }
  if (isUnknown(e.said, k)) return { case: c, notices: [], want: { kind: isEmpty(c) ? 'help' : 'answer' } };
  if (c.pending?.kind === 'fact' && /^\S{1,8}$/.test(e.said.trim())) {
    return {
      case: c,
      notices: [{ phrase: 'notice.bad-value', values: { value: e.said.trim() } }],
      want: { kind: 'answer' },
    };
  }
  if (e.pasted) return { case: c, notices: [], want: { kind: 'answer' } };
  if (e.codes.length > 0)
    return {
      case: before,
      notices: [],
      want: { kind: 'code', about: e.codes.map((code) => code.code).join(' ') },
    };
  if (/^[-0-9a-fx]{3,}\W*$/i.test(e.said.trim()) && normalizeCode(e.said) !== null)
    return { case: c, notices: [], want: { kind: 'code', about: e.said } };
  if (c.pending || search(e.said, k).length === 0) {
    return Object.keys(c.facts).length > Object.keys(before.facts).length
      ? { case: c, notices: [], want: { kind: 'answer' } }
      : nothing('notice.not-understood');
  }
  return { case: { ...c, words: e.said }, notices: [], want: { kind: 'search', about: e.said } };
}

function isEmpty(c: Case): boolean {
  return c.hits.length + c.symptoms.length + c.chosen.length + c.files.length + c.codes.length === 0;
}
