import type { Diagnosis, Phrases, Suspect, Verdict } from '../domain';
import type { Voice } from './say';
import { type Block, item, section, text } from './sheet';
import { reasonText, suspectText } from './words';

const RULED_OUT: readonly Verdict[] = ['not-applicable', 'already-fixed'];
const MOST = 5;

/** What else it could be and what would tell them apart, then what was ruled out and why. */
export function suspects(diagnosis: Diagnosis, phrases: Phrases, v: Voice): readonly Block[] {
  const others = diagnosis.suspects.filter((suspect) => suspect.issue !== diagnosis.lead?.issue);
  const live = others.filter((suspect) => !RULED_OUT.includes(suspect.verdict));
  const out = others.filter((suspect) => RULED_OUT.includes(suspect.verdict));
  const decides: readonly Block[] =
    diagnosis.decides && live.length > 0
      ? [text(v.of(diagnosis.decides), { label: v.say('label.decides') })]
      : [];
  const gone = some(out, (suspect) => ruledOut(suspect, phrases, v), v);
  return [
    ...section(
      v.say('label.others'),
      [...some(live, (suspect) => candidate(suspect, phrases, v), v), ...decides],
      { detail: 'others' },
    ),
    ...section(v.say('label.ruled-out'), gone, { folded: true, detail: 'ruled-out' }),
  ];
}

function some(list: readonly Suspect[], words: (suspect: Suspect) => string, v: Voice): readonly Block[] {
  const shown = list.slice(0, MOST).map((suspect) => item(words(suspect)));
  return list.length > MOST
    ? [...shown, item(v.say('text.more', { count: list.length - MOST }), 'subtle')]
    : shown;
}

/** "Possible" goes without saying in a list of what is possible. */
function candidate(suspect: Suspect, phrases: Phrases, v: Voice): string {
  return suspect.verdict === 'possible' ? v.of(suspect.title) : suspectText(suspect, phrases, v.lang);
}

function ruledOut(suspect: Suspect, phrases: Phrases, v: Voice): string {
  const why =
    suspect.verdict === 'already-fixed'
      ? [...suspect.against, ...suspect.because.filter((r) => r.kind === 'update')]
      : suspect.against;
  const reason = why.map((one) => reasonText(one, phrases, v.lang)).join(' / ');
  return v.say('text.ruled-out', {
    title: suspect.title,
    reason: reason || v.say(`verdict.${suspect.verdict}`),
  });
}
