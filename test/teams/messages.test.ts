import { noteCard, phrase } from '../support/note';
import { BOT, buttons, type Json, startTeams, type Teams, type Where } from '../support/teams';

const ANALYZER =
  '接続アナライザーで「選択したクライアント証明書は、CMGサービスで信頼されていません。」と出ます';
const LINE = 'ClientIdentity is not a hex string';

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams.stop());

const LINK = 'http://127.0.0.1:1/upload/x';
/** Cards with each link to the upload page made the same. */
const withoutLinks = (card: unknown) =>
  JSON.stringify(card).replace(/http:\/\/127\.0\.0\.1:\d+\/upload\/[\w-]+/g, LINK);

let count = 0;
const chat = (more: Where = {}): Where => ({ conversation: `a:chat-${++count}`, ...more });
const thread = (more: Where = {}): Where => ({
  scope: 'channel',
  conversation: `19:c${++count}@thread.tacv2;messageid=1`,
  ...more,
});
const calls = (where: Where) =>
  teams.connector.calls.filter((call) => call.conversation === where.conversation);
const sent = (where: Where) => calls(where).filter((call) => call.method === 'POST');
const facts = (card: Json) => new Set(buttons(card).map((data) => data.fact));

describe('a message', () => {
  test.each<[string, Where]>([
    ['in personal chat', chat()],
    ['in a group chat', { scope: 'groupChat', conversation: '19:g1@thread.v2' }],
    ['in a channel, in its thread', thread()],
  ])('%s is answered with one card', async (_, where) => {
    const card = await teams.say(ANALYZER, where);
    expect(facts(card)).toContain('client_auth_kind');
    expect(sent(where)).toHaveLength(1);
  });

  test.each<[string, Json]>([
    ['not mentioning the bot', { type: 'message', text: LINE }],
    [
      'mentioning someone else',
      {
        type: 'message',
        text: '<at>x</at>',
        entities: [{ type: 'mention', text: '<at>x</at>', mentioned: { id: '29:x' } }],
      },
    ],
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    ['an edit', { type: 'messageUpdate', text: LINE, channelData: { eventType: 'editMessage' } }],
    ['a deletion', { type: 'messageDelete' }],
    ['typing', { type: 'typing' }],
    ['a kind nobody knows', { type: 'somethingNew' }],
  ])('%s in a channel is passed over', async (_, activity) => {
    const where = thread();
    expect((await teams.post(activity, where)).status).toBe(200);
    expect(calls(where)).toEqual([]);
  });

  test('keeps its case apart from other threads of the channel', async () => {
    const [one, other] = [thread(), thread()];
    await teams.say(ANALYZER, one);
    expect(facts(await teams.say('PKI', one))).toContain('mecm_version');
    expect(await teams.say('status', other)).not.toEqual(await teams.say('status', one));
  });

  test.each<[string, Json, Json]>([
    [
      'a picture alone',
      { attachments: [{ contentType: 'image/png', contentUrl: 'https://x/1' }] },
      noteCard('notice.image'),
    ],
    [
      'a sticker',
      { attachments: [{ contentType: 'text/html', content: '<p><img alt="cat" src="https://x"></p>' }] },
      noteCard('notice.image'),
    ],
    ['foreign data', { value: { jobId: 7 } }, noteCard('notice.unknown-button')],
    [
      'a button of no known kind',
      { value: { press: 'sudo', lang: 'ja', revision: 0 } },
      noteCard('notice.unknown-button'),
    ],
    [
      'a language there is not',
      { value: { press: 'command', name: 'language', about: 'xx', lang: 'ja', revision: 0 } },
      noteCard('notice.unknown-button'),
    ],
  ])('%s gets a clear answer', async (_, activity, card) => {
    const where = chat();
    await teams.post({ type: 'message', ...activity }, where);
    expect(teams.cards.at(-1)).toEqual(card);
    expect(sent(where)).toHaveLength(1);
  });

  test.each<[string, Json]>([
    ['nothing at all', { text: '' }],
    ['no text', {}],
    ['white space', { text: ' \n ' }],
  ])('with %s says how to go on', async (_, activity) => {
    await teams.post({ type: 'message', ...activity }, chat());
    expect(JSON.stringify(teams.cards.at(-1))).toContain(phrase('notice.empty').slice(0, 10));
  });

  test('a file that got lost on its way in personal chat is missed', async () => {
    const where = chat();
    const attachments = [{ contentType: 'reference', name: 'logs.zip' }];
    const card = await teams.say('', { ...where, more: { attachments } });
    expect(withoutLinks(card)).toEqual(withoutLinks(noteCard('teams.lost-file', 'ja', 0, LINK)));
  });

  test('a file in a channel: the bot says that it cannot get it', async () => {
    const where = thread({ lang: 'en-US' });
    const html = '<div>&nbsp;</div><attachment id="1150d938-8870-4044"></attachment>';
    const attachments = [{ contentType: 'text/html', content: html }];
    await teams.say('', { ...where, more: { attachments } });
    expect(withoutLinks(teams.cards.at(-1))).toEqual(
      withoutLinks(noteCard('teams.channel-file', 'en', 0, LINK)),
    );
    const card = await teams.say('', {
      ...where,
      more: { attachments: [{ contentType: 'text/html', content: `${html}<p>${LINE}</p>` }] },
    });
    expect(JSON.stringify(card)).toContain(phrase('teams.channel-file', 'en').slice(0, 20));
    expect(buttons(card).length).toBeGreaterThan(0);
  });
});

