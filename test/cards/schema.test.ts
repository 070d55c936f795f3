import { faults } from './schema';

const card = (more: object) => ({ type: 'AdaptiveCard', version: '1.5', ...more });
const body = (element: object) => card({ body: [element] });
const open = { type: 'Action.OpenUrl', title: 'a', url: 'https://example.com' };

test.each([
  [
    'an unknown property',
    body({ type: 'TextBlock', text: 'a', fontSize: 12 }),
    'body[0] TextBlock has fontSize',
  ],
  ['a missing property', body({ type: 'TextBlock' }), 'body[0] TextBlock lacks text'],
  ['a value of another kind', body({ type: 'TextBlock', text: 1 }), 'body[0] TextBlock.text is no string'],
  ['a word the schema does not know', body({ type: 'TextBlock', text: 'a', size: 'Huge' }), 'size is Huge'],
  ['an unknown element', body({ type: 'Badge', text: 'a' }), 'body[0] is of type Badge'],
  ['an element without a type', body({ text: 'a' }), 'body[0] is of type undefined'],
  ['an action among the elements', body(open), 'body[0] is of type Action.OpenUrl'],
  ['an element deep within', body({ type: 'Container', items: [{ type: 'X' }] }), 'items[0] is of type X'],
  ['an action without an address', card({ actions: [{ type: 'Action.OpenUrl' }] }), 'lacks url'],
  ['a fallback that is none', card({ actions: [{ ...open, fallback: 'keep' }] }), 'fallback is of type'],
  [
    'a chart that leaves other clients with nothing',
    body({ type: 'Chart.VerticalBar', data: [{ x: '09:00', y: 1 }] }),
    'body[0] Chart.VerticalBar lacks fallback',
  ],
  ['a later version', { type: 'AdaptiveCard', version: '1.6' }, 'version is 1.6'],
  ['an unknown property of the card', card({ schema: 'x' }), 'card AdaptiveCard has schema'],
  ['a name every object has', body({ type: 'constructor' }), 'is of type constructor'],
])('%s is a fault', (_, given, fault) => {
  expect(faults(given).join('\n')).toContain(fault);
});

test('a valid card has none', () => {
  const items = [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'a', selectAction: open }] }];
  const set = { type: 'ColumnSet', columns: [{ type: 'Column', width: 'auto', items }] };
  expect(faults(card({ body: [set, { type: 'ActionSet', actions: [open] }], actions: [open] }))).toEqual([]);
});
