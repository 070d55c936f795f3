import type { Activity, Attachment, Mention } from 'botbuilder';
import type { Lang, Press } from '../domain';
import { decode } from './decode';
import type { Link } from './download';
import { type Quote, readHtml, type Said } from './html';
import { languageOfTag } from './language';
import { readPress } from './press';

export type Scope = 'personal' | 'group' | 'channel';

/** Who speaks, and where. */
export interface Speaker {
  /** One thread of a channel, or one chat. */
  readonly conversation: string;
  readonly person: string;
  /** The name Teams shows. */
  readonly name: string | null;
  readonly scope: Scope;
  /** The client's language, as far as the activity tells it. */
  readonly locale: Lang | null;
}

/** An activity in the program's own words. */
export interface Inbound extends Speaker {
  readonly id: string | null;
  /** Said to the bot: everything in personal chat, elsewhere a mention or a button. */
  readonly addressed: boolean;
  /** The person's own words, without the mention of the bot. */
  readonly text: string;
  /** What they quoted from others; never the bot's own answers. */
  readonly quoted: string;
  readonly files: readonly Link[];
  readonly image: boolean;
  /** A file hangs on the message, but Teams gives the bot neither bytes nor address. */
  readonly outOfReach: boolean;
  readonly pressed: Press | 'foreign' | null;
}

const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';

/** Reads a message or a button press. Pure; anything unexpected in it is left out. */
export function readActivity(activity: Activity): Inbound {
  const attachments = (activity.attachments ?? []).filter((one) => typeof one === 'object' && one !== null);
  const mentions = mentionsIn(activity);
  const scope = scopeOf(activity);
  const said = wordsOf(activity, attachments, mentions);
  const pressed = activity.type === 'message' ? pressIn(activity.value, said.text) : null;
  return {
    ...speakerOf(activity),
    id: typeof activity.id === 'string' && activity.id !== '' ? activity.id : null,
    addressed: scope === 'personal' || pressed !== null || mentions.some((one) => isBot(activity, one)),
    text: said.text,
    quoted: quotedIn(activity, said.quotes),
    files: attachments.filter((one) => one.contentType === DOWNLOAD).map(linkOf),
    image: said.image || attachments.some((one) => /^image\//i.test(one.contentType ?? '')),
    outOfReach:
      (scope !== 'personal' && said.attached) || attachments.some((one) => one.contentType === 'reference'),
    pressed,
  };
}

/** Who sent an activity, and where. */
export function speakerOf(activity: Activity): Speaker {
  const { conversation, from } = activity;
  return {
    conversation: conversation.id,
    person: from.aadObjectId ?? from.id,
    name: typeof from.name === 'string' && from.name.trim() !== '' ? from.name.trim() : null,
    scope: scopeOf(activity),
    locale: localeOf(activity),
  };
}

/** The client's language: the activity's own, else what `clientInfo` says. */
export function localeOf(activity: Activity): Lang | null {
  const info = (activity.entities ?? []).find((entity) => entity?.type === 'clientInfo');
  return languageOfTag(activity.locale) ?? languageOfTag(info?.locale);
}

export function scopeOf(activity: Activity): Scope {
  const { conversationType, id, isGroup } = activity.conversation;
  if (conversationType === 'personal') return 'personal';
  if (conversationType === 'channel' || /@thread\.(tacv2|skype)/.test(id)) return 'channel';
  return conversationType === 'groupChat' || isGroup === true || id.includes('@thread.v2')
    ? 'group'
    : 'personal';
}

function mentionsIn(activity: Activity): readonly Mention[] {
  const isMention = (entity: unknown): entity is Mention =>
    (entity as { type?: unknown } | null)?.type === 'mention';
  return (activity.entities ?? []).filter(isMention);
}

function isBot(activity: Activity, mention: Mention): boolean {
  return mention.mentioned?.id === activity.recipient.id;
}

function pressIn(value: unknown, text: string): Press | 'foreign' | null {
  if (typeof value !== 'object' || value === null) return null;
  const press = readPress(value);
  return press ?? (text === '' ? 'foreign' : null);
}

function linkOf(attachment: Attachment): Link {
  const url = (attachment.content as { downloadUrl?: unknown } | undefined)?.downloadUrl;
  return {
    name: typeof attachment.name === 'string' && attachment.name !== '' ? attachment.name : 'file',
    url: typeof url === 'string' ? url : null,
  };
}

/** The HTML copy keeps line breaks and `<pre>`, which `text` flattens; so it goes first. */
function wordsOf(activity: Activity, attachments: readonly Attachment[], mentions: readonly Mention[]): Said {
  const html = attachments.find((one) => one.contentType === 'text/html' && typeof one.content === 'string');
  const plain = typeof activity.text === 'string' ? activity.text : '';
  const drop = (index: number, name: string) => {
    const mention = mentions[index] ?? mentions.find((one) => one.mentioned?.name === name);
    return mention !== undefined && isBot(activity, mention);
  };
  const source = html ? String(html.content) : activity.textFormat === 'xml' ? plain : null;
  const said = source === null ? null : readHtml(source, drop);
  const text = said && said.text.trim() !== '' ? said.text : withoutMentions(activity, plain, mentions);
  return { quotes: [], image: false, attached: false, ...said, text: text.trim() };
}

/** `text` with the bot's mentions taken out and other people's as their names. */
function withoutMentions(activity: Activity, text: string, mentions: readonly Mention[]): string {
  let rest = text;
  let done = '';
  for (const mention of mentions) {
    const at = mention.text ? rest.indexOf(mention.text) : -1;
    if (at < 0 || !mention.text) continue;
    done += rest.slice(0, at) + (isBot(activity, mention) ? '' : (mention.mentioned?.name ?? ''));
    rest = rest.slice(at + mention.text.length);
  }
  const bot = mentions.find((one) => isBot(activity, one))?.text;
  const others = mentions.some((one) => !isBot(activity, one) && one.text === bot);
  if (bot && !others) rest = rest.replaceAll(bot, '');
  return decode((done + rest).replace(/<\/?at(?:\s[^<>]*)?>|<quoted\s[^<>]*>/gi, ''));
}

function quotedIn(activity: Activity, quotes: readonly Quote[]): string {
  const all = quotes.length > 0 ? quotes : (activity.entities ?? []).flatMap(quoteEntity);
  const bot = activity.recipient.id.replace(/^\d+:/, '');
  return all
    .filter((quote) => quote.sender === null || !quote.sender.endsWith(bot))
    .map((quote) => quote.text)
    .join('\n');
}

function quoteEntity(entity: unknown): readonly Quote[] {
  const reply = (entity as { quotedReply?: { senderId?: unknown; preview?: unknown } } | null)?.quotedReply;
  if (typeof reply?.preview !== 'string') return [];
  return [
    { sender: typeof reply.senderId === 'string' ? reply.senderId : null, text: decode(reply.preview) },
  ];
}
