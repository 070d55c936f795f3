import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';
import { type Config, ConfigError, isLoopback, readConfig } from './config';
import { defaultKnowledgeDir, loadKnowledge } from './knowledge/load';
import { openEmbedded } from './store/embedded';
import type { Store } from './store/port';
import { SafeAdapter } from './teams/adapter';
import { LIMITS, type Limits } from './teams/download';
import type { House } from './teams/house';
import { openLog } from './teams/log';
import { openMetrics } from './teams/metrics';
import { PATIENCE, type Patience } from './teams/patiently';
import { openQueue } from './teams/queue';
import { serve } from './teams/server';

const HOUR = 60 * 60 * 1000;

export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** What a caller inside the same process may set beside the environment. */
export interface Around {
  readonly auth?: BotFrameworkAuthentication;
  readonly limits?: Partial<Limits>;
  readonly patience?: Partial<Patience>;
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
  const knowledge = loadKnowledge([defaultKnowledgeDir(), ...config.knowledgeDirs]);
  const store = openStore(config);
  const adapter = adapterFor(config, around.auth);
  const house: House = {
    ...{ knowledge, store, log, metrics: openMetrics(), queue: openQueue(), fileHosts: config.fileHosts },
    limits: { ...LIMITS, ...around.limits },
    patience: { ...PATIENCE, ...around.patience },
    now: around.now ?? Date.now,
    later: (reference, logic) => adapter.later(reference, logic),
  };
  const server = await serve(adapter, house, config.host, config.port).catch((failure) => {
    store.close();
    throw new ConfigError(listenProblem(failure, config));
  });
  notes(config, house);
  const upkeep = setInterval(
    () => house.store.sweep(house.now()).catch(() => log('warn', 'store.sweep-failed')),
    HOUR,
  );
  upkeep.unref();
  const stop = async () => {
    clearInterval(upkeep);
    await server.stop();
    await house.queue.idle();
    await store.close();
  };
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${server.port}/api/messages`,
    stop,
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
  if (config.graph.files)
    log('warn', 'graph-files.not-yet', { mend: 'GRAPH_FILES has no effect in this version' });
  log('info', 'started', { issues: knowledge.issues.size, knowledge: knowledge.version });
}

async function main(): Promise<void> {
  console.error = () => {}; // The SDK prints keys and stacks for every bad token.
  const running = await start(process.env);
  process.stdout.write(`Listening on ${running.url}\n`);
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