describe('a delivery that comes again', () => {
  test('is answered once, whether in turn or at the same time', async () => {
    const where = chat({ id: 'same' });
    await teams.say(ANALYZER, where);
    await Promise.all([1, 2, 3].map(() => teams.say(ANALYZER, where)));
    expect(sent(where)).toHaveLength(1);
  });

  test('is answered once also after a restart', async () => {
    const where = chat({ id: 'again' });
    await teams.say(ANALYZER, where);
    await teams.restart();
    await teams.say(ANALYZER, where);
    expect(sent(where)).toHaveLength(1);
  });

  test('the same id in another conversation is another message', async () => {
    const [one, other] = [chat({ id: 'shared' }), chat({ id: 'shared' })];
    await Promise.all([teams.say(ANALYZER, one), teams.say(ANALYZER, other)]);
    expect([sent(one).length, sent(other).length]).toEqual([1, 1]);
  });
});

test('turns of one conversation do not overtake one another', async () => {
  const where = chat();
  const first = await teams.say(ANALYZER, where);
  const { revision } = buttons(first)[0] as { revision: number };
  await Promise.all(Array.from({ length: 8 }, () => teams.say('status', where)));
  const last = buttons(await teams.say('status', where))[0] as { revision: number };
  expect(last.revision).toBe(revision + 9);
  expect(sent(where)).toHaveLength(10);
});

describe('a button', () => {
  const pki = (card: Json) => buttons(card).find((data) => data.value === 'pki') as Json;

  test('of the older kind is answered with the next card', async () => {
    const where = chat();
    const card = await teams.say(ANALYZER, where);
    expect(facts(await teams.press(pki(card), where))).toContain('mecm_version');
  });

  test('of the newer kind returns the next card, and updates the pressed one for everyone', async () => {
    const where = thread();
    const card = await teams.say(ANALYZER, where);
    const pressed = sent(where)[0]?.id;
    const next = await teams.press(pki(card), { ...where, execute: true, card: String(pressed) });
    expect(facts(next)).toContain('mecm_version');
    await settled(() => calls(where).some((call) => call.method === 'PUT'));
    const update = calls(where).find((call) => call.method === 'PUT');
    expect(update).toMatchObject({ activity: pressed, body: { attachments: [{ content: next }] } });
    expect(sent(where)).toHaveLength(1);
  });

  test('keeps the language of its card, whoever presses it', async () => {
    const where = thread();
    const card = await teams.say(ANALYZER, where);
    expect((await teams.press(pki(card), { ...where, by: 'john', lang: 'en-US' })).lang).toBe('ja');
  });

  test('pressed a second time by someone else changes nothing', async () => {
    const where = thread();
    const card = await teams.say(ANALYZER, where);
    await teams.press(pki(card), { ...where, by: 'hanako' });
    const late = await teams.press({ ...pki(card), value: 'entra' }, { ...where, by: 'taro' });
    expect(facts(late)).toContain('mecm_version');
    expect(JSON.stringify(late)).toContain('PKI');
  });

  test('delivered again returns the card as it stands, and takes no second turn', async () => {
    const where = chat({ id: 'invoke-1' });
    const card = await teams.say(ANALYZER, { ...where, id: 'm' });
    const once = await teams.press(pki(card), { ...where, execute: true });
    const twice = await teams.press(pki(card), { ...where, execute: true });
    expect(buttons(twice).map((data) => data.fact)).toEqual(buttons(once).map((data) => data.fact));
    const later = buttons(await teams.say('status', { ...where, id: 'm2' }))[0] as { revision: number };
    expect(later.revision).toBe((buttons(once)[0] as { revision: number }).revision + 1);
  });

  test('a refresh by Teams takes no turn and updates nothing', async () => {
    const where = chat();
    const card = await teams.say(ANALYZER, where);
    const refreshed = await teams.press(pki(card), { ...where, execute: true, trigger: 'automatic' });
    expect(facts(refreshed)).toContain('client_auth_kind');
    expect(calls(where)).toHaveLength(1);
  });

  test('of a diagnosis that says something beside it leaves the diagnosis standing', async () => {
    const where = chat({ lang: 'en-US' });
    const card = await teams.say(
      `${LINE}\nThe registration record is not valid. Bad RDR\nour clients use PKI, version 2203, not the early ring`,
      where,
    );
    const solved = buttons(card).find((data) => data.name === 'export') as Json;
    const stays = await teams.press(solved, { ...where, execute: true });
    expect(buttons(stays).map((data) => data.name)).toContain('export');
    expect(sent(where)).toHaveLength(2);
  });

  test.each([
    ['foreign data', { jobId: 7 }],
    ['nothing', undefined],
    ['an array', [1]],
  ])('of the newer kind with %s returns a notice', async (_, data) => {
    expect(await teams.press(data, { ...chat(), execute: true })).toEqual(noteCard('notice.unknown-button'));
  });

  test.each([
    ['message/submitAction', 200],
    ['composeExtension/nothingOfOurs', 501],
  ])('the invoke %s is answered %i', async (name, status) => {
    expect((await teams.post({ type: 'invoke', name, value: {} }, chat())).status).toBe(status);
  });
});

