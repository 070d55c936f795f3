import http from 'node:http';
import { addressOf, close, listen } from '../support/connector';
import { phrase } from '../support/note';
import { attached, BOT, buttons, type Json, startTeams, type Teams, type Where } from '../support/teams';

const ANALYZER = '選択したクライアント証明書は、CMGサービスで信頼されていません。';
const LINE = 'ClientIdentity is not a hex string';

/** A file host that answers when it is told to. */
const held: http.ServerResponse[] = [];
let cut = 0;
const slow = http.createServer((_req, res) => {
  held.push(res);
  res.on('close', () => {
    if (!res.writableEnded) cut += 1;
  });
});
const release = () => {
  for (const res of held.splice(0)) res.end(`${LINE}\n`);
};

let teams: Teams;
beforeAll(async () => {
  await listen(slow);
  const pace = { answerMs: 100, pressMs: 300, progressMs: 50 };
  teams = await startTeams({ pace, env: { FILE_HOSTS: addressOf(slow) } });
});
afterEach(async () => {
  release();
  await teams.answered();
});
afterAll(async () => {
  await teams.stop();
  await close(slow);
});

let count = 0;
const chat = (more: Where = {}): Where => ({ conversation: `a:edits-${++count}`, ...more });
const thread = (more: Where = {}): Where => ({
  scope: 'channel',
  conversation: `19:e${++count}@thread.tacv2;messageid=1`,
  ...more,
});
const calls = (where: Where) =>
  teams.connector.calls.filter((call) => call.conversation === where.conversation);
const sent = (where: Where) => calls(where).filter((call) => call.method === 'POST');
const updates = (where: Where) => calls(where).filter((call) => call.method === 'PUT');
const facts = (card: unknown) => new Set(buttons(card).map((data) => data.fact));
const text = (value: unknown) => JSON.stringify(value);

const at = `<at>${BOT.name}</at>`;
const spoken = (words: string, where: Where): Json =>
  where.scope === undefined
    ? { text: words }
    : { text: `${at} ${words}`, entities: [{ type: 'mention', text: at, mentioned: BOT }] };
const say = (words: string, id: string, where: Where) =>
  teams.post({ type: 'message', id, ...spoken(words, where) }, where);
const edit = (words: string, id: string, where: Where, more: Json = {}) =>
  teams.post(
    {
      type: 'messageUpdate',
      id,
      channelData: { eventType: 'editMessage' },
      ...spoken(words, where),
      ...more,
    },
    where,
  );
const remove = (id: string, where: Where) =>
  teams.post({ type: 'messageDelete', id, channelData: { eventType: 'softDeleteMessage' } }, where);
const taken = (where: Where) =>
  teams.post({ type: 'installationUpdate', action: 'remove', id: `remove-${++count}` }, where);

/** Sends a file that does not come until it is let go. */
async function sendFile(id: string, where: Where, words?: string): Promise<void> {
  const before = held.length;
  const file = attached([{ name: 'DDM.log', url: `${addressOf(slow)}DDM.log` }], words);
  await teams.post({ ...file, id }, where);
  await until(() => held.length > before);
}

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(done()).toBe(true);
}
const rest = () => new Promise((resolve) => setTimeout(resolve, 200));

describe('an edited message', () => {
  test.each<[string, Where]>([
    ['in personal chat', chat()],
    ['that mentions the bot, in a channel', thread()],
    ['that mentions the bot, in a group chat', { scope: 'groupChat', conversation: '19:edits@thread.v2' }],
  ])('%s is read again, and the card says so', async (_, where) => {
    await say('接続できません', 'm', where);
    await edit(ANALYZER, 'm', where);
    const card = await teams.answered();
    expect(facts(card)).toContain('client_auth_kind');
    expect(text(card)).toContain(phrase('notice.edited'));
    expect(sent(where)).toHaveLength(2);
  });

  test('is read once for each edit, however often that is delivered', async () => {
    const where = chat();
    await say('接続できません', 'm', where);
    for (const words of [ANALYZER, ANALYZER, 'PKI です', 'PKI です']) await edit(words, 'm', where);
    await Promise.all([edit('バージョンは 2203', 'm', where), edit('バージョンは 2203', 'm', where)]);
    await teams.answered();
    expect(sent(where)).toHaveLength(4);
    expect(facts(sent(where).at(-1)?.body)).not.toContain('mecm_version');
  });

  test('edited back to what it was is read too', async () => {
    const where = chat();
    await say(ANALYZER, 'm', where);
    await edit('PKI です', 'm', where);
    await edit(ANALYZER, 'm', where);
    await teams.answered();
    expect(sent(where)).toHaveLength(3);
  });

  test('mentions the bot now, and did not before', async () => {
    const where = thread();
    await teams.post({ type: 'message', id: 'm', text: ANALYZER }, where);
    expect(calls(where)).toEqual([]);
    await edit(ANALYZER, 'm', where);
    expect(facts(await teams.answered())).toContain('client_auth_kind');
  });

  test.each<[string, Where, Json]>([
    ['without a mention, in a channel', thread(), { text: ANALYZER, entities: [] }],
    ['for someone else', thread(), { entities: [{ type: 'mention', text: at, mentioned: { id: '29:x' } }] }],
    ['undeleted', chat(), { channelData: { eventType: 'undeleteMessage' } }],
    ['undeleted, in a channel', thread(), { channelData: { eventType: 'undeleteMessage' } }],
    ['changed for no known reason', chat(), { channelData: {} }],
    ['changed without data', chat(), { channelData: null }],
  ])('%s is passed over', async (_, where, more) => {
    expect((await edit(ANALYZER, 'm', where, more)).status).toBe(200);
    await teams.answered();
    expect(calls(where)).toEqual([]);
  });

  test('is done after the message itself, which still is under way', async () => {
    const where = chat();
    await sendFile('m', where);
    await edit('PKI です', 'm', where);
    release();
    await teams.answered();
    const [file, words] = sent(where).map((call) => call.id);
    expect(updates(where).map((call) => call.activity)).toContain(file);
    expect(updates(where).at(-1)?.activity).toBe(words);
    expect(text(updates(where).at(-1)?.body)).toContain('PKI');
  });
});

