import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { phrase } from '../support/note';
import { BOT, buttons, type Json, startTeams, type Teams, type Where } from '../support/teams';

const LINE = 'ClientIdentity is not a hex string';
const ANALYZER = '選択したクライアント証明書は、CMGサービスで信頼されていません。';
const PROVEN = `${LINE}<br>The registration record is not valid. Bad RDR<br>our clients use PKI, version 2203, not the early ring`;
/** Milliseconds that an invoke may take. */
const IN_TIME = 2_500;

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams.stop());

let count = 0;
const thread = (more: Where = {}): Where => ({
  scope: 'channel',
  conversation: `19:ext${++count}@thread.tacv2;messageid=1764`,
  by: 'taro',
  ...more,
});

/** The recorded shape of an action on a message. */
const message = (content: string, more: Json = {}): Json => ({
  ...{ id: '1764000000001', replyToId: null, createdDateTime: '2026-11-24T09:00:00.000Z', deleted: false },
  ...{ lastModifiedDateTime: null, subject: null, importance: 'normal', locale: 'ja-jp' },
  linkToMessage: 'https://teams.microsoft.com/l/message/19:ext@thread.tacv2/1764000000001',
  body: { contentType: 'html', content },
  from: {
    user: { userIdentityType: 'aadUser', id: '00000000-0000-0000-0000-hanako', displayName: 'Hanako' },
    application: null,
  },
  ...{ attachments: [], mentions: [], reactions: [] },
  ...more,
});

interface Dialog {
  readonly status: number;
  readonly ms: number;
  readonly task: { readonly type?: string; readonly value?: unknown };
  readonly card: Json;
  readonly buttons: readonly Json[];
  /** All that the dialog says. */
  readonly text: string;
}

async function call(
  name: string,
  value: unknown,
  where: Where,
): Promise<{ status: number; body: unknown; ms: number }> {
  const at = Date.now();
  const answer = await teams.post({ type: 'invoke', name: `composeExtension/${name}`, value }, where);
  return { ...answer, ms: Date.now() - at };
}

async function dialog(name: string, value: unknown, where: Where): Promise<Dialog> {
  const { status, body, ms } = await call(name, value, where);
  const task = ((body as Json | null)?.task ?? {}) as Dialog['task'];
  const card = ((task.value as { card?: { content?: Json } } | undefined)?.card?.content ?? {}) as Json;
  return { status, ms, task, card, buttons: buttons(card), text: JSON.stringify(task.value) };
}

const context = {
  commandId: 'diagnoseMessage',
  commandContext: 'message',
  requestId: 'r',
  context: { theme: 'default' },
};
const open = (payload: unknown, where: Where) =>
  dialog('fetchTask', { ...context, messagePayload: payload }, where);
const submit = (data: unknown, where: Where) => dialog('submitAction', { ...context, data }, where);

const facts = (of: { buttons: readonly Json[] }) => new Set(of.buttons.map((data) => data.fact));
const posting = (of: { buttons: readonly Json[] }) => of.buttons.find((data) => data.post === true);
const option = (of: Dialog, value: string) => of.buttons.find((data) => data.value === value) as Json;
const calls = (where: Where) =>
  teams.connector.calls.filter((one) => one.conversation === where.conversation);
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}
/** The bot is not in the conversation: Teams refuses to tell who is. */
const noMember = () =>
  teams.connector.fail({ status: 403, times: 1, method: 'GET', code: 'BotNotInConversationRoster' });

