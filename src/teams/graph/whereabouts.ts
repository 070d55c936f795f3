import type { Activity } from 'botbuilder';
import { type Scope, scopeOf } from '../activity';

/** The one message whose files are wanted, as Microsoft Graph names it. */
export interface Whereabouts {
  readonly tenant: string | null;
  /** The channel it stands in, null for a group chat. `team` is Teams' own id, `group` that of Entra, where the activity has it. */
  readonly channel: { readonly team: string; readonly group: string | null; readonly id: string } | null;
  readonly chat: string;
  /** The post that the message answers; null where it is the post itself, and in chats. */
  readonly root: string | null;
  readonly message: string;
  /** Who wrote it, by Entra's object id, where known. */
  readonly author: string | null;
  /** Files certainly hang on it; otherwise only a look will tell. */
  readonly sure: boolean;
}

interface TeamsData {
  readonly team?: { readonly id?: unknown; readonly aadGroupId?: unknown };
  readonly channel?: { readonly id?: unknown };
  readonly teamsTeamId?: unknown;
  readonly teamsChannelId?: unknown;
  readonly tenant?: { readonly id?: unknown };
}

/** Where Graph has a message of a channel or group chat; null in personal chat, whose ids Graph does not know. */
export function whereabouts(
  activity: Activity,
  message: { readonly id: string; readonly author: string | null; readonly replyTo?: string | null },
  sure: boolean,
): Whereabouts | null {
  const scope: Scope = scopeOf(activity);
  if (scope === 'personal') return null;
  const data = (activity.channelData ?? {}) as TeamsData;
  const [chat = '', thread = ''] = activity.conversation.id.split(';messageid=');
  const channel =
    scope === 'channel'
      ? {
          team: words(data.team?.id) ?? words(data.teamsTeamId) ?? chat,
          group: words(data.team?.aadGroupId),
          id: words(data.channel?.id) ?? words(data.teamsChannelId) ?? chat,
        }
      : null;
  const root = message.replyTo === undefined ? thread : (message.replyTo ?? '');
  return {
    tenant: words(activity.conversation.tenantId) ?? words(data.tenant?.id),
    ...{ channel, chat, sure, message: message.id, author: message.author },
    root: channel !== null && root !== '' && root !== message.id ? root : null,
  };
}

function words(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
