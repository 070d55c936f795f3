import type * as Package from 'adaptivecards';
import { render } from '../../src/cards/render';
import { size, TARGET } from '../../src/cards/size';
import type { Press, Reply } from '../../src/domain';
import { readPress } from '../../src/teams/press';
import { elements, reading } from './card';
import { phrases } from './phrases';
import { replies } from './replies';
import { samples } from './samples';
import { faults } from './schema';

/** The browser build; the package's own entry is an ES module. */
const {
  AdaptiveCard,
  SerializationContext,
  Versions,
}: typeof Package = require('adaptivecards/dist/adaptivecards.js');

/** It knows the schema only; the chart's fallback, which the schema test demands, takes the chart's place. */
const NO_CHARTS = 'Unknown element type "Chart.VerticalBar". Fallback will be used if present.';

interface Action {
  readonly type: string;
  readonly verb: string;
  readonly title: string;
  readonly data: Press;
  readonly associatedInputs?: string;
  readonly mode?: string;
  readonly fallback: Action;
}

describe.each(samples())('%s', (_, card) => {
  const all = [...elements(card)];
  const actions = (card.actions ?? []) as readonly Action[];

  test('says', () => {
    expect(`\n${reading(card).join('\n')}\n`).toMatchSnapshot();
  });

  test('is an Adaptive Card 1.5 by the schema', () => {
    expect(faults(card)).toEqual([]);
    expect(card.fallbackText.length).toBeGreaterThan(5);
  });

  test('is read without complaint by the package that draws cards', () => {
    const context = new SerializationContext(Versions.v1_5);
    new AdaptiveCard().parse({ ...card, lang: undefined }, context);
    const complaints = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
    expect(complaints.filter((message) => message !== NO_CHARTS)).toEqual([]);
  });

  test('has no two ids alike, and opens nothing that is not there', () => {
    const ids = all.flatMap((element) => (typeof element.id === 'string' ? [element.id] : []));
    expect(ids).toEqual([...new Set(ids)]);
    const targets = all.flatMap((element) => (element.targetElements as string[] | undefined) ?? []);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('wraps every line', () => {
    expect(
      all.filter(
        (element) => element.type === 'TextBlock' && element.wrap !== true && String(element.text).length > 2,
      ),
    ).toEqual([]);
  });

  test('shows at most six buttons', () => {
    expect(actions.filter((action) => action.mode !== 'secondary').length).toBeLessThanOrEqual(6);
  });

  test('has buttons with ids only, the same for clients without Action.Execute', () => {
    for (const action of actions.filter((one) => one.type === 'Action.Execute')) {
      expect(action).toMatchObject({
        verb: 'press',
        fallback: { type: 'Action.Submit', title: action.title, data: action.data },
      });
      const sent = action.associatedInputs === 'none' ? action.data : { ...action.data, value: 'picked' };
      expect(readPress(sent)).toEqual(sent);
    }
  });

  test('is within the target', () => {
    expect(size(card)).toBeLessThanOrEqual(TARGET);
  });

  test('has no sentence left unfilled', () => {
    expect(reading(card).filter((line) => /\{\w+\}|undefined|\[object/.test(line))).toEqual([]);
  });
});

const named = (name: string) => replies('en')[name] as Reply;
const buttons = (name: string) => (render(named(name), phrases).actions ?? []) as readonly Action[];

test.each([
  ['question', ['pki', 'public', 'entra', 'token', 'unknown']],
  ['many options', [undefined, 'unknown']],
  ['more evidence', [null, 'unknown']],
])('the buttons of %s answer', (name, values) => {
  expect(buttons(name).map(({ data }) => (data.press === 'answer' ? data.value : null))).toEqual(values);
});

test('a choice set is sent by its own button only', () => {
  expect(buttons('many options').map((button) => button.associatedInputs)).toEqual([undefined, 'none']);
});

test('the values in conflict come first', () => {
  const set = [...elements(render(named('conflict'), phrases))].find(
    (element) => element.type === 'Input.ChoiceSet',
  );
  expect(set).toMatchObject({
    choices: [{ value: '2203' }, { value: '2207' }, { value: '2103' }, ...Array(10).fill({})],
  });
});

test.each([
  [5, 'x', 'buttons'],
  [6, 'x', 'a choice set'],
  [2, 'a label that no button on a phone can show', 'a choice set'],
])('%i options such as "%s" become %s', (count, label, form) => {
  const base = named('question');
  if (base.kind !== 'question') throw new Error('the sample asks a question');
  const options = Array.from({ length: count }, (_, i) => ({
    value: `v${i}`,
    label: { ja: label, en: label },
  }));
  const card = render({ ...base, question: { ...base.question, options } }, phrases);
  const sets = [...elements(card)].filter((element) => element.type === 'Input.ChoiceSet').length;
  expect(sets === 1 ? 'a choice set' : 'buttons').toBe(form);
  expect(card.actions).toHaveLength(sets === 1 ? 2 : count + 1);
});