describe('a message is diagnosed in a dialog', () => {
  test('that asks, in time, with buttons a dialog knows', async () => {
    const asked = await open(message(`<div>${ANALYZER}</div>`), thread());
    expect(asked).toMatchObject({ status: 200, task: { type: 'continue' } });
    expect(asked.task.value).toMatchObject({
      ...{ title: phrase('extension.title'), height: expect.any(String), width: expect.any(String) },
      card: { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } },
    });
    expect(facts(asked)).toContain('client_auth_kind');
    expect(asked.text).not.toContain('Action.Execute');
    expect(asked.ms).toBeLessThan(IN_TIME);
  });

  test('that tells at once what the message proves', async () => {
    const told = await open(message(`<div>${PROVEN}</div>`), thread({ lang: 'en-US' }));
    expect(told.text).toContain('KB14480034');
    expect(told.buttons.map((data) => data.name)).toContain('export');
  });

  test.each<[string, Where, string, Json, string]>([
    ['of who opens it, not of the author', { lang: 'en-US' }, ANALYZER, { locale: 'ja-jp' }, 'en'],
    [
      'of who opens it, not of the text',
      { lang: 'ja-JP' },
      'my clients cannot reach the CMG',
      { locale: 'en-us' },
      'ja',
    ],
    ['of the text where the client does not tell', { lang: '' }, 'my clients cannot reach the CMG', {}, 'en'],
    ['even when the message is about a language', { lang: 'ja-JP' }, 'English', {}, 'ja'],
  ])('that speaks the language %s', async (_, who, text, more, lang) => {
    const { card, task, text: said } = await open(message(text, more), thread(who));
    if (task.type === 'message')
      expect(said).toContain(phrase('extension.nothing', lang as 'ja').slice(0, 8));
    else expect(card.lang).toBe(lang);
  });

  test('that speaks the language its reader chose, to the end', async () => {
    const where = thread({ by: 'chooser' });
    await teams.press({ press: 'command', name: 'language', about: 'en', lang: 'ja', revision: 0 }, where);
    const asked = await open(message(ANALYZER), where);
    expect(asked.card.lang).toBe('en');
    expect((await submit(option(asked, 'pki'), where)).card.lang).toBe('en');
    const mute = { ...where, by: 'mute', lang: 'en-US' };
    const post = posting(await open(message(ANALYZER), mute)) as Json;
    expect((await submit(post, { ...mute, lang: '' })).text).toContain(phrase('extension.posted', 'en'));
  });

  test.each(['英語で', 'リセット', '解決しました', 'help', 'status'])(
    'for which 「%s」 among people is no order to the bot',
    async (text) => {
      const where = thread();
      const told = await open(message(text), where);
      expect(told.text).toContain(phrase('extension.nothing'));
      expect(posting(told)).toBeUndefined();
    },
  );

  test('whose questions lead to a diagnosis', async () => {
    const where = thread({ lang: 'en-US' });
    let shown = await open(message(`${LINE}<br>The registration record is not valid. Bad RDR`), where);
    const given: Json = { client_auth_kind: 'pki', mecm_version: '2203', update_ring: 'ga' };
    for (let asked = 0; asked < 8 && !shown.buttons.some((data) => data.name === 'export'); asked++) {
      const press = shown.buttons[0] as Json;
      shown = await submit({ ...press, value: given[String(press.fact)] ?? 'unknown' }, where);
      expect(shown.ms).toBeLessThan(IN_TIME);
    }
    expect(shown.buttons.map((data) => data.name)).toContain('export');
    expect(shown.text).toContain('KB14480034');
  });
});

describe('its case', () => {
  test('is apart from that of the conversation', async () => {
    const where = thread();
    await submit(option(await open(message(ANALYZER), where), 'pki'), where);
    expect(calls(where)).toEqual([]);
    expect(facts({ buttons: buttons(await teams.say('status', where)) })).toEqual(new Set([undefined]));
  });

  test('does not see that of the conversation', async () => {
    const where = thread();
    await teams.say(`${ANALYZER} PKIです`, where);
    expect(facts(await open(message(ANALYZER), where))).toContain('client_auth_kind');
  });

  test.each<[string, Where]>([
    ['someone else', { by: 'mallory' }],
    ['someone else in the conversation itself', { by: 'jiro' }],
  ])('is not opened by %s with its session', async (_, other) => {
    const where = thread();
    const asked = await open(message(ANALYZER), where);
    const next = await submit(option(asked, 'pki'), where);
    const stolen = await submit({ ...next.buttons[0], value: 'unknown' }, { ...where, ...other });
    expect(stolen.text).not.toMatch(/PKI|選択したクライアント証明書/);
    const posted = await submit({ ...(posting(asked) as Json) }, { ...where, ...other });
    expect(posted.text).toContain(phrase('extension.gone'));
    expect(calls(where)).toEqual([]);
  });
});

