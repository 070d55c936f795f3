import type { LogInfo, Phrases, Reply } from '../domain';
import { coverageRead, notRead } from './coverage';
import { badge } from './diagnosis';
import { notices } from './notices';
import { commands } from './press';
import { type Voice, voice } from './say';
import { type Block, item, type Sheet, section, text } from './sheet';
import { tally } from './tally';
import { timeline } from './timeline';
import { factText, suspectText } from './words';

type Unknown = Extract<Reply, { kind: 'unknown' }>;

const MOST_CODES = 8;

/** An honest "I don't know": what was read, what was skipped and why, and which log would help. */
export function unknown(reply: Unknown, phrases: Phrases): Sheet {
  const v = voice(phrases, reply.lang);
  const seen = reply.facts.map((fact) => item(factText(fact, phrases, v.lang)));
  const possible = reply.diagnosis.suspects.filter((suspect) => suspect.verdict === 'possible').slice(0, 5);
  return {
    blocks: [
      ...notices(reply.notices, v),
      badge({ ...reply.diagnosis, verdict: 'unknown', lead: null }, v),
      text(v.say('label.what-now.unknown')),
      ...section(
        v.say('label.needed'),
        reply.needed.map((log) => logLine(log, v)),
      ),
      ...section(v.say('label.facts'), seen),
      ...section(v.say('label.codes'), codes(reply, v)),
      ...section(
        v.say('label.others'),
        possible.map((suspect) => item(suspectText(suspect, phrases, v.lang))),
      ),
      ...timeline(reply.timeline, reply.diagnosis, v),
      ...section(v.say('label.skipped'), notRead(tally(reply.files), phrases, v)),
      ...coverageRead(reply.files, phrases, v),
    ],
    buttons: commands(['upload', 'expert', 'export', 'restart', 'help'], reply, v),
  };
}

/** A log, what it records, and where it stands. */
export function logLine(log: LogInfo, v: Voice): Block {
  return text(v.say('text.log', { role: log.role, folder: log.folder, records: log.records }), {
    label: log.name,
  });
}

function codes(reply: Unknown, v: Voice): readonly Block[] {
  const shown = reply.codes.slice(0, MOST_CODES).map(({ seen, meaning }) => {
    const times = v.say('text.times', { count: seen.count });
    return text(meaning ? v.of(meaning.meaning) : v.say('code.unknown', { code: seen.code }), {
      label: `${seen.code} (${times})`,
    });
  });
  const more = reply.codes.length - MOST_CODES;
  return more > 0 ? [...shown, item(v.say('text.more', { count: more }), 'subtle')] : shown;
}
