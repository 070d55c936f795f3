import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AdmZip from 'adm-zip';
import { size, TARGET } from '../../src/cards/size';
import { reading } from '../cards/card';
import { faults } from '../cards/schema';
import { type Microsoft365, startMicrosoft365 } from '../support/graph';
import { phrase as beginning } from '../support/note';
import { type Keys, SIGNED, startKeys } from '../support/signed';
import { GROUP, inGraph, type Kind, next, type Saying, type Spot, spot, TEAM } from '../support/spot';
import { buttons, type Json, startTeams, type Teams } from '../support/teams';

const LOOKS = { sure: [20, 40], unsure: [20], answerMs: 500 };
const LIMIT = 2 * 1024 * 1024;
const SITE = 'https://contoso.sharepoint.com/sites/Ops/Shared Documents/General';
const LINE =
  'ClientIdentity is not a hex string  $$<SMS_DISCOVERY_DATA_MANAGER><06-01-2022 09:12:33.120+420><thread=4242 (0x1092)>';
const FACTS = 'PKIです。2203で、早期リングではありません。';

function zipOf(...lines: readonly string[]): Buffer {
  const zip = new AdmZip();
  zip.addFile('Logs/DDM.log', Buffer.from(`${lines.join('\n')}\n`));
  return zip.toBuffer();
}
const GOOD = zipOf(LINE);
/** What the bot asks next once it has read the line. */
const READ = 'mecm_version';