test('a dialog is forgotten with its person, who takes the bot away', async () => {
  const where = thread({ by: 'leaver' });
  const next = await submit(option(await open(message(ANALYZER), where), 'pki'), where);
  await teams.post(
    { type: 'installationUpdate', action: 'remove' },
    { conversation: 'a:leaver', by: 'leaver' },
  );
  const left = await submit({ ...next.buttons[0], value: 'unknown' }, where);
  expect(left.text).not.toMatch(/PKI|選択したクライアント証明書/);
});

describe('putting it into the conversation', () => {
  test('is not offered where the bot is no member, and nothing is sent there', async () => {
    const where = thread();
    noMember();
    const asked = await open(message(ANALYZER), where);
    expect(posting(asked)).toBeUndefined();
    expect(posting(await submit(option(asked, 'pki'), where))).toBeUndefined();
    const forged = await submit({ post: true, session: asked.buttons[0]?.session }, where);
    expect(forged.text).toContain(phrase('extension.gone'));
    await teams.answered();
    expect(calls(where)).toEqual([]);
  });

  test('answers in that thread, once, however often it is pressed, and the dialog says so', async () => {
    const where = thread();
    const post = posting(await open(message(ANALYZER), where)) as Json;
    const pressed = await Promise.all([submit(post, where), submit(post, where)]);
    const again = await submit(post, where);
    await teams.answered();
    for (const said of [...pressed, again]) {
      expect(said.task).toEqual({ type: 'message', value: phrase('extension.posted') });
      expect(said.ms).toBeLessThan(4_000);
    }
    expect(calls(where).map((one) => one.method)).toEqual(['POST']);
    expect(facts({ buttons: buttons(calls(where)[0]?.body) })).toContain('client_auth_kind');
  });

  test('still is offered after an answer', async () => {
    const where = thread();
    const next = await submit(option(await open(message(ANALYZER), where), 'pki'), where);
    expect(posting(next)).toBeDefined();
  });

  test('of a file that nothing can open gives a link to hand it in', async () => {
    const where = thread();
    const file = message('<attachment id="1150d938-8870-4044"></attachment>', {
      attachments: [
        {
          id: '1150d938',
          contentType: 'reference',
          name: 'ccm.zip',
          contentUrl: 'https://x.sharepoint.com/ccm.zip',
        },
      ],
    });
    const told = await open(file, where);
    expect(told.text).toContain(phrase('extension.file.post'));
    await submit(posting(told), where);
    const card = JSON.stringify(await teams.answered());
    expect(card).toContain(phrase('teams.channel-file').slice(0, 20));
    const [link] = /http:\/\/[^"]+\/upload\/[\w-]+/.exec(card) ?? [];
    expect((await fetch(String(link))).status).toBe(200);
    expect(calls(where).every((one) => one.conversation.endsWith(';messageid=1764'))).toBe(true);
  });
});

describe('a message', () => {
  const file = { contentType: 'reference', name: 'ccm.zip', contentUrl: 'https://x.sharepoint.com/ccm.zip' };
  const own = { user: null, application: { id: BOT.id.slice(3), displayName: BOT.name } };
  test.each<[string, unknown, Where, string, boolean]>([
    ['with nothing but a picture', message('<img src="https://x/1.png">'), thread(), 'notice.image', false],
    [
      'with nothing but a picture attached',
      message('', { attachments: [{ contentType: 'image/png' }] }),
      thread(),
      'notice.image',
      false,
    ],
    ['with nothing but a file', message('', { attachments: [file] }), thread(), 'extension.file.post', true],
    [
      'with nothing but a file, in personal chat',
      message('', { attachments: [file] }),
      { conversation: 'a:ext' },
      'extension.file.chat',
      false,
    ],
    ['with nothing in it', message('<div>&nbsp;</div>'), thread(), 'extension.nothing', false],
    ['without a body', message('', { body: null }), thread(), 'extension.nothing', false],
    ['that was deleted', message(ANALYZER, { deleted: true }), thread(), 'extension.nothing', false],
    ['of the bot itself', message(ANALYZER, { from: own }), thread(), 'extension.own', false],
    ['that is not there', undefined, thread(), 'extension.nothing', false],
  ])('%s gets a clear answer', async (_, payload, where, said, offers) => {
    const told = await open(payload, where);
    expect(told.status).toBe(200);
    expect(told.text).toContain(phrase(said).slice(0, 16));
    expect(posting(told) !== undefined).toBe(offers);
  });

  test('with a file where the bot is no member is told where to send it', async () => {
    noMember();
    const told = await open(message(ANALYZER, { attachments: [file] }), thread());
    expect(told.text).toContain(phrase('extension.file.chat'));
    expect(facts(told)).toContain('client_auth_kind');
  });

  test('quoted in a reply is read, the bot’s own is not', async () => {
    const quote = (sender: string) =>
      `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri" itemid="${sender}">x</strong><p itemprop="preview">${ANALYZER}</p></blockquote><p>これは？</p>`;
    expect(facts(await open(message(quote('8:orgid:hanako')), thread()))).toContain('client_auth_kind');
    expect(facts(await open(message(quote(BOT.id)), thread()))).not.toContain('client_auth_kind');
  });

  test.each<[string, string, string]>([
    ['character references', `${LINE} &lt;install&gt; &amp; &#39;x&#39;`, `${LINE} <install> & 'x'`],
    ['lines in <pre>', `<pre>  a\n${LINE} b\n\tc</pre>`, `line 2 · seen 2×\n  \`${LINE} b\``],
    ['Markdown', `${LINE} **b** [x](https://evil.example)`, `${LINE} **b** [x](https://evil.example)`],
    ['a tag in text', `${LINE} &lt;at&gt;Hanako&lt;/at&gt;`, `${LINE} <at>Hanako</at>`],
    ['a mention', `<at id="0">Hanako</at> ${LINE}`, `Hanako ${LINE}`],
    [
      'a whole CMTrace line',
      `&lt;![LOG[${LINE}]LOG]!&gt;&lt;time="09:12:33.120+420" date="06-01-2022" component="SMS_DDM"&gt;`,
      LINE,
    ],
  ])('with %s stays as it is', async (_, html, line) => {
    const where = thread({ lang: 'en-US' });
    const told = await open(message(`<div>${html}</div><div>${PROVEN}</div>`), where);
    const copied = await submit(
      told.buttons.find((data) => data.name === 'export'),
      where,
    );
    expect(strings(copied.card).join('\n')).toContain(line);
  });

  test('of 30 KB is read in time, and its card is small', async () => {
    const told = await open(message(`<div>${'x'.repeat(29)}<br>${LINE}</div>`.repeat(500)), thread());
    expect(facts(told)).toContain('mecm_version');
    expect(told.ms).toBeLessThan(IN_TIME);
    expect(told.text.length).toBeLessThan(25_000);
  });
});

describe('what nobody expects', () => {
  const odd: readonly unknown[] = [
    ...[null, 0, 7, '', 'text', true, [], [null], {}, { body: 7 }, { body: [] }, { body: { content: 7 } }],
    { body: { content: null, contentType: null } },
    { body: { contentType: { toString: 1 }, content: 'x' } },
    { ...message('x'), from: 'hanako' },
    { ...message('x'), from: { user: 7, application: [] } },
    { ...message('x'), attachments: 'none' },
    { ...message('x'), attachments: [null, 7, [], { contentType: 7 }, { contentType: null }] },
    { ...message('x'), attachments: { length: 3 } },
    { ...message('x'), id: 7, replyToId: {}, mentions: 7 },
    message('<'.repeat(20_000)),
    message('<blockquote itemtype="http://schema.skype.com/Reply">'.repeat(2_000)),
    message('\u0000\u202e\ud800'),
  ];
  test.each(odd.map((one) => [JSON.stringify(one)?.slice(0, 60), one]))(
    'as a message (%s) gets a dialog',
    async (_, payload) => {
      const { status, task, text, ms } = await open(payload, thread());
      expect([status, ['continue', 'message'].includes(String(task.type)), text.length > 10]).toEqual([
        200,
        true,
        true,
      ]);
      expect(ms).toBeLessThan(IN_TIME);
    },
  );

  const presses: readonly unknown[] = [
    ...[
      undefined,
      null,
      7,
      'x',
      [],
      [1],
      {},
      { session: 7 },
      { post: true },
      { post: true, session: '../../etc/passwd' },
    ],
    { post: 'true', session: 'x' },
    { press: 'answer', lang: 'ja', revision: 0, fact: 'no_such_fact', value: 'x', session: 'x' },
    { press: 'answer', lang: 'ja', revision: 1e99, fact: '__proto__', value: 'x' },
    { press: 'answer', lang: 'ja', revision: 0, fact: 'client_auth_kind', value: '<script>' },
    { press: 'command', lang: 'ja', revision: 0, name: 'code', about: '(((' },
  ];
  test.each(presses.map((one) => [JSON.stringify(one), one]))(
    'as a press (%s) gets a dialog',
    async (_, data) => {
      const { status, task } = await submit(data, thread());
      expect([status, ['continue', 'message'].includes(String(task.type))]).toEqual([200, true]);
    },
  );

  test.each<[string, string, unknown]>([
    ['a command of no known name', 'fetchTask', { ...context, commandId: 'somethingElse' }],
    ['a search of no known name', 'query', { commandId: 'somethingElse' }],
    ['no command', 'fetchTask', {}],
    ['nothing at all', 'fetchTask', null],
    ['nothing at all, submitted', 'submitAction', undefined],
    ['a number', 'query', 7],
    ['our command in a call of another kind', 'selectItem', context],
  ])('%s is not ours: 501', async (_, name, value) => {
    expect((await call(name, value, thread())).status).toBe(501);
  });
});

describe('a search for known issues', () => {
  const total = loadKnowledge([defaultKnowledgeDir()]).issues.size;
  const query = async (
    parameters: unknown,
    where: Where = thread(),
    queryOptions: unknown = { skip: 0, count: 25 },
  ) => {
    const { status, body, ms } = await call(
      'query',
      { commandId: 'searchKnownIssues', parameters, queryOptions },
      where,
    );
    const found = ((body as Json).composeExtension ?? {}) as {
      type?: string;
      text?: string;
      attachments?: readonly {
        contentType: string;
        content: Json;
        preview: { contentType: string; content: Json };
      }[];
    };
    return { status, ms, type: found.type, text: found.text, list: found.attachments ?? [] };
  };
  const q = (value: unknown) => [{ name: 'q', value }];

  test.each([
    ['KB14480034', 'ja-JP', 'ja'],
    ['トークン 期限切れ', 'en-US', 'ja'],
    ['the CMG is in the wrong boundary group', 'ja-JP', 'en'],
    ['bulk token', 'en-US', 'en'],
    ['bulk token', 'ja-JP', 'ja'],
  ])('for %s by a client in %s finds issues, in %s', async (words, lang, expected) => {
    const { type, list, ms } = await query(q(words), thread({ lang }));
    expect(type).toBe('result');
    expect(list.length).toBeGreaterThan(0);
    expect(new Set(list.map((one) => one.content.lang))).toEqual(new Set([expected]));
    expect(ms).toBeLessThan(IN_TIME);
  });

  test('speaks the language its reader chose', async () => {
    const where = thread({ by: 'chooser2' });
    await teams.press({ press: 'command', name: 'language', about: 'en', lang: 'ja', revision: 0 }, where);
    expect((await query(q('トークン'), where)).list[0]?.content.lang).toBe('en');
  });

  test('begins with all of them, page by page, each once', async () => {
    const titles: unknown[] = [];
    for (let skip = 0; ; skip += 10) {
      const { type, list } = await query([{ name: 'initialRun', value: 'true' }], thread(), {
        skip,
        count: 10,
      });
      expect(type).toBe('result');
      titles.push(...list.map((one) => one.preview.content.title));
      if (list.length === 0) break;
      expect(list.length).toBeLessThanOrEqual(10);
    }
    expect([titles.length, new Set(titles).size]).toEqual([total, total]);
  });

  test.each<[string, unknown, number]>([
    ['none', undefined, 25],
    ['null', null, 25],
    ['a text', 'all', 25],
    ['huge', { skip: 0, count: 1e9 }, 25],
    ['nothing wanted', { skip: 0, count: 0 }, 25],
    ['negative', { skip: -5, count: -5 }, 25],
    ['of other kinds', { skip: '1', count: [] }, 25],
    ['one', { skip: 3, count: 1 }, 1],
    ['past the end', { skip: 10_000, count: 25 }, 0],
  ])('with paging that is %s', async (_, paging, expected) => {
    const { type, list } = await query(q(''), thread(), paging);
    expect([type, list.length]).toEqual(['result', Math.min(expected, total)]);
  });

  test('shows each as a card of at most 25 KB that works without the bot, with a preview safe to be read as HTML', async () => {
    for (const lang of ['ja-JP', 'en-US']) {
      for (let skip = 0; skip < total; skip += 25) {
        for (const { contentType, content, preview } of (
          await query([], thread({ lang }), { skip, count: 25 })
        ).list) {
          expect([contentType, preview.contentType]).toEqual([
            'application/vnd.microsoft.card.adaptive',
            'application/vnd.microsoft.card.thumbnail',
          ]);
          expect(Buffer.byteLength(JSON.stringify(content), 'utf16le')).toBeLessThanOrEqual(50_000);
          expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThanOrEqual(25_600);
          expect(JSON.stringify(content)).not.toMatch(/Action\.(Execute|Submit)|Input\./);
          expect(Object.keys(preview.content)).toEqual(['title', 'text']);
          for (const text of Object.values(preview.content))
            expect(String(text)).toMatch(/^(?:[^<>&]|&(?:amp|lt|gt);)+$/);
        }
      }
    }
  });

  test('that finds nothing says so', async () => {
    const { type, text } = await query(q('zzqqxxyy'), thread({ lang: 'en-US' }));
    expect([type, text?.includes('zzqqxxyy')]).toEqual(['message', true]);
  });

  test.each([
    ['%_%'],
    ["'; DROP TABLE cases; --"],
    ['<script>alert(1)</script>'],
    ['(((((((((('],
    ['\u0000\ud800\u202e'],
    ['x'.repeat(50_000)],
    ['あ'.repeat(50_000)],
    [7],
    [null],
    [['KB14480034']],
    [{ toString: 1 }],
  ])('for %p is answered', async (words) => {
    const { status, type, text, ms } = await query(q(words));
    expect([status, ['result', 'message'].includes(String(type))]).toEqual([200, true]);
    expect((text ?? '').length).toBeLessThan(600);
    expect(ms).toBeLessThan(IN_TIME);
  });

  test.each([[null], ['q'], [7], [{}], [[null, 7, 'q', []]], [[{ name: 'Q', value: 'x' }]]])(
    'with %p for parameters shows all',
    async (parameters) => {
      expect((await query(parameters)).list).toHaveLength(Math.min(25, total));
    },
  );
});

test('nothing went wrong inside, and nothing a person wrote is in the log', () => {
  expect(JSON.stringify(teams.log)).not.toMatch(/hex string|信頼されて|hanako|taro/i);
  expect(teams.log.filter((line) => line.level === 'error').map((line) => line.at ?? line.msg)).toEqual([]);
});
