import type { Phrases, Question, Reply } from '../domain';
import { exportedReport } from './export';
import { notices } from './notices';
import { print } from './print';
import { type Voice, voice } from './say';
import type { Block, Sheet } from './sheet';
import { sheetOf } from './sheet-of';

/** The whole reply as Markdown that also reads well as plain text; a question's options are numbered in its own order, nothing is folded away. */
export function markdown(reply: Reply, phrases: Phrases): string {
  const v = voice(phrases, reply.lang);
  if (reply.kind === 'export') {
    return print([...notices(reply.notices, v), ...exportedReport(reply, phrases)]);
  }
  const sheet = sheetOf(reply, phrases);
  const blocks = [...sheet.blocks.filter((block) => block.kind !== 'pick'), ...links(sheet)];
  return print(reply.kind === 'question' ? [...blocks, ...options(reply.question, v)] : blocks);
}

function links({ buttons }: Sheet): readonly Block[] {
  return buttons.flatMap((button) => ('url' in button ? [{ kind: 'open', ...button } as const] : []));
}

function options(question: Question, v: Voice): readonly Block[] {
  return question.options.map(({ label }, i) => ({ kind: 'option', number: i + 1, text: v.of(label) }));
}