describe('a deleted message', () => {
  test('whose file is being fetched is let go of at once, and its card says so', async () => {
    const where = chat();
    const before = cut;
    await sendFile('m', where);
    await remove('m', where);
    await until(() => cut > before);
    const card = await teams.answered();
    expect(text(card)).toContain(phrase('notice.withdrawn'));
    expect([sent(where).length, updates(where).at(-1)?.activity]).toEqual([1, sent(where)[0]?.id]);
    expect(facts(await teams.say('status', where))).toEqual(new Set([undefined]));
  });

  test('that waits behind another is never done', async () => {
    const where = chat();
    await sendFile('m1', where);
    await say('PKI です', 'm2', where);
    await remove('m2', where);
    release();
    await teams.answered();
    const working = updates(where).filter((call) => call.activity === sent(where)[0]?.id);
    expect(facts(working.at(-1)?.body)).toContain('mecm_version');
    expect(sent(where)).toHaveLength(2);
    expect(facts(await teams.say('status', where))).toContain('mecm_version');
    expect(text(await teams.say('export', where))).not.toContain('PKI（社内 CA）');
  });

  test('that waits behind another: the card that stood for it says so', async () => {
    const where = chat();
    await sendFile('m1', where);
    await say('PKI です', 'm2', where);
    const waiting = sent(where)[1]?.id;
    await remove('m2', where);
    const last = updates(where).findLast((call) => call.activity === waiting);
    expect(text(last?.body)).toContain(phrase('notice.withdrawn'));
  });

  test('is let go of also where it had been edited', async () => {
    const where = chat();
    const before = [cut, held.length];
    const file = attached([{ name: 'DDM.log', url: `${addressOf(slow)}DDM.log` }]);
    await edit('ログです', 'm', where, { attachments: file.attachments });
    await until(() => held.length > Number(before[1]));
    await remove('m', where);
    await rest();
    release();
    expect(text(await teams.answered())).toContain(phrase('notice.withdrawn'));
  });

  test('holds up nothing that came after it', async () => {
    const where = chat();
    await sendFile('m1', where);
    await say(ANALYZER, 'm2', where);
    await remove('m1', where);
    await teams.answered();
    expect(facts(updates(where).at(-1)?.body)).toContain('client_auth_kind');
  });

  test.each<[string, Where]>([
    ['in personal chat', chat()],
    ['in a channel', thread()],
  ])('that was answered changes nothing, %s', async (_, where) => {
    await say(ANALYZER, 'm', where);
    await teams.answered();
    await remove('m', where);
    await teams.answered();
    expect(calls(where)).toHaveLength(1);
    expect(facts(await teams.say('status', where))).toContain('client_auth_kind');
  });

  test('of another conversation with the same id is another message', async () => {
    const [one, other] = [chat(), chat()];
    await sendFile('same', one);
    await remove('same', other);
    release();
    expect(text(await teams.answered())).toContain('mecm_version');
    expect(calls(other)).toEqual([]);
  });

  test('delivered again is not done after all', async () => {
    const where = chat();
    await sendFile('m', where);
    await remove('m', where);
    await teams.answered();
    const before = calls(where).length;
    await teams.post(
      { ...attached([{ name: 'DDM.log', url: `${addressOf(slow)}DDM.log` }]), id: 'm' },
      where,
    );
    await teams.answered();
    expect(calls(where)).toHaveLength(before);
  });
});

