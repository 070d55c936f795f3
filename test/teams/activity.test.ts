import type { Activity } from 'botbuilder';
import { readActivity } from '../../src/teams/activity';
import { languageOf } from '../../src/teams/language';

const BOT = { id: '28:bot-id', name: 'Diag' };
const mention = (id: string, name: string, text = `<at>${name}</at>`) => ({
  type: 'mention',
  text,
  mentioned: { id, name },
});
const html = (content: string) => ({ contentType: 'text/html', content });
const span = (index: number, name: string) =>
  `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${index}">${name}</span>`;

function read(more: Record<string, unknown>) {
  const conversation = {
    id: '19:x@thread.tacv2;messageid=1',
    conversationType: 'channel',
    ...(more.conversation as object),
  };
  const base = {
    type: 'message',
    id: 'm1',
    channelId: 'msteams',
    from: { id: '29:u', aadObjectId: 'u' },
    recipient: BOT,
  };
  return readActivity({ ...base, ...more, conversation } as unknown as Activity);
}

describe('the words of a message', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['plain text', { text: 'エラーです' }, 'エラーです'],
    ['no text at all', {}, ''],
    ['character references', { text: 'a &lt;b&gt; &amp;&nbsp;&#x3042;&#39;' }, "a <b> & あ'"],
    [
      'a raw CMTrace line',
      { text: '<![LOG[x]LOG]!><time="1" type="3">' },
      '<![LOG[x]LOG]!><time="1" type="3">',
    ],
    [
      'the mention of the bot',
      { text: '<at>Diag</at> help&nbsp;', entities: [mention('28:bot-id', 'Diag')] },
      'help',
    ],
    [
      'the bot mentioned twice',
      { text: '<at>Diag</at> a <at>Diag</at> b', entities: [mention('28:bot-id', 'Diag')] },
      'a  b',
    ],
    [
      'another person with the name of the bot',
      {
        text: '<at>Diag</at> ask <at>Diag</at>',
        entities: [mention('28:bot-id', 'Diag'), mention('29:x', 'Diag')],
      },
      'ask Diag',
    ],
    ['a person beside the bot', { text: '<at>Hana</at> と', entities: [mention('29:x', 'Hana')] }, 'Hana と'],
    [
      'line breaks of the HTML copy',
      { text: 'a b', attachments: [html('<div>a<br>b</div><p>c</p>')] },
      'a\nb\nc',
    ],
    [
      'white space in <pre>',
      { text: 'x', attachments: [html('<p>see</p><pre>  one\n    two</pre>')] },
      'see\n  one\n    two',
    ],
    [
      'a log line in HTML',
      { text: 'x', attachments: [html('<p>&lt;![LOG[a &amp; b]LOG]!&gt;</p>')] },
      '<![LOG[a & b]LOG]!>',
    ],
    ['a list', { attachments: [html('<ul><li>one</li><li>two</li></ul>')] }, 'one\ntwo'],
    ['a table', { attachments: [html('<table><tr><td>a</td><td>b</td></tr></table>')] }, 'a b'],
    ['unknown tags as text', { attachments: [html('<p><install>\\Logs</p>')] }, '<install>\\Logs'],
    [
      'an emoji',
      { attachments: [html('<p>ok <img itemtype="http://schema.skype.com/Emoji" alt="🙂"></p>')] },
      'ok 🙂',
    ],
    ['an empty HTML copy', { text: 'words', attachments: [html('<div></div>')] }, 'words'],
    [
      'mentions in HTML, by their place',
      {
        text: 'x',
        entities: [mention('28:bot-id', 'Diag'), mention('29:x', 'Diag')],
        attachments: [html(`<div>${span(0, 'Diag')}&nbsp;ask ${span(1, 'Diag')}</div>`)],
      },
      'ask Diag',
    ],
  ])('%s', (_, more, text) => {
    expect(read(more).text).toBe(text);
  });
});

