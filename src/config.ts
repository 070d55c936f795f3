import path from 'node:path';
import { z } from 'zod';

/** Start-up cannot go on; the message names the variable and the mend. */
export class ConfigError extends Error {}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;
const HOST_NAME = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;
const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

const appType = z
  .string()
  .transform((type) => type.toLowerCase())
  .refine((type) => ['singletenant', 'multitenant', 'userassignedmsi'].includes(type), {
    message: 'must be SingleTenant, MultiTenant or UserAssignedMsi',
  });

const schema = z.object({
  PORT: whole(0, 65535, 3978),
  HOST: z.string().optional(),
  PUBLIC_URL: z.string().refine(isSafeUrl, unsafe('https://bot.example.com')).optional(),
  MicrosoftAppType: appType.optional(),
  MicrosoftAppId: z.string().optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  AZURE_STORAGE_CONNECTION_STRING: unbuilt('unset it; cases are kept in DATA_DIR'),
  AZURE_STORAGE_ACCOUNT: unbuilt('unset it; cases are kept in DATA_DIR'),
  GRAPH_FILES: z.enum(['on', 'off'], { message: 'must be on or off' }).default('off'),
  GRAPH_URL: z
    .string()
    .default('https://graph.microsoft.com/v1.0')
    .refine(isSafeUrl, unsafe('https://graph.microsoft.com/v1.0')),
  LOGIN_URL: z
    .string()
    .default('https://login.microsoftonline.com')
    .refine(isSafeUrl, unsafe('https://login.microsoftonline.com')),
  FILE_HOSTS: z
    .string()
    .default('')
    .transform((list) => split(list, /[,;\s]+/))
    .refine((list) => list.every(isFileHost), {
      message: 'must be host names (files.example.com) or http://127.0.0.1:PORT, separated by commas',
    }),
  KNOWLEDGE_DIRS: z
    .string()
    .default('')
    .transform((list) => split(list, path.delimiter === ':' ? /[,;:]/ : /[,;]/)),
  EXPERT_CHANNEL: z.string().optional(),
  RETENTION_DAYS: whole(1, 3650, 30),
  LOG_LEVEL: z.enum(LEVELS, { message: `must be one of ${LEVELS.join(', ')}` }).default('info'),
});

export type LogLevel = (typeof LEVELS)[number];

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  /** The bot's identity, null where callers are not checked. */
  readonly app: {
    readonly type: string;
    readonly id: string;
    readonly password: string | null;
    readonly tenant: string | null;
  } | null;
  readonly dataDir: string;
  readonly graph: { readonly files: boolean; readonly url: string; readonly login: string };
  /** Host names, or origins (`http://127.0.0.1:PORT`). */
  readonly fileHosts: readonly string[];
  readonly knowledgeDirs: readonly string[];
  readonly expertChannel: string | null;
  readonly retentionDays: number;
  readonly logLevel: LogLevel;
}

/** The checked environment; an empty variable counts as not set. Throws ConfigError, one line for all that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const known = Object.keys(schema.shape).map((name) => [name, env[name]?.trim() || undefined] as const);
  const parsed = schema.safeParse(Object.fromEntries(known));
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  }
  const value = parsed.data;
  const app = identity(value);
  const graph = { files: value.GRAPH_FILES === 'on', url: value.GRAPH_URL, login: value.LOGIN_URL };
  if (graph.files && app === null && ![graph.url, graph.login].every(isLocal)) {
    throw new ConfigError(
      'GRAPH_FILES: Microsoft Graph is asked in the name of the bot; set MicrosoftAppId, or GRAPH_FILES=off',
    );
  }
  return {
    port: value.PORT,
    host: address(value.HOST, app !== null),
    publicUrl: value.PUBLIC_URL ?? null,
    app,
    dataDir: value.DATA_DIR,
    graph,
    fileHosts: value.FILE_HOSTS.map((entry) =>
      entry.includes('://') ? new URL(entry).origin : entry.toLowerCase(),
    ),
    knowledgeDirs: value.KNOWLEDGE_DIRS,
    expertChannel: value.EXPERT_CHANNEL ?? null,
    retentionDays: value.RETENTION_DAYS,
    logLevel: value.LOG_LEVEL,
  };
}

/** The private knowledge folders that KNOWLEDGE_DIRS names, for the command line, which needs nothing else of the environment. */
export function knowledgeDirs(
  env: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  return schema.shape.KNOWLEDGE_DIRS.parse(env.KNOWLEDGE_DIRS ?? '');
}

/** Whether a host name or address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

function identity(env: z.infer<typeof schema>): Config['app'] {
  const id = env.MicrosoftAppId;
  if (id === undefined) return null;
  const tenant = env.MicrosoftAppTenantId ?? null;
  const type = env.MicrosoftAppType ?? (tenant === null ? 'multitenant' : 'singletenant');
  const password = env.MicrosoftAppPassword ?? null;
  if (type !== 'multitenant' && tenant === null) {
    throw new ConfigError(
      'MicrosoftAppTenantId: missing; set it to the directory (tenant) id of the app registration',
    );
  }
  if (type === 'userassignedmsi' && password !== null) {
    throw new ConfigError(
      'MicrosoftAppPassword: a managed identity has none; unset it, or set MicrosoftAppType to SingleTenant',
    );
  }
  if (type !== 'userassignedmsi' && password === null) {
    throw new ConfigError('MicrosoftAppPassword: missing; set it to a client secret of the app registration');
  }
  return { type, id, password, tenant };
}

/** Without an app id nobody is checked, so only this machine may call. */
function address(host: string | undefined, checked: boolean): string {
  if (checked) return host ?? '0.0.0.0';
  if (host !== undefined && !isLoopback(host)) {
    throw new ConfigError(
      `HOST: ${host} would let anyone call the bot, because without MicrosoftAppId no caller is checked; set MicrosoftAppId, or HOST=127.0.0.1`,
    );
  }
  return host?.replace(/^\[|\]$/g, '') ?? '127.0.0.1';
}

function whole(least: number, most: number, usual: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  const inRange = (text: string) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;
  return z.string().default(String(usual)).refine(inRange, { message }).transform(Number);
}

function unbuilt(mend: string) {
  return z.undefined({ message: `Azure Storage is not supported in this version; ${mend}` }).optional();
}

function unsafe(example: string) {
  return { message: `must be an https address such as ${example} (http only on loopback)` };
}

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLocal(url: string): boolean {
  return isLoopback(new URL(url).hostname);
}

function isFileHost(entry: string): boolean {
  if (!entry.includes('://')) return HOST_NAME.test(entry);
  if (!isSafeUrl(entry)) return false;
  const { pathname, search, username } = new URL(entry);
  return pathname === '/' && search === '' && username === '';
}

function split(list: string, at: RegExp): string[] {
  return list
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
