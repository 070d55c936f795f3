import { shortName } from '../../cards/files';
import type { Config } from '../../config';
import { isLoopback } from '../../config';
import type { Notice } from '../../domain';
import type { FetchOne } from '../download';
import { mayFetch } from '../download';
import { fetchBytes, type Limits } from '../fetch-bytes';
import type { Log } from '../log';
import { within } from '../within';
import { carried, type Found, isMessage, pathOf } from './message';
import { openTokens } from './token';
import type { Whereabouts } from './whereabouts';

/** What a look at a message came to: its files, or why there are none, to be said to the person. */
export interface Finding {
  readonly files: readonly Found[];
  readonly image: boolean;
  readonly problem: Notice | null;
}

/** Files of channels and group chats through Microsoft Graph. */
export interface Graph {
  /** Looks a message up. `groupOf` tells the Entra id of a team. Never rejects. */
  find(where: Whereabouts, groupOf: (team: string) => Promise<string | null>): Promise<Finding>;
  /** How the files of a tenant's message are fetched. */
  fetchIn(tenant: string | null, limits: Limits, signal: AbortSignal): FetchOne<Found>;
  /** Why files were refused, when they were. */
  refusal(files: readonly string[]): Notice;
}

/** Milliseconds before each further look, where a file is known to be there and where it is not. */
export interface Looks {
  readonly sure: readonly number[];
  readonly unsure: readonly number[];
  /** Milliseconds a token and each answer are waited for, ten seconds unless said. */
  readonly answerMs?: number;
}

/** A new message can be asked for a moment before Graph knows it. */
export const LOOKS: Looks = { sure: [500, 1_500, 2_500], unsure: [700] };
const ANSWER = 10_000;
/** Files named in one sentence. */
const NAMED = 5;
const NONE: Finding = { files: [], image: false, problem: null };

/** Opens Graph as the environment says. `more`: hosts files may come from beside SharePoint and OneDrive. */
export function openGraph(config: Config, log: Log, looks: Looks = LOOKS): Graph {
  const tokens = openTokens(config);
  const { answerMs = ANSWER } = looks;
  const tokenOf = (tenant: string | null) => within(answerMs, tokens(tenant)).catch(() => null);
  const root = config.graph.url.replace(/\/+$/, '');
  const local = isLoopback(new URL(root).hostname);
  const near = (url: string) => local && URL.canParse(url) && isLoopback(new URL(url).hostname);
  const may = (url: string) => url.startsWith(`${root}/`) || near(url) || mayFetch(url, config.fileHosts);

  const find: Graph['find'] = async (where, groupOf) => {
    const group =
      where.channel === null ? null : (where.channel.group ?? (await groupOf(where.channel.team)));
    if (where.channel !== null && group === null) return failed(where, 'unreadable.no-team', log);
    const token = await tokenOf(where.tenant);
    if (token === null) return failed(where, 'unreadable.no-token', log);
    const path = pathOf(where, group);
    const answer = await look(`${root}${path}`, token, where.sure ? looks.sure : looks.unsure, answerMs);
    if (answer.status === 200 && isMessage(answer.body, where))
      return { ...carried(answer.body, path, root), problem: null };
    if (answer.status === 401 || answer.status === 403)
      return failed(where, 'unreadable.message-refused', log);
    return failed(
      where,
      answer.status === 404 || answer.status === 200 ? 'unreadable.not-found' : 'unreadable.failed',
      log,
    );
  };

  return {
    find,
    fetchIn: (tenant, limits, signal) => async (file, left, onBytes) => {
      const token = await tokenOf(tenant);
      if (token === null) return 'download-failed';
      if (file.kind === 'file' && !mayRead(token)) return 'graph-refused';
      const source = {
        url: `${root}${file.path}`,
        mayFetch: may,
        authorization: `Bearer ${token}`,
        signal,
        onBytes,
      };
      const got = await fetchBytes(source, { ...limits, bytes: left });
      return got === 'download-refused' ? 'graph-refused' : got;
    },
    refusal: (files) => ({ phrase: 'unreadable.file-refused', values: { files: listed(files) } }),
  };
}

function listed(names: readonly string[]): string {
  const some = names
    .slice(0, NAMED)
    .map((name) => shortName(name))
    .join(', ');
  return names.length > NAMED ? `${some}, …` : some;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function look(
  url: string,
  token: string,
  delays: readonly number[],
  answerMs: number,
): Promise<Answer> {
  const answer = await ask(url, token, answerMs);
  const [delay, ...rest] = delays;
  const again = [404, 429, 502, 503, 504].includes(answer.status);
  if (!again || delay === undefined) return answer;
  await new Promise((resolve) => setTimeout(resolve, delay));
  return look(url, token, rest, answerMs);
}

async function ask(url: string, token: string, answerMs: number): Promise<Answer> {
  try {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(answerMs) });
    return {
      status: answer.status,
      body: answer.status === 200 ? await answer.json() : await answer.body?.cancel(),
    };
  } catch {
    return { status: 0, body: null };
  }
}

/** Where nobody said that there is a file, one that cannot be looked for is not missed. */
function failed(where: Whereabouts, phrase: string, log: Log): Finding {
  log('warn', 'graph.look-failed', { why: phrase, sure: where.sure });
  if (!where.sure) return NONE;
  const rights =
    where.channel === null
      ? { right: 'ChatMessage.Read.Chat', wide: 'Chat.Read.All' }
      : { right: 'ChannelMessage.Read.Group', wide: 'ChannelMessage.Read.All' };
  return { ...NONE, problem: { phrase, values: phrase === 'unreadable.message-refused' ? rights : {} } };
}

/** A token that tells its roles must have one for files; of one that does not, Graph will. */
function mayRead(token: string): boolean {
  try {
    const { roles } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      readonly roles?: unknown;
    };
    return !Array.isArray(roles) || roles.some((role) => /^(Files|Sites)\./.test(String(role)));
  } catch {
    return true;
  }
}
