import type { Verdict } from '../domain';
import type { Ranked } from './rank';

const LIKELY = 0.55;
const WELL_AHEAD = 3;
/** Log-odds of a suspect so far behind "something else" that naming it would be a guess. */
const FAINT = -2.6;

/** What can be said of one suspect beside the others. Confirmed needs the line only this cause writes and every fact it requires; without it, probable needs all that is required and the others well behind. */
export function verdictOf(suspect: Ranked, all: readonly Ranked[]): Verdict {
  if (suspect.ruledOut) return suspect.ruledOut;
  if (suspect.best === 'proof')
    return suspect.open.length === 0 && !suspect.guessed ? 'confirmed' : 'probable';
  const telling = suspect.best === 'strong' || (suspect.fits && !suspect.vague);
  if (!telling || suspect.open.length > 0 || suspect.probability < LIKELY) return 'possible';
  const rivals = all.filter((other) => other !== suspect).map((other) => other.probability);
  return suspect.probability >= WELL_AHEAD * Math.max(0, ...rivals) ? 'probable' : 'possible';
}

/** A live suspect so likely that a line of one that is ruled out may be its own as well. */
function outweighs(live: Ranked | undefined, telling: Ranked): boolean {
  return live !== undefined && telling.best === 'strong' && live.probability >= LIKELY;
}

/** The suspect the answer is about: the likeliest, unless only a ruled-out one explains the telling lines. */
export function leadOf(ranked: readonly Ranked[]): Ranked | null {
  const live = ranked.find((suspect) => suspect.ruledOut === null && suspect.score > FAINT);
  const out = ranked.filter((suspect) => suspect.ruledOut !== null);
  const telling =
    out.find((suspect) => suspect.best === 'proof') ?? out.find((suspect) => suspect.best === 'strong');
  if (telling && (live?.best ?? 'hint') === 'hint' && !outweighs(live, telling)) return telling;
  return live ?? telling ?? out.find((suspect) => suspect.best !== null || suspect.chosen) ?? null;
}
