import type { SkipReason } from '../domain';
import { breather } from '../intake/breathe';

/** How much and how long: bytes of all files together, milliseconds until an answer begins, between two pieces, and in all. */
export interface Limits {
  readonly bytes: number;
  readonly answerMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
}

export const LIMITS: Limits = {
  bytes: 512 * 1024 * 1024,
  answerMs: 10_000,
  idleMs: 15_000,
  totalMs: 300_000,
};

/** Where bytes are, who may be asked for them, and what is shown to the first host alone. */
export interface Source {
  readonly url: string;
  readonly mayFetch: (url: string) => boolean;
  readonly authorization?: string;
  /** Once aborted, the rest is not wanted. */
  readonly signal?: AbortSignal;
  /** Is told how many bytes have come, and how many are said to come. */
  readonly onBytes?: (done: number, total: number | null) => void;
}

const REDIRECTS = 3;
const REFUSED = new Set([401, 403]);
const MISSING = new Set([404, 410]);

/** Fetches a file into memory, or tells why not. Redirects are followed by hand, each host is checked, and none but the first sees the authorization. */
export async function fetchBytes(source: Source, limits: Limits): Promise<Uint8Array | SkipReason> {
  const clock = stopwatch(limits, source.signal);
  try {
    return await follow(source, limits, clock);
  } catch {
    return clock.expired() ? 'download-timeout' : 'download-failed';
  } finally {
    clock.stop();
  }
}

async function follow(source: Source, limits: Limits, clock: Stopwatch): Promise<Uint8Array | SkipReason> {
  let next = source.url;
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    if (!source.mayFetch(next)) return 'download-host';
    clock.within(limits.answerMs);
    const shown = hop === 0 && source.authorization ? { authorization: source.authorization } : {};
    const answer = await fetch(next, {
      redirect: 'manual',
      signal: clock.signal,
      headers: { 'accept-encoding': 'identity', ...shown },
    });
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.body?.cancel();
      next = new URL(location, next).href;
      continue;
    }
    return answer.status === 200 ? take(answer, source, limits, clock) : refuse(answer);
  }
  return 'download-failed';
}

async function refuse(answer: Response): Promise<SkipReason> {
  await answer.body?.cancel();
  if (REFUSED.has(answer.status)) return 'download-refused';
  return MISSING.has(answer.status) ? 'download-missing' : 'download-failed';
}

async function take(
  answer: Response,
  { onBytes }: Source,
  limits: Limits,
  clock: Stopwatch,
): Promise<Uint8Array | SkipReason> {
  const chunks: Uint8Array[] = [];
  const total = Number(answer.headers.get('content-length')) || null;
  const breathe = breather();
  let size = 0;
  clock.within(limits.idleMs);
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > limits.bytes) return 'too-large';
    chunks.push(chunk);
    onBytes?.(size, total);
    clock.within(limits.idleMs);
    await breathe();
  }
  return joined(chunks, size);
}

/** The pieces as one, piece by piece: a hundred megabytes at once would hold everybody up. */
async function joined(chunks: Uint8Array[], size: number): Promise<Uint8Array> {
  const whole = Buffer.allocUnsafeSlow(size);
  const breathe = breather();
  let at = 0;
  for (const chunk of chunks.splice(0)) {
    whole.set(chunk, at);
    at += chunk.length;
    await breathe();
  }
  return whole;
}

interface Stopwatch {
  readonly signal: AbortSignal;
  within(ms: number): void;
  expired(): boolean;
  stop(): void;
}

function stopwatch(limits: Limits, outer: AbortSignal | undefined): Stopwatch {
  const controller = new AbortController();
  let over = false;
  const end = () => {
    over = true;
    controller.abort();
  };
  const total = setTimeout(end, limits.totalMs);
  let phase = setTimeout(end, limits.answerMs);
  return {
    signal: outer ? AbortSignal.any([outer, controller.signal]) : controller.signal,
    within(ms) {
      clearTimeout(phase);
      phase = setTimeout(end, ms);
    },
    expired: () => over,
    stop() {
      clearTimeout(total);
      clearTimeout(phase);
    },
  };
}
