import type { Case, FactShown, Knowledge, LogInfo, Notice, Question, Reply, Text, Turn } from '../domain';
import { find } from '../search/find';
import { codesIn, explain, explainSeen } from './code';
import { diagnose } from './diagnose';
import { labelOf } from './holds';
import { conflictId, nextQuestion } from './question';
import { ownerOf } from './rank';
import { search } from './search';

/** What a turn came to: the case, what to say first, and what is wanted. */
export interface Said {
  readonly case: Case;
  readonly notices: readonly Notice[];
  readonly want:
    | { readonly kind: 'answer' | 'help' | 'note' | 'upload' }
    | { readonly kind: 'export'; readonly hidden: boolean }
    | { readonly kind: 'code' | 'search' | 'log'; readonly about: string };
}

interface Out {
  readonly case: Case;
  readonly reply: Reply;
}

/** The reply to what was said, and the case that remembers having given it. */
export function say(said: Said, turn: Turn, k: Knowledge): Out {
  const c = said.case;
  const head = { lang: c.lang ?? turn.lang, revision: c.revision, notices: said.notices };
  const { want } = said;
  switch (want.kind) {
    case 'help':
    case 'note':
    case 'upload':
      return { case: c, reply: { ...head, kind: want.kind } };
    case 'export':
      return {
        case: c,
        reply: {
          ...head,
          kind: 'export',
          hidden: want.hidden,
          diagnosis: diagnose(c, k, turn.at),
          facts: shown(c, k),
          files: c.files,
          timeline: c.timeline,
        },
      };
    case 'code':
      return {
        case: c,
        reply: {
          ...head,
          kind: 'code',
          answers: codesIn(want.about)
            .slice(0, MOST_CODES)
            .map((code) => explain(code, k)),
        },
      };
    case 'log':
      return { case: c, reply: { ...head, kind: 'log', query: want.about, logs: logs([want.about], k) } };
    case 'search':
      return found(c, head, want.about, k);
    default:
      return triage(c, head, turn, k);
  }
}

const MOST_CODES = 8;

type Head = Pick<Reply, 'lang' | 'revision' | 'notices'>;

function found(c: Case, head: Head, query: string, k: Knowledge): Out {
  const issues = search(query, k).map(({ id, title, area }) => ({ issue: id, title, area }));
  return { case: c, reply: { ...head, kind: 'search', query, found: issues } };
}

/** A question where an answer would change the reply, else the diagnosis, else an honest "I don't know". */
function triage(c: Case, head: Head, turn: Turn, k: Knowledge): Out {
  const diagnosis = diagnose(c, k, turn.at);
  const facts = shown(c, k);
  const before = unasked(c);
  const question = nextQuestion(before, k, turn.at);
  if (question) {
    const asked: Case = {
      ...before,
      pending: question,
      asked: [...before.asked, askedId(question)],
      inARow: before.inARow + 1,
    };
    const kind = question.kind === 'log' ? ('more-evidence' as const) : ('question' as const);
    return {
      case: asked,
      reply: { ...head, kind, question, symptoms: symptomsOf(c, k), facts, diagnosis, files: c.files },
    };
  }
  const done: Case = { ...c, pending: null, inARow: 0 };
  if (diagnosis.lead) {
    return {
      case: done,
      reply: { ...head, kind: 'diagnosis', diagnosis, facts, files: c.files, timeline: c.timeline },
    };
  }
  const codes = c.codes.map((seen) => ({ seen, meaning: explainSeen(seen.code, k) }));
  const { files, timeline } = c;
  return {
    case: done,
    reply: { ...head, kind: 'unknown', diagnosis, facts, files, timeline, codes, needed: helpful(c, k) },
  };
}

function askedId(question: Question): string {
  return question.conflict ? conflictId(question.conflict) : question.id;
}

/** A question still open may be put again, and counts once. */
function unasked(c: Case): Case {
  const { pending } = c;
  if (!pending) return c;
  return { ...c, asked: c.asked.filter((id) => id !== askedId(pending)), inARow: Math.max(0, c.inARow - 1) };
}

function shown(c: Case, k: Knowledge): readonly FactShown[] {
  return Object.entries(c.facts).flatMap(([id, value]) => {
    const fact = k.facts.get(id);
    return fact && value.value !== 'unknown'
      ? [{ fact: id, name: fact.name, label: labelOf(fact, value), value }]
      : [];
  });
}

function symptomsOf(c: Case, k: Knowledge): readonly Text[] {
  const owners = new Set([...c.hits.map((hit) => ownerOf(hit.signature)), ...c.symptoms]);
  return [...k.symptoms.values()].filter((symptom) => owners.has(symptom.id)).map((symptom) => symptom.title);
}

const NEAREST = 4;
const USUAL = [
  'DDM.log',
  'CcmMessaging.log',
  'LocationServices.log',
  'ClientIDManagerStartup.log',
  'SMS_Cloud_ProxyConnector.log',
];

/** Logs to send when nothing fits: those of the issues that come nearest to what was told, else those that decide most; none that was read. */
function helpful(c: Case, k: Knowledge): readonly LogInfo[] {
  const read = new Set(c.files.flatMap((file) => (file.read && file.log ? [file.log] : [])));
  const near = find(c.words, k)
    .slice(0, NEAREST)
    .filter(({ words }) => words > 1)
    .flatMap(({ issue }) => [
      ...issue.signatures.flatMap((signature) => signature.logs),
      ...issue.symptoms.flatMap((id) => k.symptoms.get(id)?.needs ?? []),
    ]);
  const wanted = near.length > 0 ? [...new Set(near)] : USUAL;
  return logs(wanted.filter((log) => !read.has(log)).slice(0, USUAL.length), k);
}

function logs(names: readonly string[], k: Knowledge): readonly LogInfo[] {
  return names.flatMap((name) => k.logs.get(name) ?? []);
}
