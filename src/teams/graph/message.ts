import { readHtml } from '../html';
import type { Whereabouts } from './whereabouts';

/** A file or snippet that hangs on a message. `path` is what Graph is asked for its bytes, below its root. */
export interface Found {
  readonly name: string;
  readonly path: string;
  readonly kind: 'file' | 'snippet';
}

/** What a message in Graph carries. */
export interface Carried {
  readonly files: readonly Found[];
  readonly image: boolean;
}

interface ChatMessage {
  readonly id?: unknown;
  readonly from?: { readonly user?: { readonly id?: unknown } | null } | null;
  readonly body?: { readonly content?: unknown };
  readonly attachments?: unknown;
}

/** Where Graph has the message (learn.microsoft.com/graph/api/chatmessage-get); `group` is the team's Entra id. */
export function pathOf(where: Whereabouts, group: string | null): string {
  const id = encodeURIComponent;
  if (where.channel === null) return `/chats/${id(where.chat)}/messages/${id(where.message)}`;
  const thread = `/teams/${id(group ?? '')}/channels/${id(where.channel.id)}/messages`;
  return where.root === null
    ? `${thread}/${id(where.message)}`
    : `${thread}/${id(where.root)}/replies/${id(where.message)}`;
}

/** Whether Graph's answer is the message asked for, by the person who was heard: nobody else's file is ever read. */
export function isMessage(answer: unknown, where: Whereabouts): boolean {
  const { id, from } = (answer ?? {}) as ChatMessage;
  const author = String(from?.user?.id).toLowerCase();
  return id === where.message && (where.author === null || author === where.author.toLowerCase());
}

/** What hangs on a message itself; what it quotes or forwards is left out. `path` is the message's own. */
export function carried(answer: unknown, path: string, root: string): Carried {
  const { body, attachments } = (answer ?? {}) as ChatMessage;
  const said = readHtml(typeof body?.content === 'string' ? body.content : '', () => true);
  const list = Array.isArray(attachments) ? attachments : [];
  return { files: list.flatMap((one) => found(one, path, root) ?? []), image: said.image };
}

const SNIPPET = 'application/vnd.microsoft.card.codesnippet';

function found(attachment: unknown, message: string, root: string): Found | null {
  const { contentType, contentUrl, name, content } = (attachment ?? {}) as Readonly<Record<string, unknown>>;
  if (contentType === 'reference' && typeof contentUrl === 'string') {
    const share = `u!${Buffer.from(contentUrl, 'utf8').toString('base64url')}`;
    const path = `/shares/${share}/driveItem/content`;
    return { kind: 'file', name: nameOf(name, lastPart(contentUrl)), path };
  }
  return contentType === SNIPPET ? snippet(content, message, root) : null;
}

function nameOf(name: unknown, otherwise: string): string {
  return typeof name === 'string' && name.trim() !== '' ? name : otherwise;
}

function lastPart(address: string): string {
  const part = address.split(/[?#]/)[0]?.split('/').at(-1) || 'file';
  try {
    return decodeURI(part);
  } catch {
    return part;
  }
}

/** A code snippet is one of the message's own hosted contents; an address anywhere else is not followed. */
function snippet(content: unknown, path: string, root: string): Found | null {
  try {
    const { name, codeSnippetUrl } = JSON.parse(String(content)) as Readonly<Record<string, unknown>>;
    const id = /\/hostedContents\/([\w=-]+)\/\$value$/.exec(String(codeSnippetUrl))?.[1];
    const host = new URL(String(codeSnippetUrl)).host;
    if (!id || (host !== new URL(root).host && host !== 'graph.microsoft.com')) return null;
    return {
      kind: 'snippet',
      name: nameOf(name, 'snippet.txt'),
      path: `${path}/hostedContents/${id}/$value`,
    };
  } catch {
    return null;
  }
}
