import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type Around, type Running, start } from '../../src/index';
import { addressOf, type Connector, close, listen, startConnector } from './connector';
import { knowledge } from './knowledge';

export type Json = Readonly<Record<string, unknown>>;
export type Scope = 'personal' | 'groupChat' | 'channel';

/** Who speaks where; the first person in personal chat, with a Japanese client, unless said. */
export interface Where {
  readonly by?: string;
  readonly lang?: string;
  readonly scope?: Scope;
  readonly conversation?: string;
  readonly id?: string;
  readonly tenant?: string;
  /** Speak without mentioning the bot (group chat and channel). */
  readonly silent?: boolean;
  /** More or other fields of the activity. */
  readonly more?: Json;
}

/** A person's side of Teams, over real HTTP. Every action resolves to the newest card the bot has shown. */
export interface Teams {
  readonly url: string;
  readonly connector: Connector;
  /** Every card shown, oldest first: sent, updated or returned to a press. */
  readonly cards: readonly Json[];
  readonly log: readonly Json[];
  say(text: string, where?: Where): Promise<Json>;
  /** Presses a button with this data, as `Action.Submit`, or as `Action.Execute`. */
  press(data: unknown, where?: Where & { execute?: boolean; card?: string; trigger?: string }): Promise<Json>;
  upload(name: string, bytes: Uint8Array, where?: Where & { text?: string }): Promise<Json>;
  /** The newest card, once nothing is under way. */
  answered(): Promise<Json>;
  /** Sends any activity, completed with what every activity has. */
  post(activity: Json, where?: Where): Promise<{ status: number; body: unknown }>;
  /** Ends the server and starts it again over the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const BOT = { id: '28:11111111-2222-3333-4444-555555555555', name: 'MECM Triage' };

export interface Options extends Around {
  readonly env?: Readonly<Record<string, string>>;
  /** What Teams shows the bot, also made from the address of its connector. */
  readonly authorization?: string | ((connector: string) => string);
}

