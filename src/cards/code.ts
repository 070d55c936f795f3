import type { CodeAnswer, Phrases, Reply } from '../domain';
import { notices } from './notices';
import { commands, openIssue } from './press';
import { type Voice, voice } from './say';
import { type Block, type Sheet, section, text } from './sheet';

type Codes = Extract<Reply, { kind: 'code' }>;

const MOST_ISSUES = 5;

/** What error codes mean, and the known issues that carry them. */
export function code(reply: Codes, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  const related = reply.answers.flatMap((answer) => answer.issues);
  const issues = related
    .filter((one, i) => related.findIndex((other) => other.issue === one.issue) === i)
    .slice(0, MOST_ISSUES);
  return {
    blocks: [
      ...notices(reply.notices, v),
      { kind: 'title', text: v.say('title.code') },
      ...reply.answers.flatMap((answer) => meaning(answer, v)),
      ...section(
        v.say('label.related'),
        issues.map((one, i) => ({ kind: 'option', number: i + 1, text: v.of(one.title) })),
      ),
    ],
    buttons:
      issues.length > 0
        ? issues.map((one, i) => openIssue(i + 1, v.of(one.title), one.issue, reply))
        : commands(['help'], reply, v),
  };
}

function meaning(answer: CodeAnswer, v: Voice): readonly Block[] {
  if (answer.code === '') return [text(v.say('code.unreadable', { asked: answer.asked }))];
  const meanings = answer.meanings.map((one) =>
    text(v.of(one.meaning), { label: [one.symbol, one.source].filter(Boolean).join(' · ') }),
  );
  const notes = [
    ...(answer.facility
      ? [text(v.of(answer.facility), { label: v.say('label.facility'), tone: 'subtle' })]
      : []),
    ...(answer.win32 !== null
      ? [text(v.say('label.win32', { number: answer.win32 }), { tone: 'subtle' })]
      : []),
  ];
  const printed = [...new Set(answer.meanings.flatMap((one) => one.product))].map((one) =>
    text(`「${one}」`, { label: v.say('label.product-text') }),
  );
  const logs =
    answer.logs.length > 0 ? [text(answer.logs.join(', '), { label: v.say('label.code-logs') })] : [];
  const known = meanings.length > 0 ? meanings : [text(v.say('code.unknown', { code: answer.code }))];
  const general = answer.general ? [text(v.say('code.general'), { tone: 'subtle' })] : [];
  return section(title(answer), [...known, ...printed, ...notes, ...general, ...logs]);
}

/** The code, and the form in which it was asked for where that differs. */
function title({ code: hex, asked }: CodeAnswer): string {
  return asked.trim().toLowerCase() === hex ? hex : `${hex} (${asked.trim()})`;
}
