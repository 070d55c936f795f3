import type { FileRead, SkipReason, Upload } from '../domain';
import { fetchBytes, type Limits, type Source } from './fetch-bytes';

/** A file as a message names it. `url` is null where the message gives no address. */
export interface Link {
  readonly name: string;
  readonly url: string | null;
}

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

/** Fetches one file; `left` is how many bytes it may still have. */
export type FetchOne<F> = (
  file: F,
  left: number,
  onBytes: NonNullable<Source['onBytes']>,
) => Promise<Uint8Array | SkipReason>;

/** Is told of each file as it comes: its name, and its bytes so far and in all. */
export type OnFile = (name: string, done: number, total: number | null) => void;

/** Fetches files into memory, one after another, `bytes` of them in all. */
export async function fetchAll<F extends { readonly name: string }>(
  files: readonly F[],
  bytes: number,
  fetchOne: FetchOne<F>,
  onFile: OnFile,
): Promise<Fetched> {
  const uploads: Upload[] = [];
  const skipped: FileRead[] = [];
  let left = bytes;
  for (const file of files) {
    const { name } = file;
    const got = await fetchOne(file, left, (done, total) => onFile(name, done, total));
    if (typeof got === 'string') {
      skipped.push({ name, read: false, reason: got });
    } else {
      left -= got.length;
      uploads.push({ name, bytes: got });
    }
  }
  return { uploads, skipped };
}

/** Fetches a file of personal chat, from SharePoint, OneDrive and the `more` hosts only, without credentials. */
export function linked(more: readonly string[], limits: Limits, signal: AbortSignal): FetchOne<Link> {
  return async ({ url }, left, onBytes) => {
    if (url === null) return 'download-failed';
    const source = { url, mayFetch: (at: string) => mayFetch(at, more), signal, onBytes };
    return fetchBytes(source, { ...limits, bytes: left });
  };
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