describe('what is quoted', () => {
  const quote = (sender: string) =>
    `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong itemprop="mri" itemid="${sender}">N</strong><p itemprop="preview">Error 0x1</p></blockquote><p>これは？</p>`;

  test.each<[string, Record<string, unknown>, string, string]>([
    [
      'from a colleague is kept apart',
      { attachments: [html(quote('8:orgid:colleague'))] },
      'これは？',
      'Error 0x1',
    ],
    ['from the bot is left out', { attachments: [html(quote('28:bot-id'))] }, 'これは？', ''],
    [
      'as an entity',
      {
        text: 'これは？',
        entities: [{ type: 'quotedReply', quotedReply: { senderId: '8:c', preview: 'Error 0x1' } }],
      },
      'これは？',
      'Error 0x1',
    ],
  ])('%s', (_, more, text, quoted) => {
    const inbound = read(more);
    expect([inbound.text, inbound.quoted]).toEqual([text, quoted]);
  });
});

describe('what else a message tells', () => {
  const press = { press: 'answer', fact: 'f', value: 'v', lang: 'ja', revision: 1 };
  const file = (content: unknown) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name: 'a.zip',
    content,
  });
  const personal = { conversation: { id: 'a:1', conversationType: 'personal' } };

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['personal chat needs no mention', personal, { scope: 'personal', addressed: true }],
    ['a channel does', { text: 'hi' }, { scope: 'channel', addressed: false }],
    ['another bot is not this one', { entities: [mention('28:other', 'Diag')] }, { addressed: false }],
    [
      'a chat without a type, by its id',
      { conversation: { id: '19:x@thread.v2', conversationType: undefined } },
      { scope: 'group' },
    ],
    ['a button needs no mention', { value: press }, { addressed: true, pressed: press }],
    ['a revision may come as text', { value: { ...press, revision: '1' } }, { pressed: press }],
    [
      'a command without its words',
      { value: { press: 'command', name: 'help', lang: 'en', revision: 0 } },
      { pressed: { press: 'command', name: 'help', lang: 'en', revision: 0 } },
    ],
    ['foreign data', { value: { jobId: 1 } }, { pressed: 'foreign' }],
    ['a button of no known kind', { value: { ...press, press: 'sudo' } }, { pressed: 'foreign' }],
    ['a value that is no text', { value: { ...press, value: { $gt: '' } } }, { pressed: 'foreign' }],
    ['a value without end', { value: { ...press, value: 'x'.repeat(5000) } }, { pressed: 'foreign' }],
    ['foreign data beside words', { text: 'hi', value: { jobId: 1 } }, { pressed: null, text: 'hi' }],
    [
      'a file',
      { attachments: [file({ downloadUrl: 'https://x' }), html('<p></p>')] },
      { files: [{ name: 'a.zip', url: 'https://x' }] },
    ],
    [
      'a file without an address',
      { attachments: [file(undefined)] },
      { files: [{ name: 'a.zip', url: null }] },
    ],
    ['a picture', { attachments: [{ contentType: 'image/png', contentUrl: 'https://x' }] }, { image: true }],
    [
      'a sticker',
      { attachments: [html('<p><img src="https://x" alt="Cat"></p>')] },
      { image: true, text: '' },
    ],
    [
      'a file that hangs on a channel post',
      { attachments: [html('<attachment id="1150d938-8870"></attachment>')] },
      { outOfReach: true },
    ],
    [
      'a reply that Teams marks like a file',
      { attachments: [html('<attachment id="1764000000999"></attachment>')] },
      { outOfReach: false },
    ],
    ['the language of the client', { locale: 'en-US' }, { locale: 'en' }],
    ['the language by clientInfo', { entities: [{ type: 'clientInfo', locale: 'ja-JP' }] }, { locale: 'ja' }],
    ['no language', {}, { locale: null }],
    [
      'oddities',
      { entities: [null, 1], attachments: [null, 'x', {}], text: 7, locale: {} },
      { text: '', locale: null },
    ],
  ])('%s', (_, more, expected) => {
    expect(read(more)).toMatchObject(expected);
  });

  test('a hostile message is read in a moment', () => {
    const contents = [
      '<a ',
      '<p>a',
      '<pre> ',
      '「',
      '&',
      '<at>',
      '<blockquote itemtype="schema.skype.com/Reply">',
      ')))',
      '\n ',
    ];
    const before = Date.now();
    for (const content of contents) {
      const { text } = read({ attachments: [html(`<pre>${content.repeat(250_000 / content.length)}x`)] });
      languageOf(text);
    }
    expect(Date.now() - before).toBeLessThan(2000);
  });
});