let m365: Microsoft365;
let teams: Teams;
let dir: string;
beforeAll(async () => {
  m365 = await startMicrosoft365();
  m365.grants.set('refused', 'refused');
  m365.grants.set('silent', 'silent');
  m365.grants.set('opaque', 'opaque');
  m365.grants.set('no-files', { roles: ['Group.Selected', 'ChannelMessage.Read.All'] });
  dir = mkdtempSync(path.join(os.tmpdir(), 'mecm-graph-'));
  teams = await startTeams({ env: { ...m365.env, DATA_DIR: dir }, looks: LOOKS, limits: { bytes: LIMIT } });
  teams.connector.teams.set(TEAM, GROUP);
});
afterAll(async () => {
  await teams.stop();
  await m365.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Puts a message into Graph. */
function keep(at: Spot, attachments: readonly Json[], more: Json = {}): void {
  m365.messages.set(at.path, inGraph(at, attachments, more));
}

let count = 0;
/** A file on the team's site, as a message refers to it; words in place of bytes are where its redirect leads. */
function file(name: string, content: Uint8Array | string = GOOD, address = `${SITE}/${++count}/x.zip`): Json {
  m365.files.set(address, content);
  return { id: `att-${count}`, contentType: 'reference', contentUrl: address, content: null, name };
}

/** What a message came to: the calls to Teams, the last card and its words, and what Graph and the files' host were asked. */
async function tell({ activity, where }: Spot, on = teams) {
  const before = { graph: m365.asked.graph.length, files: m365.asked.files.length };
  expect((await on.post(activity, where)).status).toBe(200);
  await on.answered();
  const calls = on.connector.calls.filter((call) => call.conversation === where.conversation);
  const cards = calls.map(({ body }) => (body.attachments as { content: Card }[])[0]?.content as Card);
  const card = cards.at(-1);
  return {
    calls: calls.map((call) => `${call.method} ${call.activity}`),
    ...{ cards, card, json: JSON.stringify(card), words: words(card) },
    asked: m365.asked.graph.slice(before.graph).map((one) => one.path.replace('/v1.0', '')),
    fetched: m365.asked.files.slice(before.files),
  };
}
type Card = Parameters<typeof reading>[0];

/** The words of a phrase there is, up to its first value. */
function phrase(id: string, lang?: 'ja' | 'en'): string {
  const found = beginning(id, lang);
  if (found === '') throw new Error(`no phrase ${id}`);
  return found;
}

function words(card: Card | undefined): string {
  return card ? reading(card).join('\n') : '';
}

/** Where the files of a message are, and the first of them as Graph is asked for it. */
function addressesOf({ path }: Spot): readonly string[] {
  const { attachments } = m365.messages.get(path) as { attachments: { contentUrl: string }[] };
  return attachments.map((one) => one.contentUrl);
}
function shareOf(at: Spot): string {
  return `u!${Buffer.from(addressesOf(at)[0] ?? '').toString('base64url')}/`;
}

const LINK = /\[(?:Send files|ファイルを送る)\] → http:\/\/127\.0\.0\.1:\d+\/upload\/[\w-]{43}/;
const shares = (asked: readonly string[]) => asked.filter((path) => path.startsWith('/shares/'));

describe('a zip attached where Teams gives the bot no bytes', () => {
  test.each<[string, Kind]>([
    ['a post of a channel', 'post'],
    ['a reply in a channel', 'reply'],
    ['a message of a group chat', 'chat'],
  ])('to %s is found by its message alone, and diagnosed in the card that said so', async (_, kind) => {
    const at = spot(kind, { text: `${FACTS}添付しました。` });
    keep(at, [file('logs.zip')]);
    const before = teams.connector.calls.length;
    const { calls, cards, json, asked, fetched } = await tell(at);
    const all = teams.connector.calls.slice(before);
    expect(all).toHaveLength(calls.length);
    expect(asked).toEqual([at.path, expect.stringMatching(/^\/shares\/u![\w-]+\/driveItem\/content$/)]);
    expect(calls).toEqual([expect.stringMatching(/^POST /), `PUT ${all[0]?.id}`]);
    expect(words(cards[0])).toContain(phrase('working.looking'));
    expect(json).toContain('"export"');
    expect(fetched).toMatchObject([{ method: 'GET', authorization: null }]);
  });

  test('without a word is read too', async () => {
    const at = spot('reply');
    keep(at, [file('logs.zip')]);
    expect((await tell(at)).json).toContain(READ);
  });

  test.each([
    ['second', 1],
    ['third', 2],
  ])('is read when its message shows up at the %s look', async (_, times) => {
    const at = spot('reply');
    keep(at, [file('logs.zip')]);
    m365.fail({ path: new RegExp(`${at.id}$`), status: 404, times });
    const { json, asked } = await tell(at);
    expect(json).toContain(READ);
    expect(asked).toHaveLength(times + 2);
  });

  test('is read after Graph was too busy', async () => {
    const at = spot('chat');
    keep(at, [file('logs.zip')]);
    m365.fail({ path: new RegExp(`${at.id}$`), status: 429, times: 1 });
    expect((await tell(at)).json).toContain(READ);
  });

  test('two of them are both read', async () => {
    const at = spot('post');
    keep(at, [file('one.zip'), file('two.zip', zipOf('2022 clients register'))]);
    const { asked, fetched } = await tell(at);
    expect([shares(asked).length, fetched.length]).toEqual([2, 2]);
  });

  test('is read with a token that cannot be looked into', async () => {
    const at = spot('post', { tenant: 'opaque' });
    keep(at, [file('logs.zip')]);
    expect((await tell(at)).json).toContain(READ);
  });

  test('the token is that of the tenant of the conversation, and is asked for once', async () => {
    for (const _ of [1, 2]) {
      const at = spot('chat', { tenant: 'fabrikam' });
      keep(at, [file('logs.zip')]);
      await tell(at);
    }
    const paths = m365.asked.login.map((one) => one.path).filter((path) => path.includes('fabrikam'));
    expect(paths).toEqual(['/fabrikam/oauth2/v2.0/token']);
  });
});

describe("the team's group", () => {
  const asked = (team: string) => teams.connector.questions.filter((one) => one.path.endsWith(team));

  test('is taken from the activity where that names it', async () => {
    const at = spot('reply', { team: '19:told@thread.tacv2' });
    keep(at, [file('logs.zip')]);
    expect((await tell(at)).json).toContain(READ);
    expect(asked('19:told@thread.tacv2')).toEqual([]);
  });

  test('is asked of the connector where not, once', async () => {
    for (const _ of [1, 2]) {
      const at = spot('reply', { group: null });
      keep(at, [file('logs.zip')]);
      const told = await tell(at);
      expect(told.json).toContain(READ);
      expect(told.asked[0]).toBe(at.path);
    }
    expect(asked(TEAM).map((one) => one.path)).toEqual([`/v3/teams/${TEAM}`]);
  });

  test("unknown to both, nothing is asked of Graph with Teams' own id in its place", async () => {
    const at = spot('post', { group: null, team: '19:nowhere@thread.tacv2' });
    keep(at, [file('logs.zip')]);
    const told = await tell(at);
    expect(told.asked).toEqual([]);
    expect(told.words).toContain(phrase('unreadable.no-team'));
    expect(told.words).toMatch(LINK);
  });
});

describe("nobody else's file is read", () => {
  test.each<Kind>(['post', 'reply', 'chat'])(
    'when Graph does not know the %s, nothing beside it is asked for',
    async (kind) => {
      const at = spot(kind, { text: '添付しました' });
      const root = at.path.replace(/\/replies\/.*$/, '');
      if (root !== at.path) keep({ ...at, path: root, by: 'taro' }, [file('secret.zip')]);
      const told = await tell(at);
      expect(told.asked).toEqual([at.path, at.path, at.path]);
      expect(told.words).toContain(phrase('unreadable.not-found'));
      expect(told.words).toMatch(LINK);
      expect(told.json).not.toContain('secret');
    },
  );

  test.each<[string, Json]>([
    ["another message's id", { id: '1' }],
    ['no id', { id: null }],
    ['another author', { from: { user: { id: '00000000-0000-0000-0000-taro' } } }],
    ['an application as author', { from: { application: { id: 'x' }, user: null } }],
    ['no author', { from: null }],
  ])('when Graph answers with %s', async (_, more) => {
    const at = spot('reply');
    keep(at, [file('secret.zip')], more);
    const told = await tell(at);
    expect([...new Set(told.asked)]).toEqual([at.path]);
    expect(told.words).toContain(phrase('unreadable.not-found'));
    expect(told.words).toMatch(LINK);
    expect(told.json).not.toContain('secret');
  });

  test('an author is the same in capitals', async () => {
    const at = spot('reply');
    keep(at, [file('logs.zip')], { from: { user: { id: '00000000-0000-0000-0000-HANAKO' } } });
    expect((await tell(at)).json).toContain(READ);
  });

  test.each(['messageReference', 'forwardedMessageReference'])(
    'when the message only quotes it: %s',
    async (contentType) => {
      const at = spot('chat', { text: '添付しました' });
      const quoted = { messageId: '1', messagePreview: 'secret.zip', originalMessageContent: 'secret.zip' };
      const attachment = {
        id: '1',
        contentType,
        contentUrl: `${SITE}/secret.zip`,
        content: JSON.stringify(quoted),
      };
      m365.files.set(`${SITE}/secret.zip`, GOOD);
      keep(at, [attachment]);
      const told = await tell(at);
      expect(told.asked).toEqual([at.path]);
      expect(told.json).not.toContain('secret');
    },
  );
});

/** What is in the way, of what kind of message, how it comes about (or in which tenant); what is said, with which words; the looks at the message, and the requests for its file. */
type Row = readonly [string, Kind, string | ((at: Spot) => void), string, readonly string[], number, number];

const failing = (status: number) => (at: Spot) => m365.fail({ path: new RegExp(`/${at.id}$`), status });
const silent = (at: Spot) => m365.fail({ path: new RegExp(`/${at.id}$`), delay: 5_000 });
const closed = (at: Spot) => m365.fail({ path: new RegExp(shareOf(at)), status: 403 });
const channel = ['ChannelMessage.Read.Group', 'ChannelMessage.Read.All'];
const chat = ['ChatMessage.Read.Chat', 'Chat.Read.All'];
const bytes = ['Files.Read.All', 'logs.zip'];

const REFUSALS: readonly Row[] = [
  ['a post may not be read', 'post', failing(403), 'message-refused', channel, 1, 0],
  ['a reply may not be read', 'reply', failing(403), 'message-refused', channel, 1, 0],
  ['a chat may not be read', 'chat', failing(403), 'message-refused', chat, 1, 0],
  ['the token is not taken', 'chat', failing(401), 'message-refused', chat, 1, 0],
  ['the file may not be read', 'reply', closed, 'file-refused', bytes, 1, 1],
  ['the token has no right to files', 'post', 'no-files', 'file-refused', bytes, 1, 0],
  ['the sign-in is refused', 'chat', 'refused', 'no-token', [], 0, 0],
  ['the sign-in does not answer', 'post', 'silent', 'no-token', [], 0, 0],
  ['Graph does not answer', 'reply', silent, 'failed', [], 1, 0],
  ['Graph breaks off', 'post', failing(0), 'failed', [], 1, 0],
  ['Graph fails', 'chat', failing(500), 'failed', [], 1, 0],
  ['Graph stays busy', 'post', failing(503), 'failed', [], 3, 0],
];

describe('the card says what is in the way, who can mend it, and offers a link', () => {
  describe.each(['ja', 'en'] as const)('in %s', (lang) => {
    test.each(REFUSALS)('when %s', async (_, kind, before, why, says, looks, asked) => {
      const text = kind !== 'chat' ? '' : lang === 'ja' ? '添付しました' : 'see the attached zip';
      const tenant = typeof before === 'string' ? before : 'tenant';
      const at = spot(kind, { tenant, text, lang: lang === 'ja' ? 'ja-JP' : 'en-US' });
      keep(at, [file('logs.zip')]);
      if (typeof before !== 'string') before(at);
      const told = await tell(at);
      for (const said of [phrase(`unreadable.${why}`, lang), ...says]) expect(told.words).toContain(said);
      expect(told.words).toMatch(LINK);
      expect(told.asked.filter((path) => path === at.path)).toHaveLength(looks);
      expect(shares(told.asked)).toHaveLength(asked);
      expect(faults(told.card)).toEqual([]);
      expect(told.calls).toHaveLength(2);
    });
  });

  test('and still diagnoses the words beside the file', async () => {
    const at = spot('reply', { text: `${LINE}<br>${FACTS}` });
    keep(at, [file('logs.zip')]);
    closed(at);
    const told = await tell(at);
    expect(told.json).toContain('"export"');
    expect(told.words).toContain('Files.Read.All');
    expect(told.words).toMatch(LINK);
  });

  test('and still reads the other file', async () => {
    const at = spot('reply');
    keep(at, [file('gone.zip'), file('logs.zip')]);
    m365.files.delete(addressesOf(at)[0] ?? '');
    const told = await tell(at);
    expect(told.json).toContain(READ);
    expect(told.words).toContain('gone.zip');
    expect(told.words).toContain(phrase('skip.download-missing'));
  });
});

describe('a file comes from where Graph leads, and nowhere else', () => {
  const strange = (kind: string, address: string) => [kind, address] as const;

  test.each([
    strange('a file of this machine', 'file:///etc/passwd'),
    strange('a script', 'javascript:fetch(1)'),
    strange('data', 'data:text/plain,ClientIdentity'),
    strange('the metadata of the cloud', 'http://169.254.169.254/latest/meta-data'),
    strange('no address at all', '../../../users/ceo/messages %zz'),
    strange('a broken name', 'https://contoso.sharepoint.com/%E3%81.zip'),
    strange('half a character', 'https://contoso.sharepoint.com/\ud83d.zip'),
  ])('%s as address is only ever asked of /shares', async (_, address) => {
    const at = spot('reply');
    keep(at, [{ id: 'x', contentType: 'reference', contentUrl: address, name: null }]);
    const told = await tell(at);
    const share = Buffer.from(address).toString('base64url');
    expect(told.asked).toEqual([at.path, `/shares/u!${share}/driveItem/content`]);
    expect(told.words).toContain(phrase('skip.download-missing'));
  });

  test('a redirect to a foreign host is not followed, and nobody but Graph sees the token', async () => {
    const at = spot('reply');
    keep(at, [file('logs.zip', `${m365.foreign}/logs.zip`), file('inside.zip', 'http://169.254.169.254/')]);
    const { words } = await tell(at);
    expect(words).toContain('logs.zip');
    expect(words).toContain(phrase('skip.download-host'));
    expect(m365.asked.foreign).toEqual([]);
  });

  test('the foreign host could have been reached', async () => {
    expect(await (await fetch(`${m365.foreign}/`)).text()).toBe('mine now');
  });

  test('one over the limit is named', async () => {
    const at = spot('reply');
    keep(at, [file('huge.zip', Buffer.alloc(LIMIT + 1, 65))]);
    const { words } = await tell(at);
    expect(words).toContain('huge.zip');
    expect(words).toContain(phrase('skip.too-large'));
  });
});

describe('a code snippet', () => {
  const snippet = (codeSnippetUrl: string, name = 'DDM.log'): Json => ({
    ...{ id: 's1', contentType: 'application/vnd.microsoft.card.codesnippet', contentUrl: null, name: null },
    content: JSON.stringify({ name, language: 'Text', lines: 2, wrap: false, codeSnippetUrl }),
  });

  test.each(['https://graph.microsoft.com/v1.0', 'https://graph.microsoft.com/beta'])(
    'kept under %s is read, and its lines diagnosed',
    async (root) => {
      const at = spot('reply', { text: FACTS });
      keep(at, [snippet(`${root}${at.path}/hostedContents/aWQ9eF8wLXdldQ==/$value`)]);
      m365.hosted.set(`${at.path}/hostedContents/aWQ9eF8wLXdldQ==/$value`, `before\n${LINE}\n`);
      const told = await tell(at);
      expect(told.asked).toEqual([at.path, `${at.path}/hostedContents/aWQ9eF8wLXdldQ==/$value`]);
      expect(told.json).toContain('"export"');
    },
  );

  test('needs no right to files', async () => {
    const at = spot('chat', { tenant: 'no-files' });
    keep(at, [snippet(`${m365.root}${at.path}/hostedContents/a1/$value`)]);
    m365.hosted.set(`${at.path}/hostedContents/a1/$value`, LINE);
    expect((await tell(at)).json).toContain(READ);
  });

  test.each<[string, (at: Spot) => string]>([
    ['on a foreign host', ({ path }) => `${m365.foreign}${path}/hostedContents/a1/$value`],
    [
      'on a host that looks like it',
      ({ path }) => `https://graph.microsoft.com.evil.example${path}/hostedContents/a1/$value`,
    ],
    ['beside the hosted contents', () => 'https://graph.microsoft.com/v1.0/users/ceo/photo/$value'],
    ['climbing up', ({ path }) => `https://graph.microsoft.com/v1.0${path}/hostedContents/../$value`],
    [
      'climbing up backwards',
      ({ path }) => `https://graph.microsoft.com/v1.0${path}/hostedContents/x\\..\\..\\..\\photo/$value`,
    ],
    ['without an address', () => ''],
  ])('%s is not asked for', async (_, address) => {
    const at = spot('reply');
    keep(at, [snippet(address(at))]);
    expect((await tell(at)).asked).toEqual([at.path]);
    expect(m365.asked.foreign.filter((one) => one.authorization !== null)).toEqual([]);
  });

  test.each<[string, Json]>([
    ['a card that is none', { content: 'no json' }],
    ['no card', { content: null }],
    ['a card of null', { content: 'null' }],
    ['no kind', { contentType: undefined }],
  ])('with %s is passed over', async (_, more) => {
    const at = spot('reply', { text: `${LINE}<br>${FACTS}` });
    keep(at, [{ ...snippet(''), ...more }]);
    expect((await tell(at)).json).toContain('"export"');
  });
});

test('a picture in the message is said to be one', async () => {
  const at = spot('post', { text: LINE });
  const src = `https://graph.microsoft.com/v1.0${at.path}/hostedContents/a1/$value`;
  keep(at, [file('logs.zip')], {
    body: { contentType: 'html', content: `<p><img src="${src}" alt="image"></p>` },
  });
  const told = await tell(at);
  expect(told.words).toContain(phrase('notice.image'));
  expect(told.asked.filter((path) => path.includes('hostedContents'))).toEqual([]);
});

describe('a name is shown and does nothing', () => {
  const names: readonly [string, string][] = [
    ['Markdown', '**x** [y](https://evil.example).zip'],
    ['HTML', '<img src=x onerror=alert(1)><at>all</at>.zip'],
    ['a function of cards', '{{DATE(2026-11-23T09:00:00Z,SHORT)}}.zip'],
    ['lines', 'a\r\n# b\u202egpj.zip'],
    ['90 KB', `${'長'.repeat(30_000)}.zip`],
  ];
  const states: readonly [string, Uint8Array | null, string][] = [
    ['read', GOOD, 'tenant'],
    ['damaged', Buffer.from('\u0001\u0002\u0003 not a zip \u0000\u0004'), 'tenant'],
    ['missing', null, 'tenant'],
    ['refused', GOOD, 'no-files'],
  ];
  describe.each(names)('with %s', (_, name) => {
    test.each(states)('of a file that is %s', async (_, bytes, tenant) => {
      const at = spot('reply', { tenant, text: FACTS });
      keep(at, [file(name, bytes ?? GOOD)]);
      if (bytes === null) m365.files.delete(addressesOf(at)[0] ?? '');
      const { cards, words } = await tell(at);
      if (tenant === 'no-files') expect(words).toMatch(/Files\.Read\.All[\s\S]*\/upload\//);
      for (const card of cards) {
        expect(faults(card)).toEqual([]);
        expect(size(card)).toBeLessThan(TARGET);
        const read = reading(card)
          .filter((line) => line.startsWith('* '))
          .join('\n')
          .replace(/(`+).*?\1/g, '');
        expect(read).not.toMatch(/\*\*|\]\(|<img|<at>|\{\{DATE|\u202e/);
      }
    });
  });
});

describe('in a group chat, where nothing tells of a file', () => {
  test.each([
    ['a mention without a word', ''],
    ['a message that says so', '添付しました'],
    ['a message that says so in English', 'logs attached'],
  ])('%s is looked at, and the card says so first', async (_, text) => {
    const at = spot('chat', { text });
    keep(at, [file('logs.zip')]);
    const { json, calls } = await tell(at);
    expect(json).toContain(READ);
    expect(calls).toHaveLength(2);
  });

  test('a pasted error gets its file as well', async () => {
    const at = spot('chat', { text: LINE });
    keep(at, [file('more.zip', zipOf('The registration record is not valid. Bad RDR'))]);
    const { asked, fetched } = await tell(at);
    expect([shares(asked).length, fetched.length]).toEqual([1, 1]);
  });

  test.each<[string, (at: Spot) => void, number]>([
    ['carries none', (at) => keep(at, []), 1],
    ['is not known to Graph', () => {}, 2],
    ['may not be looked at', failing(403), 1],
    ['finds Graph down', failing(0), 1],
  ])('a plain message that %s is answered as if there were no Graph', async (_, arrange, looks) => {
    const at = spot('chat', { text: LINE });
    arrange(at);
    const { json, words, asked } = await tell(at);
    expect(json).toContain(READ);
    expect(words).not.toMatch(LINK);
    expect(words).not.toMatch(/Graph|Files\.Read|添付|Chat\.Read/);
    expect(asked).toEqual(Array(looks).fill(at.path));
  });

  test('without a sign-in neither', async () => {
    const at = spot('chat', { text: LINE, tenant: 'refused' });
    const { json, words } = await tell(at);
    expect(json).toContain(READ);
    expect(words).not.toMatch(LINK);
  });
});

test('personal chat asks nothing of Graph', async () => {
  const before = m365.asked.graph.length;
  const where = { conversation: 'a:personal' };
  await teams.upload('logs.zip', GOOD, where);
  await teams.say('添付しました', where);
  await teams.say('', where);
  expect(m365.asked.graph.slice(before)).toEqual([]);
});

test('a channel full of talk that does not mention the bot: nothing asked, nothing sent, nothing kept', async () => {
  const at = spot('reply');
  keep(at, [file('logs.zip')]);
  await tell(at);
  const revision = async (id: string) => {
    const { card } = await tell(next(at, id, { text: 'status' }));
    return (buttons(card)[0] as { revision: number }).revision;
  };
  const before = {
    revision: await revision('s1'),
    graph: m365.asked.graph.length,
    calls: teams.connector.calls.length,
  };
  for (let i = 0; i < 100; i++) {
    const talk = next(at, `talk${i}`, {
      silent: true,
      by: 'taro',
      text: `PKI 2107 Zugspitze ${LINE} 添付しました`,
    });
    expect((await teams.post(talk.activity, talk.where)).status).toBe(200);
  }
  await teams.answered();
  expect(m365.asked.graph).toHaveLength(before.graph);
  expect(teams.connector.calls).toHaveLength(before.calls);
  expect(keptIn(dir, at.where.conversation)).toBe(true);
  expect(keptIn(dir, 'Zugspitze')).toBe(false);
  expect(await revision('s2')).toBe(before.revision + 1);
});

/** Whether the words stand in any file of a folder. */
function keptIn(folder: string, words: string): boolean {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.some((one) => readFileSync(path.join(one.parentPath, one.name)).includes(words));
}

describe('with Graph off', () => {
  let off: Teams;
  beforeAll(async () => {
    off = await startTeams({ env: { ...m365.env, GRAPH_FILES: 'off' }, looks: LOOKS });
  });
  afterAll(() => off.stop());

  test.each<[string, Kind, Saying]>([
    ['a channel', 'reply', {}],
    ['a channel, in English', 'post', { lang: 'en-US' }],
    ['a group chat', 'chat', { text: '添付しました' }],
    ['a group chat, without a word', 'chat', {}],
  ])('a file in %s gets the hint and a link, and nobody is asked', async (_, kind, saying) => {
    const before = [m365.asked.graph.length, m365.asked.login.length];
    const at = spot(kind, saying);
    const { words, calls } = await tell(at, off);
    expect(words).toContain(phrase('teams.channel-file', saying.lang === 'en-US' ? 'en' : 'ja'));
    expect(words).toMatch(LINK);
    expect(calls).toHaveLength(1);
    expect([m365.asked.graph.length, m365.asked.login.length]).toEqual(before);
    expect(off.connector.questions).toEqual([]);
  });

  test('a plain message in a group chat hears nothing of files', async () => {
    const { json, words } = await tell(spot('chat', { text: LINE }), off);
    expect(json).toContain(READ);
    expect(words).not.toMatch(LINK);
  });
});

describe('with callers checked', () => {
  let keys: Keys;
  beforeAll(async () => {
    keys = await startKeys();
  });
  afterAll(() => keys.stop());

  test.each([
    ['its own tenant', 'SingleTenant', 'home'],
    ['the tenant that asks', 'MultiTenant', 'guest'],
  ])('the whole way works, with a token of %s', async (_, MicrosoftAppType, tenant) => {
    const env = { ...m365.env, ...SIGNED, MicrosoftAppType, MicrosoftAppTenantId: 'home' };
    const signed = await startTeams({
      env,
      auth: keys.auth,
      authorization: (at) => `Bearer ${keys.sign(at)}`,
      looks: LOOKS,
    });
    signed.connector.teams.set(TEAM, GROUP);
    const before = m365.asked.login.length;
    const at = spot('reply', { text: FACTS, tenant: 'guest', group: null });
    keep(at, [file('logs.zip')]);
    const { json, asked, fetched } = await tell(at, signed);
    await signed.stop();
    expect(json).toContain('"export"');
    expect(asked[0]).toBe(at.path);
    expect(fetched).toMatchObject([{ authorization: null }]);
    expect(signed.connector.questions).toEqual([{ path: `/v3/teams/${TEAM}`, authorization: 'Bearer ours' }]);
    expect(m365.asked.login.slice(before)).toMatchObject([
      {
        path: `/${tenant}/oauth2/v2.0/token`,
        body: expect.stringContaining(`client_id=${SIGNED.MicrosoftAppId}`),
      },
    ]);
  });
});

test('nothing of tokens, names, addresses or contents is in the log', () => {
  expect(teams.log.length).toBeGreaterThan(10);
  expect(JSON.stringify(teams.log)).not.toMatch(
    /eyJ|Bearer|opaque|\.zip|DDM|sharepoint|hex string|hanako|添付|AADSTS/,
  );
});
