import type { Phrases, Reply } from '../domain';
import { report } from './diagnosis';
import { clean } from './escape';
import { hideNames } from './hide-names';
import { notices } from './notices';
import { commands, otherExport } from './press';
import { print } from './print';
import { voice } from './say';
import { type Block, type Sheet, text } from './sheet';

type Export = Extract<Reply, { kind: 'export' }>;

/** Characters that fit a card together with all the rest. */
const LONGEST = 9_000;

/** The whole report as text to be copied into a ticket. */
export function exported(reply: Export, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  return {
    blocks: [
      ...notices(reply.notices, v),
      { kind: 'title', text: v.say('title.export') },
      text(v.say('export.how')),
      {
        kind: 'copy',
        label: v.say('export.title'),
        text: clean(print(exportedReport(reply, phrases)), LONGEST),
      },
    ],
    buttons: [
      otherExport(reply.hidden, reply, v),
      ...commands(['solved', 'not-solved', 'restart'], reply, v),
    ],
  };
}

/** The report that is copied: everything, nothing folded away; the names of machines hidden where that was asked for. */
export function exportedReport(reply: Export, phrases: Phrases): readonly Block[] {
  return report(reply.hidden ? hideNames(reply) : reply, phrases, voice(phrases, reply.lang));
}