describe('the language', () => {
  test.each([
    ['of the text comes before that of the client', 'my clients cannot reach the CMG', 'ja-JP', 'en'],
    ['of the client decides where the text does not tell', LINE, 'en-US', 'en'],
    ['is Japanese where nothing tells', LINE, '', 'ja'],
  ])('%s', async (_, text, lang, expected) => {
    expect((await teams.say(text, chat({ lang }))).lang).toBe(expected);
  });

  test('last written stays for answers that do not tell', async () => {
    const where = chat({ lang: 'en-US' });
    await teams.say(ANALYZER, where);
    expect((await teams.say('PKI', where)).lang).toBe('ja');
  });

  test('a person chose holds in their other conversations, and not for others', async () => {
    await teams.press(
      { press: 'command', name: 'language', about: 'en', lang: 'ja', revision: 0 },
      chat({ by: 'yuki' }),
    );
    expect((await teams.say(ANALYZER, chat({ by: 'yuki' }))).lang).toBe('en');
    expect((await teams.say(ANALYZER, chat({ by: 'ken' }))).lang).toBe('ja');
  });
});

describe('being added', () => {
  const install = (action: string): Json => ({ type: 'installationUpdate', action });
  const added: Json = { type: 'conversationUpdate', membersAdded: [BOT] };

  test.each<[string, Where]>([
    ['to personal chat', chat()],
    ['to a team', { scope: 'channel', conversation: '19:team1@thread.tacv2' }],
  ])('%s, the bot greets once', async (_, where) => {
    await Promise.all([teams.post(install('add'), where), teams.post(added, where)]);
    await teams.post(install('add'), where);
    expect(sent(where)).toHaveLength(1);
    expect(JSON.stringify(sent(where)[0]?.body)).toContain(phrase('title.welcome').slice(0, 6));
  });

  test('other people coming and going are passed over', async () => {
    const where = thread();
    await teams.post({ type: 'conversationUpdate', membersAdded: [{ id: '29:new' }] }, where);
    await teams.post({ type: 'conversationUpdate', channelData: { eventType: 'channelCreated' } }, where);
    expect(calls(where)).toEqual([]);
  });

  test('taken away, it forgets the case; added again, it greets again', async () => {
    const where = chat({ by: 'leaver' });
    await teams.post(install('add'), where);
    await teams.say(ANALYZER, where);
    await teams.post(install('remove'), where);
    await teams.post(install('add'), where);
    expect(sent(where)).toHaveLength(3);
    expect(facts(await teams.say('status', where))).not.toContain('client_auth_kind');
  });
});

test('nothing a person wrote is in the log', () => {
  expect(JSON.stringify(teams.log)).not.toMatch(/信頼|hex string|hanako/);
});

async function settled(done: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
}