describe('taken away while work is under way', () => {
  const link = (where: Where) =>
    String(/http:\/\/[^"]+\/upload\/[\w-]+/.exec(text(sent(where).map((call) => call.body)))?.[0]);

  test('the bot sends nothing any more, and keeps nothing', async () => {
    const where = chat();
    await say(ANALYZER, 'm0', where);
    await say('upload', 'm1', where);
    await teams.answered();
    expect((await fetch(link(where))).status).toBe(200);
    const before = cut;
    await sendFile('m2', where);
    await say('PKI です', 'm3', where);
    await say('2203 です', 'm4', where);
    const sends = calls(where).length;
    await taken(where);
    await until(() => cut > before);
    await teams.answered();
    await rest();
    expect(calls(where)).toHaveLength(sends);
    expect((await fetch(link(where))).status).toBe(404);
    expect((await fetch(`${link(where)}?name=a.log`, { method: 'PUT', body: LINE })).status).toBe(404);
    expect(facts(await teams.say('status', where))).toEqual(new Set([undefined]));
  });

  test('of a channel, each of its threads is left alone', async () => {
    const channel = `19:gone${++count}@thread.tacv2`;
    const where = thread({ conversation: `${channel};messageid=7` });
    await say(ANALYZER, 'm0', where);
    await teams.answered();
    await taken({ scope: 'channel', conversation: channel });
    expect(facts(await teams.say('status', where))).toEqual(new Set([undefined]));
  });

  test('of one conversation, others go on', async () => {
    const [one, other] = [chat(), chat()];
    await sendFile('m', one);
    await sendFile('m', other);
    await taken(one);
    release();
    await teams.answered();
    expect(sent(one)).toHaveLength(1);
    expect(facts(updates(other).at(-1)?.body)).toContain('mecm_version');
  });

  test('and added again it greets again', async () => {
    const where = chat();
    const add = () => teams.post({ type: 'installationUpdate', action: 'add' }, where);
    await add();
    await sendFile('m', where);
    await taken(where);
    await teams.answered();
    const before = sent(where).length;
    await add();
    await add();
    expect(sent(where)).toHaveLength(before + 1);
    expect(text(sent(where).at(-1)?.body)).toContain(phrase('title.welcome').slice(0, 6));
  });
});

describe('blocked by the person', () => {
  const blocked = (times: number) =>
    teams.connector.fail({ status: 403, times, code: 'ConversationBlockedByUser' });

  test('before a message, it says nothing else and does not apologise', async () => {
    const where = chat();
    blocked(1);
    await say(ANALYZER, 'm', where);
    await teams.answered();
    await rest();
    expect(calls(where).map((call) => call.status)).toEqual([403]);
    expect(teams.log.filter((line) => line.msg === 'conversation.gone').length).toBeGreaterThan(0);
  });

  test('before a press, it says nothing else', async () => {
    const where = chat();
    const card = await teams.say(ANALYZER, where);
    blocked(1);
    await teams.press(buttons(card)[0], where);
    await rest();
    expect(calls(where).map((call) => call.status)).toEqual([201, 403]);
  });

  test('before a press that changes its card, it says nothing else', async () => {
    const where = chat();
    const card = await teams.say(ANALYZER, where);
    blocked(1);
    await teams.press(buttons(card)[0], { ...where, execute: true });
    await rest();
    expect(calls(where).map((call) => call.status)).toEqual([201, 403]);
  });

  test('before a file, it does not try the answer as well', async () => {
    const where = chat();
    blocked(1);
    const file = attached([{ name: 'DDM.log', url: `${addressOf(slow)}DDM.log` }]);
    await teams.post({ ...file, id: 'm' }, where);
    await rest();
    release();
    await teams.answered();
    await rest();
    expect(calls(where).map((call) => call.status)).toEqual([403]);
  });

  test('while a file is fetched, it tries its answer, and then says no more', async () => {
    const where = chat();
    await sendFile('m', where);
    await say('PKI です', 'm2', where);
    const before = calls(where).length;
    blocked(50);
    release();
    await teams.answered();
    await rest();
    const after = calls(where).slice(before);
    expect(new Set(after.map((call) => call.status))).toEqual(new Set([403]));
    expect(after.filter((call) => call.method === 'POST')).toEqual([]);
    expect(teams.log.filter((line) => line.msg === 'conversation.gone').length).toBeGreaterThan(0);
  });
});

test('nothing went wrong inside, and nothing a person wrote is in the log', () => {
  expect(text(teams.log)).not.toMatch(/信頼|hex string|hanako/);
  expect(teams.log.filter((line) => line.level === 'error')).toEqual([]);
});
