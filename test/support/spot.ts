import { BOT, type Json, type Where } from './teams';

/** A team by Teams' own id, and its Entra group. */
export const TEAM = '19:team@thread.tacv2';
export const GROUP = '0f6d3c8e-1b2a-4c5d-8e9f-102030405060';

export type Kind = 'post' | 'reply' | 'chat';

/** A message to the bot, and where Graph has it. */
export interface Spot {
  readonly activity: Json;
  readonly where: Where & { readonly conversation: string };
  readonly id: string;
  readonly by: string;
  /** Its path below Graph's root. */
  readonly path: string;
}

export interface Saying extends Where {
  readonly text?: string;
  /** Teams shows by a tag that something is attached: in channels, not in chats. */
  readonly tag?: boolean;
  /** The team's Entra group as the activity names it. */
  readonly group?: string | null;
  readonly team?: string;
}

let count = 0;
/** A new message, each in a place of its own. */
export function spot(kind: Kind, saying: Saying = {}): Spot {
  const { text = '', tag = kind !== 'chat', group = GROUP, team = TEAM, by = 'hanako', ...more } = saying;
  const n = ++count;
  const [root, id] = [`17640000${n}000`, `17640000${n}${kind === 'post' ? '000' : '111'}`];
  const chat = kind === 'chat' ? `19:chat${n}@thread.v2` : `19:channel${n}@thread.tacv2`;
  const messages = kind === 'chat' ? `/chats/${chat}/messages` : `/teams/${GROUP}/channels/${chat}/messages`;
  const of = { id: team, name: 'Ops', ...(group === null ? {} : { aadGroupId: group }) };
  const channelData = { teamsChannelId: chat, teamsTeamId: team, channel: { id: chat }, team: of };
  return {
    ...{ id, by, activity: said(text, tag, saying.silent) },
    path: kind === 'reply' ? `${messages}/${root}/replies/${id}` : `${messages}/${id}`,
    where: {
      ...{ by, id, scope: kind === 'chat' ? 'groupChat' : 'channel' },
      ...(kind === 'chat' ? { conversation: chat } : { conversation: `${chat};messageid=${root}` }),
      ...(kind === 'chat' ? {} : { more: { channelData } }),
      ...more,
    },
  };
}

/** The same thread or chat, a message later. */
export function next(spot: Spot, id: string, saying: Saying = {}): Spot {
  return {
    ...{ ...spot, id, activity: said(saying.text ?? '', false, saying.silent) },
    where: { ...spot.where, ...saying, id },
  };
}

function said(text: string, tag: boolean, silent = false): Json {
  const at =
    '<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">MECM Triage</span>&nbsp;';
  const end = tag ? '<attachment id="1150d938-8870-4044-9f2c-5bbdeba70c9d"></attachment>' : '';
  const content = `<div><div>${silent ? '' : at}${text}</div></div>${end}`;
  const mention = { type: 'mention', text: '<at>MECM Triage</at>', mentioned: BOT };
  return {
    ...{ type: 'message', text: silent ? text : `<at>MECM Triage</at> ${text}` },
    ...{ attachments: [{ contentType: 'text/html', content }], entities: silent ? [] : [mention] },
  };
}

/** The message as Graph has it, with what hangs on it. */
export function inGraph({ id, by }: Spot, attachments: readonly Json[], more: Json = {}): Json {
  const user = { id: `00000000-0000-0000-0000-${by}`, displayName: by, userIdentityType: 'aadUser' };
  const tags = attachments.map((one) => `<attachment id="${one.id}"></attachment>`).join('');
  return {
    ...{ id, messageType: 'message', from: { application: null, device: null, user } },
    ...{ body: { contentType: 'html', content: `<div>${tags}</div>` }, attachments, ...more },
  };
}
