import { availableParallelism } from 'node:os';
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import { type Config, ConfigError, isLoopback, readConfig } from './config';
import type { Knowledge } from './domain';
import { defaultKnowledgeDir, loadKnowledge } from './knowledge/load';
import { prepare } from './search/find';
import { openEmbedded } from './store/embedded';
import type { Store } from './store/port';
import { SafeAdapter } from './teams/adapter';
import { LIMITS, type Limits } from './teams/fetch-bytes';
import { openGate } from './teams/gate';
import { type Looks, openGraph } from './teams/graph/open';
import { type House, PACE, type Pace } from './teams/house';
import { openLog } from './teams/log';
import { openMetrics } from './teams/metrics';
import { PATIENCE, type Patience } from './teams/patiently';
import { perform } from './teams/perform';
import { openLateReader } from './teams/reader';
import { report } from './teams/report';
import { serve } from './teams/server';
import { openWork } from './teams/work';

const HOUR = 60 * 60 * 1000;
/** Messages with files that are read at the same time. */
const PLACES = 3;
/** Threads that read them; each takes 25 MB. */
const THREADS = 4;
/** Milliseconds between two looks for work that an ended process left behind. */
const LOOK = 30_000;

export interface Running {
  readonly url: string;
  /** Makes ready what the first file would have to wait for. */
  warm(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** What a caller inside the same process may set beside the environment. */
export interface Around {
  /** Already loaded; else read from the folders that the environment names. */
  readonly knowledge?: Knowledge;
  readonly auth?: BotFrameworkAuthentication;
  readonly limits?: Partial<Limits>;
  readonly patience?: Partial<Patience>;
  readonly pace?: Partial<Pace>;
  readonly looks?: Looks;
  /** Where log lines go. */
  readonly write?: (line: string) => void;
  readonly now?: () => number;
}

/** Starts the bot as the environment says. Throws ConfigError, or what the knowledge, the store or the port object to. */
export async function start(
  env: Readonly<Record<string, string | undefined>>,
  around: Around = {},
): Promise<Running> {
  const config = readConfig(env);
  const log = openLog(config.logLevel, around.write);
  const knowledge = around.knowledge ?? loadKnowledge([defaultKnowledgeDir(), ...config.knowledgeDirs]);
  const store = openStore(config);
  const adapter = adapterFor(config, around.auth);
  const now = around.now ?? Date.now;
  let address = '';
  const house: House = {
    ...{ knowledge, store, log, now, metrics: openMetrics(), gate: openGate(PLACES) },
    reader: openLateReader(knowledge.patterns, Math.min(THREADS, availableParallelism())),
    limits: { ...LIMITS, ...around.limits },
    patience: { ...PATIENCE, ...around.patience },
    pace: { ...PACE, ...around.pace },
    fileHosts: config.fileHosts,
    graph: config.graph.files ? openGraph(config, log, around.looks) : null,
    groups: new Map(),
    uploadUrl: (token) => `${config.publicUrl?.replace(/\/+$/, '') ?? address}/upload/${token}`,
    later: (reference, logic) => adapter.later(reference, logic),
    work: openWork(
      store,
      now,
      (errand, job, underway) => perform(errand, job, underway, house),
      (failure) => void report(house, failure),
    ),
  };
  const server = await serve(adapter, house, config.host, config.port).catch((failure) => {
    store.close();
    throw new ConfigError(listenProblem(failure, config));
  });
  address = originOf(config.host, server.port);
  notes(config, house);
  await house.work.resume();
  const stopUpkeep = upkeep(house);
  setImmediate(() => prepare(knowledge));
  const stop = async () => {
    stopUpkeep();
    await Promise.all([server.stop(), house.work.stop()]);
    await Promise.all([house.reader.close(), store.close()]);
  };
  return { url: `${address}/api/messages`, warm: house.reader.warm, idle: house.work.idle, stop };
}

/** The address on this machine; a server on every interface is met on loopback. */
function originOf(host: string, port: number): string {
  const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}

/** Deletes what has expired, and picks up work left behind by a process that ended. */
function upkeep(house: House): () => void {
  const { store, work, log, now } = house;
  const sweep = setInterval(() => store.sweep(now()).catch(() => log('warn', 'store.sweep-failed')), HOUR);
  const look = setInterval(() => work.resume().catch(() => log('warn', 'store.look-failed')), LOOK);
  for (const timer of [sweep, look]) timer.unref();
  return () => {
    for (const timer of [sweep, look]) clearInterval(timer);
  };
}

function adapterFor({ app }: Config, auth: BotFrameworkAuthentication | undefined): SafeAdapter {
  const credentials = new ConfigurationServiceClientCredentialFactory({
    ...(app && { MicrosoftAppId: app.id, MicrosoftAppType: app.type }),
    ...(app?.password && { MicrosoftAppPassword: app.password }),
    ...(app?.tenant && { MicrosoftAppTenantId: app.tenant }),
  });
  const mayReplyTo = (address: string) => {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname } = new URL(address);
    return (
      protocol === 'https:' ||
      ((app === null || auth !== undefined) && protocol === 'http:' && isLoopback(hostname))
    );
  };
  return new SafeAdapter(
    auth ?? new ConfigurationBotFrameworkAuthentication({}, credentials),
    app?.id ?? '',
    mayReplyTo,
  );
}

function openStore({ dataDir, retentionDays }: Config): Store {
  try {
    return openEmbedded(dataDir, retentionDays);
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    throw new ConfigError(
      `DATA_DIR: cannot keep cases in ${dataDir} (${why}); set it to a folder that can be written`,
    );
  }
}

function listenProblem(failure: NodeJS.ErrnoException, { host, port }: Config): string {
  if (failure.code === 'EADDRINUSE') return `PORT: ${port} is in use; set PORT to a free one (0 takes any)`;
  if (failure.code === 'EACCES') return `PORT: ${port} needs more rights; set PORT to 1024 or higher`;
  return `HOST: cannot listen on ${host} (${failure.code ?? 'unknown'}); set HOST to an address of this machine`;
}

function notes(config: Config, { log, knowledge }: House): void {
  if (config.app === null)
    log('warn', 'auth.off', { mend: 'set MicrosoftAppId; until then only this machine can reach the bot' });
  if (config.publicUrl === null && config.app !== null)
    log('warn', 'public-url.missing', {
      mend: 'set PUBLIC_URL; until then upload links only work on this machine',
    });
  log('info', 'started', { issues: knowledge.issues.size, knowledge: knowledge.version });
}

/** One forgotten promise must not take the bot away from everybody. */
function unforeseen(failure: unknown): void {
  const name = failure instanceof Error ? failure.name : typeof failure;
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level: 'error', msg: 'unhandled', name })}\n`,
  );
}

async function main(): Promise<void> {
  console.error = () => {}; // The SDK prints keys and stacks for every bad token.
  process.on('unhandledRejection', unforeseen);
  const running = await start(process.env);
  process.stdout.write(`Listening on ${running.url}\n`);
  setImmediate(running.warm);
  const end = () => {
    setTimeout(() => process.exit(0), 10_000).unref();
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

if (require.main === module) {
  main().catch((failure: unknown) => {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
    process.exit(2);
  });
}
