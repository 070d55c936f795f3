import type { Case, Command, Evidence, Knowledge, Notice, Reply, Turn } from '../domain';
import { readCommand } from './command';
import { listen } from './listen';
import { isEmpty, openCase } from './open';
import { press } from './press';
import { type Said, say } from './reply';
import { stated } from './stated';
import { told } from './told';

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
  if (command && isBare(turn.evidence)) return obey(c, command, k);
  return listen(isAnother(c, turn.evidence, k) ? anew(c) : c, stated(turn.evidence, k), k);
}

/** What comes after a case was solved and can be diagnosed by itself is another one. */
function isAnother(c: Case, e: Evidence, k: Knowledge): boolean {
  if (c.outcome !== 'solved') return false;
  return e.pasted || e.files.some((file) => file.read) || told(e.said, k).size > 0;
}

/** Nothing known yet; the same conversation and language, and cards drawn before it are old. */
function anew(c: Case): Case {
  return { ...openCase(c.id, c.lang), revision: c.revision };
}

/** Words only: no file, no line, no code beside them. */
function isBare(e: Evidence): boolean {
  return e.files.length === 0 && e.hits.length === 0;
}

function obey(c: Case, command: Command, k: Knowledge): Said {
  switch (command.name) {
    case 'help':
    case 'upload':
      return { case: c, notices: [], want: { kind: command.name } };
    case 'restart': {
      return { case: anew(c), notices: [{ phrase: 'notice.restarted', values: {} }], want: { kind: 'note' } };
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
      return {
        case: c,
        notices: [{ phrase: 'notice.expert', values: {} }],
        want: { kind: 'export', hidden: false },
      };
    case 'export':
      return { case: c, notices: [], want: { kind: 'export', hidden: false } };
    case 'export-hidden':
      return {
        case: c,
        notices: [{ phrase: 'notice.export-hidden', values: {} }],
        want: { kind: 'export', hidden: true },
      };
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
