import { dialog } from '../../src/cards/dialog';
import type { Reply } from '../../src/domain';
import { readPress } from '../../src/teams/press';
import { elements } from './card';
import { phrases } from './phrases';
import { replies } from './replies';

interface Action {
  readonly type: string;
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly associatedInputs?: string;
}

const of = (name: string, post = false) =>
  dialog(replies('en')[name] as Reply, phrases, 'session-1', { post });
const actions = (name: string, post = false) => (of(name, post).actions ?? []) as readonly Action[];

test.each([
  ['question', ['PKI client certificate', 'External certificate', 'Entra ID', 'Token', "I don't know"]],
  ['many options', ['Answer', "I don't know"]],
  ['more evidence', ["I don't have it"]],
  ['confirmed', ['Export']],
  ['unknown', ['Export']],
  ['search', [expect.stringMatching(/^1\./), expect.any(String), expect.any(String), expect.any(String)]],
  ['help', []],
  ['not solved', []],
  ['export', ['Hide machine names']],
  ['hidden export', ['Show machine names']],
])('%s keeps the buttons that lead on within the dialog', (name, titles) => {
  expect(actions(name).map((action) => action.title)).toEqual(titles);
});

test.each(Object.keys(replies('en')))(
  '%s has no Action.Execute, and every press says its session',
  (name) => {
    expect([...elements(of(name))].filter((element) => element.type === 'Action.Execute')).toEqual([]);
    for (const { type, data, associatedInputs } of actions(name)) {
      if (type === 'Action.OpenUrl') continue;
      const { session, ...press } = data;
      expect([type, session]).toEqual(['Action.Submit', 'session-1']);
      const sent = associatedInputs === 'none' ? press : { ...press, value: 'picked' };
      expect(readPress(sent)).toEqual(sent);
    }
  },
);

test('the button that posts is there when asked for', () => {
  const posts = (post: boolean) => actions('confirmed', post).filter((action) => action.data.post === true);
  expect(posts(false)).toEqual([]);
  expect(posts(true)).toMatchObject([
    { type: 'Action.Submit', title: 'Post in this conversation', data: { post: true, session: 'session-1' } },
  ]);
});
