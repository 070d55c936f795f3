import http from 'node:http';
import { addressOf, close, listen } from '../support/connector';
import { phrase } from '../support/note';
import { attached, buttons, type Json, startTeams, type Teams, type Where } from '../support/teams';

const ANALYZER =
  '接続アナライザーで「選択したクライアント証明書は、CMGサービスで信頼されていません。」と出ます';
const LINE = 'ClientIdentity is not a hex string';
const PROVEN = `${LINE}\nThe registration record is not valid. Bad RDR\nour clients use PKI, version 2203, not the early ring`;
/** Milliseconds that a press may take: the limit set below, and the way there and back. */
const IN_TIME = 1_500;

/** A file host that answers when it is told to. */
const held: http.ServerResponse[] = [];
const slow = http.createServer((_req, res) => void held.push(res));
const release = () => {
  for (const res of held.splice(0)) res.end(`${LINE}\n`);
};

let teams: Teams;
beforeAll(async () => {
  await listen(slow);
  const pace = { answerMs: 100, pressMs: 300, progressMs: 50 };
  teams = await startTeams({ pace, env: { FILE_HOSTS: addressOf(slow) } });
});
afterAll(async () => {
  release();
  await teams.stop();
  await close(slow);
});

let count = 0;
const chat = (more: Where = {}): Where => ({ conversation: `a:shared-${++count}`, ...more });
const channel = (more: Where = {}): Where => ({
  scope: 'channel',
  conversation: `19:s${++count}@thread.tacv2;messageid=1`,
  ...more,
});
const group = (more: Where = {}): Where => ({
  scope: 'groupChat',
  conversation: `19:s${++count}@thread.v2`,
  ...more,
});
const calls = (where: Where) =>
  teams.connector.calls.filter((call) => call.conversation === where.conversation);
const sent = (where: Where) => calls(where).filter((call) => call.method === 'POST');
const updates = (where: Where) => calls(where).filter((call) => call.method === 'PUT');
const facts = (card: unknown) => new Set(buttons(card).map((data) => data.fact));
const button = (card: unknown, value: string) =>
  buttons(card).find((data) => data.value === value || data.name === value) as Json;
const text = (card: unknown) => JSON.stringify(card);

/** What a press of the newer kind is answered, and how long that took. */
async function press(
  data: unknown,
  card: string,
  where: Where,
): Promise<{ status: number; card: Json; ms: number }> {
  const at = Date.now();
  const { status, body } = await teams.post(
    {
      ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: card },
      value: { action: { type: 'Action.Execute', verb: 'press', data }, trigger: 'manual' },
    },
    where,
  );
  return { status, card: (body as { value: Json }).value, ms: Date.now() - at };
}

async function asked(where: Where, said = ANALYZER): Promise<{ card: Json; id: string }> {
  const card = await teams.say(said, where);
  return { card, id: String(sent(where).at(-1)?.id) };
}

/** Until something is so, five seconds at most. */
async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 250 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done()).toBe(true);
}

