import type { Case, Evidence, FactValue, Knowledge, Notice, Text } from '../domain';
import { productCodes } from '../search/product-text';
import { codeOf, explain } from './code';
import { hearAnswer, hearFacts, hearSymptoms, isUnknown } from './hear';
import { labelOf } from './holds';
import { answer, learn, stopped } from './learn';
import { isEmpty } from './open';
import { settled } from './press';
import type { Said } from './reply';
import { isNear } from './search';
import { joined, tells, told } from './told';
import { carriers } from './weigh-lines';

/** A message: an answer to the question at hand, new evidence, facts said by the way, or all of these. */
export function listen(c: Case, e: Evidence, k: Knowledge): Said {
  const notices: Notice[] = [];
  let next = learn(c, e, k);
  let understood =
    e.hits.length > 0 || e.builds.length > 0 || e.files.some((f) => f.read && f.name !== 'message');
  const pending = c.pending;
  const short = pending ? hearAnswer(e.said, k.facts.get(pending.id), k) : null;
  const facts = {
    ...hearFacts(e.said, k),
    ...(pending?.kind === 'fact' && short !== null ? { [pending.id]: short } : {}),
  };
  for (const [id, value] of Object.entries(facts)) {
    const known = next.facts[id];
    if (known?.from.kind === 'answer' && known.value !== value && known.value !== 'unknown')
      notices.push(changed(id, value, k));
    next = answer(next, id, value);
    understood = true;
  }
  if (pending && (facts[pending.id] !== undefined || (pending.kind === 'log' && isUnknown(e.said, k)))) {
    next = settled(next, pending.id);
    understood = true;
  }
  const symptoms = hearSymptoms(e.said, k).filter((id) => !next.symptoms.includes(id));
  if (symptoms.length > 0 || e.hits.length > 0)
    next = { ...next, symptoms: [...next.symptoms, ...symptoms], inARow: 0 };
  const tale = told(e.said, k).size > 0;
  const replied = pending !== null && Object.keys(facts).length > 0;
  if (tale || !(replied || isUnknown(e.said, k))) next = { ...next, words: joined(next.words, e.said) };
  const describes = tale && next.words !== c.words && !isProductText(e.said, k);
  const coded = e.codes.some(({ code }) => carriers(code, k).length > 0) && tells(e.said, k);
  if (describes) next = { ...next, inARow: 0 };
  notices.push(...contradictions(c, next, k), ...goodNews(c, e));
  if (describes || coded || symptoms.length > 0 || (understood && !isEmpty(next)))
    return { case: next, notices, want: { kind: 'answer' } };
  return lost(c, next, e, k);
}

function changed(id: string, value: string, k: Knowledge): Notice {
  const fact = k.facts.get(id);
  const label = labelOf(fact, { value, from: { kind: 'answer' } });
  return { phrase: 'notice.changed', values: { fact: fact?.name ?? id, label } };
}

function contradictions(before: Case, after: Case, k: Knowledge): readonly Notice[] {
  return after.conflicts
    .filter((conflict) => !before.conflicts.some((old) => old.fact === conflict.fact))
    .flatMap((conflict) => {
      const fact = k.facts.get(conflict.fact);
      const [a, b] = conflict.values;
      if (!fact || !a || !b) return [];
      const place = placeOf(a);
      const logs = b.from.kind === 'log';
      const values: Record<string, string | Text> = {
        fact: fact.name,
        logValue: labelOf(fact, a),
        place,
        place2: placeOf(b),
        answer: labelOf(fact, b),
      };
      return [{ phrase: logs ? 'notice.contradiction.logs' : 'notice.contradiction', values }];
    });
}

function placeOf({ from }: FactValue): string {
  return from.kind === 'log' ? `${from.place.file}:${from.place.line}` : '';
}

/** A newer log in which the line has stopped: what the plan asked to be sent. */
function goodNews(before: Case, e: Evidence): readonly Notice[] {
  const [hit] = stopped(before, e);
  if (!hit) return [];
  return [{ phrase: 'notice.stopped', values: { log: hit.file, last: hit.last ?? hit.time ?? '' } }];
}

/** A short number is a code only where one is known by it: it may as well be a port or a count. */
function isCode(asked: string, k: Knowledge): boolean {
  const code = codeOf(asked, k);
  if (code === null || /^[a-z]+$/i.test(asked)) return false;
  return !/^\d{1,4}$/.test(asked) || explain(asked, k).meanings.length > 0;
}

/** A sentence of the product and nothing else: what it means is asked. */
function isProductText(said: string, k: Knowledge): boolean {
  return said.trim().split(/\n|(?<=。)(?=.)/).length === 1 && productCodes(said, k).length > 0;
}

/** Nothing known was in the message: say so, and offer what comes nearest. */
function lost(before: Case, c: Case, e: Evidence, k: Knowledge): Said {
  const nothing = (id: string): Said => ({
    case: c,
    notices: [{ phrase: id, values: {} }],
    want: { kind: 'answer' },
  });
  if (e.files.some((file) => file.name !== 'message')) return nothing('notice.nothing-read');
  const grown = Object.keys(c.facts).length > Object.keys(before.facts).length;
  if (grown && e.codes.length === 0) return { case: c, notices: [], want: { kind: 'answer' } };
  if (e.said.trim() === '' && !e.pasted && e.codes.length === 0) {
    return isEmpty(c) ? { ...nothing('notice.empty'), want: { kind: 'help' } } : nothing('notice.empty');
  }
  if (isUnknown(e.said, k)) return { case: c, notices: [], want: { kind: isEmpty(c) ? 'help' : 'answer' } };
  if (c.pending?.kind === 'fact' && /^\S{1,8}$/.test(e.said.trim())) {
    return {
      case: c,
      notices: [{ phrase: 'notice.bad-value', values: { value: e.said.trim() } }],
      want: { kind: 'answer' },
    };
  }
  if (e.pasted) return { case: c, notices: [], want: { kind: 'answer' } };
  if (e.codes.length > 0)
    return {
      case: before,
      notices: [],
      want: { kind: 'code', about: e.codes.map((code) => code.code).join(' ') },
    };
  const asked = e.said.trim();
  if (/^\S{3,40}$/.test(asked) && isCode(asked, k))
    return { case: c, notices: [], want: { kind: 'code', about: asked } };
  const printed = productCodes(e.said, k);
  if (printed.length > 0) return { case: c, notices: [], want: { kind: 'code', about: printed.join(' ') } };
  if (c.pending || !isNear(e.said, k)) {
    return nothing('notice.not-understood');
  }
  return { case: c, notices: [], want: { kind: 'search', about: e.said } };
}
