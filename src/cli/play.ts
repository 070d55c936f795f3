import type { Case, Evidence, Knowledge, Lang, Reply, Turn } from '../domain';
import { advance } from '../triage/advance';
import { openCase } from '../triage/open';

export interface Outcome {
  readonly case: Case;
  readonly reply: Reply;
  /** With answers: what was asked, in order. */
  readonly asked: readonly string[] | null;
}

export interface Scene {
  readonly at: string;
  readonly lang: Lang;
  /** Stated before the evidence. */
  readonly facts: Readonly<Record<string, string>>;
  /** Given to what is asked; what is not in them is not known. Null: nobody answers. */
  readonly answers: Readonly<Record<string, string>> | null;
}

const LONGEST_DIALOG = 40;

/** One diagnosis unattended: facts stated beforehand, then the evidence, then the answers to whatever is asked. */
export function play(evidence: Evidence, scene: Scene, k: Knowledge, lang: Lang | null = null): Outcome {
  const head = { at: scene.at, lang: scene.lang };
  let c = openCase('terminal', lang);
  for (const [fact, value] of Object.entries(scene.facts))
    c = advance(c, { ...head, kind: 'answer', fact, value }, k).case;
  const open = { ...c, pending: null, asked: [], inARow: 0 };
  const first = advance(open, { ...head, kind: 'evidence', evidence }, k);
  return scene.answers === null ? { ...first, asked: null } : dialog(first, scene.answers, head, k);
}

function dialog(
  first: { case: Case; reply: Reply },
  answers: Readonly<Record<string, string>>,
  head: Pick<Turn, 'at' | 'lang'>,
  k: Knowledge,
): Outcome {
  const asked: string[] = [];
  let out = first;
  for (let turn = 0; turn < LONGEST_DIALOG; turn += 1) {
    const { reply } = out;
    if (reply.kind !== 'question' && reply.kind !== 'more-evidence') break;
    const { id } = reply.question;
    asked.push(id);
    out = advance(out.case, { ...head, kind: 'answer', fact: id, value: answers[id] ?? 'unknown' }, k);
  }
  return { ...out, asked };
}