describe.each<[string, typeof channel]>([
  ['a channel', channel],
  ['a group chat', group],
])('a question in %s', (_, place) => {
  test('once answered changes for everybody, and says who answered', async () => {
    const where = place();
    const { card, id } = await asked(where);
    const shown = await press(button(card, 'pki'), id, { ...where, by: 'taro' });
    await teams.answered();
    expect(facts(shown.card)).toContain('mecm_version');
    expect(text(shown.card)).toContain('taro さんの回答');
    expect(updates(where)).toMatchObject([
      { activity: id, body: { attachments: [{ content: shown.card }] } },
    ]);
    expect(sent(where)).toHaveLength(1);
  });

  test('answered by two at the same moment goes by the first; the other is told', async () => {
    const where = place();
    const { card, id } = await asked(where);
    const both = await Promise.all([
      press(button(card, 'pki'), id, { ...where, by: 'taro' }),
      press(button(card, 'entra'), id, { ...where, by: 'hanako' }),
    ]);
    await teams.answered();
    const told = both.map((one) => text(one.card));
    const lost = told.filter((one) => one.includes('すでに「'));
    const won = told.filter((one) => /さんの回答/.test(one));
    expect([won.length, lost.length]).toEqual([1, 1]);
    const [, label] = /さんの回答: [^→]+→ ([^"\\]+)/.exec(won[0] ?? '') ?? [];
    expect(lost[0]).toContain(`すでに「${label}」`);
    for (const one of both) expect(facts(one.card)).toContain('mecm_version');
    expect(updates(where).map((call) => text(call.body).includes(won[0]?.slice(1) ?? ''))).toEqual([true]);
  });

  test('that was deleted is answered below', async () => {
    const where = place();
    const { card, id } = await asked(where);
    teams.connector.fail({ status: 404, times: 1, method: 'PUT', code: 'ActivityNotFoundInConversation' });
    await press(button(card, 'pki'), id, where);
    await teams.answered();
    expect(sent(where)).toHaveLength(2);
    expect(facts(sent(where)[1]?.body)).toContain('mecm_version');
  });

  test('double-clicked takes one turn, and both clicks see what is next', async () => {
    const where = place();
    const { card, id } = await asked(where);
    const both = await Promise.all([1, 2].map(() => press(button(card, 'pki'), id, where)));
    await teams.answered();
    for (const one of both) expect(facts(one.card)).toContain('mecm_version');
    const [next] = buttons(updates(where).at(-1)?.body) as [Json];
    const [now] = buttons(await teams.say('status', where)) as [Json];
    expect(Number(now.revision)).toBe(Number(next.revision) + 1);
  });
});

describe('an old card', () => {
  test('changes no answer, and says what was answered', async () => {
    const where = channel();
    const { card, id } = await asked(where);
    await press(button(card, 'pki'), id, where);
    await teams.say('2203です', where);
    const late = await press(button(card, 'entra'), id, { ...where, by: 'taro' });
    expect(text(late.card)).toContain('すでに「');
    expect(text(late.card)).not.toContain('taro さんの回答');
    expect(text(await teams.say('状況', where))).toContain('PKI');
  });

  test('of another conversation tells nothing of it, and changes nothing there', async () => {
    const [here, there] = [channel(), channel()];
    const { card, id } = await asked(there, `${ANALYZER} バージョンは2203です`);
    const foreign = await press(button(card, 'pki'), id, here);
    await teams.answered();
    expect(foreign.status).toBe(200);
    expect(text(foreign.card)).not.toContain('2203');
    expect(updates(there)).toEqual([]);
    expect(facts(await teams.say('status', there))).toContain('client_auth_kind');
  });

  test('refreshed by Teams shows where things stand, and updates nothing', async () => {
    const where = channel();
    const { card, id } = await asked(where);
    await press(button(card, 'pki'), id, where);
    await teams.answered();
    const before = calls(where).length;
    const refreshed = await teams.press(button(card, 'entra'), {
      ...where,
      card: id,
      execute: true,
      trigger: 'automatic',
    });
    expect(facts(refreshed)).toContain('mecm_version');
    expect(calls(where)).toHaveLength(before);
  });
});

describe('while a long analysis runs', () => {
  const long = attached([{ name: 'DDM.log', url: '' }]);
  const begin = async (where: Where) => {
    const file = {
      ...(long.attachments as readonly Json[])[0],
      content: { downloadUrl: `${addressOf(slow)}DDM.log` },
    };
    const before = held.length;
    await teams.post({ type: 'message', attachments: [file] }, where);
    await until(() => held.length > before);
  };

  test('a press is received in time, done afterwards, and updates its card', async () => {
    const where = chat();
    const { card, id } = await asked(where);
    await begin(where);
    const received = await press(button(card, 'pki'), id, where);
    expect(text(received.card)).toContain(phrase('notice.in-line'));
    expect(received.ms).toBeLessThan(IN_TIME);
    expect(updates(where).filter((call) => call.activity === id)).toEqual([]);
    const again = await press(button(card, 'pki'), id, where);
    expect(text(again.card)).toContain(phrase('notice.in-line'));
    release();
    await teams.answered();
    const own = updates(where).filter((call) => call.activity === id);
    expect(own).toHaveLength(1);
    expect(text(own[0]?.body)).toContain('PKI');
    const order = updates(where).map((call) => (call.activity === id ? 'press' : 'file'));
    expect(order.slice(-2)).toEqual(['file', 'press']);
    expect(sent(where)).toHaveLength(2);
  });

  test('a message gets a waiting card, which becomes its answer', async () => {
    const where = chat();
    await begin(where);
    await teams.post({ type: 'message', text: 'PKIです' }, where);
    const [working, waiting] = sent(where);
    expect(text(waiting?.body)).toContain(phrase('title.waiting'));
    release();
    await teams.answered();
    expect(sent(where)).toHaveLength(2);
    const order = updates(where).map((call) => call.activity);
    expect(order.indexOf(waiting?.id ?? '')).toBeGreaterThan(order.lastIndexOf(working?.id ?? ''));
    expect(text(updates(where).at(-1)?.body)).toContain('PKI');
  });

  test('other conversations are not held up', async () => {
    const where = chat();
    await begin(where);
    const other = channel();
    await teams.post(
      { type: 'message', text: LINE, channelData: {} },
      { ...chat(), conversation: 'a:other' },
    );
    expect(facts(sent({ conversation: 'a:other' })[0]?.body)).toContain('mecm_version');
    expect(sent(other)).toEqual([]);
    release();
    await teams.answered();
  });
});

describe('a button of a diagnosis', () => {
  test.each<[string, string, string]>([
    ['export', 'export', 'title.export'],
    ['expert', 'expert', 'notice.expert'],
    ['upload', 'upload', 'title.upload'],
    ['solved', 'solved', 'notice.solved'],
  ])('%s leaves it standing and is answered by a message of its own', async (_, name, said) => {
    const where = channel({ lang: 'en-US' });
    const { id } = await asked(where, PROVEN);
    const shown = await press({ press: 'command', name, lang: 'en', revision: 1 }, id, where);
    await teams.answered();
    expect(text(shown.card)).toContain('KB14480034');
    expect(buttons(shown.card).map((data) => data.name)).toContain('export');
    expect(sent(where)).toHaveLength(2);
    expect(text(sent(where)[1]?.body)).toContain(phrase(said, 'en').slice(0, 20));
    for (const call of updates(where)) {
      expect(call.activity).toBe(id);
      expect(text(call.body)).toContain('KB14480034');
    }
  });

  test('upload gives a link that opens the page', async () => {
    const where = group();
    const { id } = await asked(where, PROVEN);
    await press({ press: 'command', name: 'upload', lang: 'ja', revision: 1 }, id, where);
    await teams.answered();
    const [link] = /http:\/\/[^"]+\/upload\/[\w-]+/.exec(text(sent(where)[1]?.body)) ?? [];
    const page = await fetch(String(link));
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<html lang="ja"');
  });

  test('help on a card that has no case yet takes its place', async () => {
    const where = channel();
    const shown = await press(
      { press: 'command', name: 'help', lang: 'ja', revision: 0 },
      'card-welcome',
      where,
    );
    await teams.answered();
    expect(text(shown.card)).toContain(phrase('title.help'));
    expect(sent(where)).toEqual([]);
  });
});

describe('what people think of an answer', () => {
  const rate = (value: unknown) =>
    teams.post({ type: 'invoke', name: 'message/submitAction', value }, chat());
  const counted = async () => {
    const metrics = await (await fetch(new URL('/metrics', teams.url))).text();
    return ['like', 'dislike'].map((reaction) =>
      Number(new RegExp(`feedback_total\\{reaction="${reaction}"\\} (\\d+)`).exec(metrics)?.[1] ?? 0),
    );
  };
  const feedback = (reaction: unknown) => ({
    actionName: 'feedback',
    actionValue: { reaction, feedback: '{"feedbackText":"secret words of hanako"}' },
  });

  test('is counted, and what they wrote is kept nowhere', async () => {
    for (const reaction of ['like', 'like', 'dislike'])
      expect((await rate(feedback(reaction))).status).toBe(200);
    expect(await counted()).toEqual([2, 1]);
    expect(text(teams.log)).not.toContain('secret words');
  });

  test.each([
    [undefined],
    [null],
    [7],
    ['like'],
    [[]],
    [{ actionName: 'feedback' }],
    [{ actionName: 'feedback', actionValue: null }],
    [{ actionName: 'other', actionValue: { reaction: 'like' } }],
    [feedback('love')],
    [feedback({ toString: 1 })],
  ])('is taken without harm as %j', async (value) => {
    const before = await counted();
    expect((await rate(value)).status).toBe(200);
    expect(await counted()).toEqual(before);
  });

  test.each<[string, string, string | undefined]>([
    ['a diagnosis', PROVEN, 'default'],
    [
      'an answer that knows nothing',
      '0x80041FFF and 0x87D00FFF, with the registration failing every night',
      'default',
    ],
    ['a question', ANALYZER, undefined],
    ['help', 'help', undefined],
  ])('is asked for below %s: %s → %s', async (kind, said, loop) => {
    const where = chat({ lang: 'en-US' });
    await teams.say(said, where);
    const data = sent(where).at(-1)?.body.channelData as { feedbackLoop?: { type?: string } } | undefined;
    expect([kind, data?.feedbackLoop?.type]).toEqual([kind, loop]);
  });

  test('is asked for also where a diagnosis takes the place of a card', async () => {
    const where = channel({ lang: 'en-US' });
    const { card, id } = await asked(where, PROVEN.replace('2203', 'unknown'));
    const [first] = buttons(card) as [Json];
    let next = (await press({ ...first, value: '2203' }, id, where)).card;
    for (let i = 0; i < 6 && first && buttons(next)[0]?.press === 'answer'; i++)
      next = (await press({ ...buttons(next)[0], value: 'unknown' }, id, where)).card;
    await teams.answered();
    expect(buttons(next).map((data) => data.name)).toContain('export');
    expect(updates(where).at(-1)?.body.channelData).toEqual({ feedbackLoop: { type: 'default' } });
  });
});

describe('suggested answers', () => {
  interface Suggested {
    readonly to: readonly string[];
    readonly actions: readonly { readonly type: string; readonly title: string; readonly value: string }[];
  }
  const suggested = (where: Where) => sent(where).at(-1)?.body.suggestedActions as Suggested | undefined;

  test.each<[string, Where]>([
    ['in personal chat', chat({ by: 'yuki' })],
    ['in a channel', channel({ by: 'yuki' })],
  ])('are three at most, to who spoke, %s', async (_, where) => {
    await teams.say(ANALYZER, where);
    const { to, actions } = suggested(where) as Suggested;
    expect(to).toEqual(['29:yuki']);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.length).toBeLessThanOrEqual(3);
    for (const one of actions) expect(one).toEqual({ type: 'imBack', title: one.value, value: one.value });
  });

  test('do not come with a diagnosis', async () => {
    const where = chat({ lang: 'en-US' });
    await teams.say(PROVEN, where);
    expect(suggested(where)).toBeUndefined();
  });

  /** Follows every question of a conversation by each of its suggestions, and tells those after which the question stands again. */
  async function misunderstood(opening: string, lang: string, depth: number): Promise<readonly string[]> {
    const wrong: string[] = [];
    const walk = async (path: readonly string[]): Promise<void> => {
      const where = chat({ lang });
      let before = [...facts(await teams.say(opening, where))].find(Boolean);
      for (const [i, words] of path.entries()) {
        const now = [...facts(await teams.say(words, where))].find(Boolean);
        if (i === path.length - 1 && now === before) wrong.push(`${String(now)}: ${words}`);
        before = now;
      }
      if (path.length >= depth) return;
      for (const { value } of suggested(where)?.actions ?? []) await walk([...path, value]);
    };
    await walk([]);
    return wrong;
  }

  test.each([
    ['The selected client certificate is not trusted by the CMG service', 'en-US'],
    [LINE, 'ja-JP'],
    ['my clients cannot reach the CMG', 'en-US'],
  ])(
    'are words the bot understands: %s (%s)',
    async (opening, lang) => {
      expect(await misunderstood(opening, lang, 2)).toEqual([]);
    },
    20_000,
  );

  test('are words the bot understands, also where they say that there is none', async () => {
    const where = chat();
    let card = await teams.say(ANALYZER, where);
    for (let i = 0; i < 8 && !facts(card).has('cmg_chain_uploaded'); i++)
      card = await teams.say(String(suggested(where)?.actions[0]?.value), where);
    expect(facts(await teams.say('登録なし', where))).not.toContain('cmg_chain_uploaded');
  });
});

test('nothing a person wrote is in the log, and nothing went wrong inside', () => {
  expect(text(teams.log)).not.toMatch(/信頼|hex string|hanako|taro/);
  expect(teams.log.filter((line) => line.level === 'error')).toEqual([]);
});
