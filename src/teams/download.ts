import type { FileRead, SkipReason, Upload } from '../domain';

/** A file as a message names it. `url` is null where the message gives no address. */
export interface Link {
  readonly name: string;
  readonly url: string | null;
}

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

/** What became of the files: their bytes, and for the rest why not. */
export interface Fetched {
  readonly uploads: readonly Upload[];
  readonly skipped: readonly FileRead[];
}

/** Hosts where Teams keeps files; the addresses it hands out are authorised by themselves. */
const HOSTS = [
  ...['sharepoint.com', 'sharepoint.us', 'sharepoint-mil.us', 'sharepoint.cn', 'sharepoint.de'],
  ...['1drv.com', '1drv.ms', 'onedrive.live.com', 'onedrive.com', 'microsoftpersonalcontent.com', 'svc.ms'],
];
const REDIRECTS = 3;
const REFUSED = new Set([401, 403]);
const MISSING = new Set([404, 410]);

/** Fetches the files into memory, one after another, from SharePoint, OneDrive and the `more` hosts only, without credentials. */
export async function download(
  links: readonly Link[],
  more: readonly string[],
  limits: Limits,
): Promise<Fetched> {
  const uploads: Upload[] = [];
  const skipped: FileRead[] = [];
  let left = limits.bytes;
  for (const { name, url } of links) {
    const got = url === null ? 'download-failed' : await fetchOne(url, more, { ...limits, bytes: left });
    if (typeof got === 'string') {
      skipped.push({ name, read: false, reason: got });
    } else {
      left -= got.length;
      uploads.push({ name, bytes: got });
    }
  }
  return { uploads, skipped };
}

/** Whether a file may be fetched from there: https at a known host, or an origin or host named in `more`. */
export function mayFetch(address: string, more: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (more.includes(url.origin)) return true;
  if (url.protocol !== 'https:') return false;
  if (more.includes(url.host)) return true;
  return url.port === '' && HOSTS.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}

async function fetchOne(
  address: string,
  more: readonly string[],
  limits: Limits,
): Promise<Uint8Array | SkipReason> {
  const clock = stopwatch(limits);
  try {
    return await follow(address, more, limits, clock);
  } catch {
    return clock.expired() ? 'download-timeout' : 'download-failed';
  } finally {
    clock.stop();
  }
}

async function follow(
  address: string,
  more: readonly string[],
  limits: Limits,
  clock: Stopwatch,
): Promise<Uint8Array | SkipReason> {
  let next = address;
  for (let hop = 0; hop <= REDIRECTS; hop++) {
    if (!mayFetch(next, more)) return 'download-host';
    clock.within(limits.answerMs);
    const answer = await fetch(next, {
      redirect: 'manual',
      signal: clock.signal,
      headers: { 'accept-encoding': 'identity' },
    });
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.body?.cancel();
      next = new URL(location, next).href;
      continue;
    }
    return answer.status === 200 ? take(answer, limits, clock) : refuse(answer);
  }
  return 'download-failed';
}

async function refuse(answer: Response): Promise<SkipReason> {
  await answer.body?.cancel();
  if (REFUSED.has(answer.status)) return 'download-refused';
  return MISSING.has(answer.status) ? 'download-missing' : 'download-failed';
}

async function take(answer: Response, limits: Limits, clock: Stopwatch): Promise<Uint8Array | SkipReason> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  clock.within(limits.idleMs);
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > limits.bytes) return 'too-large';
    chunks.push(chunk);
    clock.within(limits.idleMs);
  }
  return Buffer.concat(chunks, size);
}

interface Stopwatch {
  readonly signal: AbortSignal;
  within(ms: number): void;
  expired(): boolean;
  stop(): void;
}

function stopwatch(limits: Limits): Stopwatch {
  const controller = new AbortController();
  let over = false;
  const end = () => {
    over = true;
    controller.abort();
  };
  const total = setTimeout(end, limits.totalMs);
  let phase = setTimeout(end, limits.answerMs);
  return {
    signal: controller.signal,
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
