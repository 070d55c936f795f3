/** What a failed send looks like (RestError of @azure/core-rest-pipeline). */
interface Failure {
  readonly statusCode?: number;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

export interface Patience {
  readonly tries: number;
  /** Milliseconds before the first repetition where the server names none; doubled each time. */
  readonly firstMs: number;
  /** The longest wait in milliseconds a server may ask for. */
  readonly mostMs: number;
  /** Milliseconds after which an unanswered send is given up. */
  readonly eachMs: number;
}

export const PATIENCE: Patience = { tries: 5, firstMs: 500, mostMs: 30_000, eachMs: 20_000 };

/** The answers after which Teams wants the same call again (learn.microsoft.com: bots/how-to/rate-limit). */
const AGAIN = new Set([412, 429, 502, 503, 504]);

/** Calls Teams, and again after the delay it asks for while it is busy. Throws the last failure. */
export async function patiently<T>(
  call: () => Promise<T>,
  patience: Patience,
  onWait: () => void,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTime(call(), patience.eachMs);
    } catch (failure) {
      if (attempt >= patience.tries || !AGAIN.has(statusOf(failure) ?? 0)) throw failure;
      onWait();
      await sleep(Math.min(delayOf(failure as Failure) ?? backOff(attempt, patience), patience.mostMs));
    }
  }
}

/** Whether a send failed for now only: Teams is busy, or was not reached at all. */
export function isPassing(failure: unknown): boolean {
  const status = statusOf(failure);
  return status === null || AGAIN.has(status);
}

/** The HTTP status of a failed send, null when there was none. */
export function statusOf(failure: unknown): number | null {
  return (failure as Failure | null)?.statusCode ?? null;
}

function backOff(attempt: number, { firstMs }: Patience): number {
  return firstMs * 2 ** (attempt - 1) * (1 + Math.random() / 4);
}

/** Retry-After in milliseconds: seconds or an HTTP date. */
function delayOf(failure: Failure): number | null {
  const given = failure.response?.headers?.get('retry-after');
  if (!given) return null;
  if (/^\d+(\.\d+)?$/.test(given.trim())) return Number(given) * 1000;
  const date = Date.parse(given);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('send timed out')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
