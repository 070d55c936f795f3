import type { Phrases, Reply } from '../domain';
import { exportedReport } from './export';
import { notices } from './notices';
import { print } from './print';
import { voice } from './say';
import type { Sheet } from './sheet';
import { sheetOf } from './sheet-of';

/** The whole reply as Markdown that also reads well as plain text; options are numbered, nothing is folded away. */
export function markdown(reply: Reply, phrases: Phrases): string {
  if (reply.kind === 'export') {
    const v = voice(phrases, reply.lang);
    return print([...notices(reply.notices, v), ...exportedReport(reply, phrases)]);
  }
  return [print(sheetOf(reply, phrases).blocks), options(reply, sheetOf(reply, phrases))]
    .filter(Boolean)
    .join('\n\n');
}

/** The buttons of a question, as a numbered list; a choice set prints its own. */
function options(reply: Reply, sheet: Sheet): string {
  if (reply.kind !== 'question' || sheet.blocks.some((block) => block.kind === 'pick')) return '';
  return print(
    sheet.buttons.slice(0, -1).map((button, i) => ({ kind: 'option', number: i + 1, text: button.title })),
  );
}