/** Starts the bot from its sources, with Teams and a file host beside it, on free loopback ports. */
export async function startTeams(options: Options = {}): Promise<Teams> {
  const connector = await startConnector();
  const files = new Map<string, Uint8Array>();
  const host = http.createServer((req, res) => {
    const bytes = files.get(req.url ?? '');
    res.statusCode = bytes ? 200 : 404;
    res.end(bytes);
  });
  await listen(host);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'mecm-triage-'));
  const origin = addressOf(host).slice(0, -1);
  const env = { PORT: '0', DATA_DIR: dir, ...options.env };
  const hosts = { FILE_HOSTS: [origin, options.env?.FILE_HOSTS].filter(Boolean).join(',') };
  const log: Json[] = [];
  const write = (line: string) => void log.push(JSON.parse(line));
  const known = options.env?.KNOWLEDGE_DIRS ? {} : { knowledge };
  const run = () => start({ ...env, ...hosts }, { ...known, ...options, write });
  let running: Running = await run();
  let seen = 0;
  let count = 0;
  const cards: Json[] = [];

  const collect = () => {
    for (const call of connector.calls.slice(seen)) {
      const card = call.status < 300 ? cardIn(call.body) : null;
      if (card) cards.push(card);
    }
    seen = connector.calls.length;
  };
  const newest = async (): Promise<Json> => {
    await running.idle();
    collect();
    return cards.at(-1) ?? {};
  };
  const post: Teams['post'] = async (activity, where = {}) => {
    count += 1;
    const body = { ...common(where, connector.url, count), ...activity, ...where.more };
    const { authorization: shown } = options;
    const authorization = typeof shown === 'function' ? shown(connector.url) : shown;
    const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
    const answer = await fetch(running.url, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    collect();
    const read = { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    const returned = (read.body as { value?: Json } | null)?.value;
    if (returned?.type === 'AdaptiveCard') cards.push(returned);
    return read;
  };

  return {
    get url() {
      return running.url;
    },
    ...{ connector, cards, log, post, answered: newest },
    async say(text, where = {}) {
      await post(spoken(text, where), where);
      return newest();
    },
    async press(data, where = {}) {
      const replyToId =
        where.card ?? connector.calls.findLast((call) => call.method === 'POST')?.id ?? 'card-0';
      const action = { type: 'Action.Execute', verb: 'press', data };
      const execute = {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId,
        value: { action, trigger: where.trigger ?? 'manual' },
      };
      await post(where.execute ? execute : { type: 'message', replyToId, value: data }, where);
      return newest();
    },
    async upload(name, bytes, where = {}) {
      const at = `/${files.size}/${encodeURIComponent(name)}`;
      files.set(at, bytes);
      await post(attached([{ name, url: `${origin}${at}` }], where.text), where);
      return newest();
    },
    async restart() {
      await running.stop();
      running = await run();
    },
    async stop() {
      await running.stop();
      await Promise.all([connector.stop(), close(host)]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A message with files as personal chat delivers them. */
export function attached(files: readonly { name: string; url: string }[], text?: string): Json {
  const attachments = files.map(({ name, url }) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: `https://contoso-my.sharepoint.com/personal/Documents/${name}`,
    name,
    content: {
      downloadUrl: url,
      uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D',
      fileType: name.split('.').at(-1),
    },
  }));
  const html = text === undefined ? [] : [{ contentType: 'text/html', content: `<div>${text}</div>` }];
  return { type: 'message', ...(text === undefined ? {} : { text }), attachments: [...attachments, ...html] };
}

/** What the buttons of a card would send, in the order they stand there. */
export function buttons(card: unknown): readonly Json[] {
  if (Array.isArray(card)) return card.flatMap(buttons);
  if (typeof card !== 'object' || card === null) return [];
  const one = card as Json;
  const own =
    /^Action\.(Submit|Execute)$/.test(String(one.type)) && typeof one.data === 'object'
      ? [one.data as Json]
      : [];
  return [
    ...own,
    ...Object.entries(one).flatMap(([key, value]) => (key === 'fallback' ? [] : buttons(value))),
  ];
}

function cardIn(body: Json): Json | null {
  const attachments = (body.attachments ?? []) as readonly { contentType?: string; content?: Json }[];
  return (
    attachments.find((one) => one.contentType === 'application/vnd.microsoft.card.adaptive')?.content ?? null
  );
}

function spoken(text: string, { scope = 'personal', silent = false }: Where): Json {
  if (scope === 'personal' || silent) return { type: 'message', text };
  const at = `<at>${BOT.name}</at>`;
  return {
    type: 'message',
    text: `${at} ${text}`,
    entities: [{ type: 'mention', text: at, mentioned: BOT }],
  };
}

const PLACES: Readonly<Record<Scope, string>> = {
  personal: 'a:1Personal',
  groupChat: '19:group@thread.v2',
  channel: '19:general@thread.tacv2;messageid=1764000000999',
};

function placeOf({ scope = 'personal', conversation }: Where): string {
  return conversation ?? PLACES[scope];
}

function common(
  { by = 'hanako', lang = 'ja-JP', scope = 'personal', conversation, id, tenant = 'tenant' }: Where,
  serviceUrl: string,
  count: number,
): Json {
  return {
    ...{
      id: id ?? `activity-${count}`,
      channelId: 'msteams',
      serviceUrl,
      locale: lang,
      timestamp: new Date().toISOString(),
    },
    from: { id: `29:${by}`, name: by, aadObjectId: `00000000-0000-0000-0000-${by}` },
    recipient: BOT,
    conversation: {
      ...{
        id: placeOf({ scope, ...(conversation ? { conversation } : {}) }),
        conversationType: scope,
        tenantId: tenant,
      },
      ...(scope === 'personal' ? {} : { isGroup: true }),
    },
    channelData: { tenant: { id: tenant } },
  };
}
