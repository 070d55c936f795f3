import { TeamsInfo, type TurnContext } from 'botbuilder';
import type { Working } from '../cards/analysing';
import type { Evidence, FileRead, Notice } from '../domain';
import type { Received } from '../store/port';
import { type Fetched, type FetchOne, fetchAll, linked, type OnFile } from './download';
import type { Errand, HandedIn, Message } from './errand';
import type { Found } from './graph/message';
import type { House } from './house';
import { nameless } from './nameless';
import { currentCase } from './step';
import { within } from './within';

/** Milliseconds the connector is given to tell about a team. */
const DETAILS = 10_000;

/** What a message and its files came to. */
export interface Gathered {
  readonly evidence: Evidence;
  /** Files that could not be had, and what would help. */
  readonly missing: readonly Notice[];
  readonly image: boolean;
}

/** Where a gathering reports to, and what ends it early. */
interface Around {
  readonly context: TurnContext;
  readonly show: (work: Working) => void;
  readonly signal: AbortSignal;
}

/** Fetches and reads all that belongs to an errand; the files' bytes are let go of here. */
export async function gather(
  errand: Errand & (Message | HandedIn),
  around: Around,
  house: House,
): Promise<Gathered> {
  const found = errand.kind === 'message' ? await find(errand, around, house) : NOTHING;
  const work = () => collect(errand, found, around, house);
  return errand.files.length + found.files.length > 0 ? house.gate(work) : work();
}

async function collect(
  errand: Errand & (Message | HandedIn),
  found: Looked,
  around: Around,
  house: House,
): Promise<Gathered> {
  const got =
    errand.kind === 'upload' ? await handedIn(errand, house) : await sent(errand, found, around, house);
  const { names } = await currentCase(house, errand.speaker.conversation);
  const text = errand.kind === 'upload' ? [] : [errand.text, errand.quoted].filter((part) => part !== '');
  const files = got.uploads.map((upload) => upload.name);
  const evidence = await house.reader.read(
    { text: text.join('\n\n'), uploads: got.uploads, names, skipped: got.skipped },
    { signal: around.signal, onProgress: (at) => around.show({ stage: 'reading', files, ...at }) },
  );
  return { evidence, missing: got.missing, image: got.image };
}

interface Got extends Fetched {
  readonly missing: readonly Notice[];
  readonly image: boolean;
}

async function handedIn(errand: HandedIn, { store, limits }: House): Promise<Got> {
  const kept: FetchOne<Received> = async ({ bytes }, left) => {
    const got = await store.getBytes(bytes);
    if (got === null) return 'download-missing';
    return got.length > left ? 'too-large' : got;
  };
  const got = await fetchAll(errand.files, limits.bytes, kept, () => {});
  return { ...got, missing: [], image: false };
}

/** The files a message brings along, and those that hang on it in Graph. */
async function sent(errand: Errand & Message, found: Looked, around: Around, house: House): Promise<Got> {
  const { limits, fileHosts } = house;
  const names = [...errand.files, ...found.files].map((file) => file.name);
  const onFile: OnFile = (file, done, total) =>
    around.show({ stage: 'fetching', files: names, file, done, ...(total === null ? {} : { total }) });
  const own = await fetchAll(errand.files, limits.bytes, linked(fileHosts, limits, around.signal), onFile);
  const left = limits.bytes - own.uploads.reduce((sum, upload) => sum + upload.bytes.length, 0);
  const tenant = errand.elsewhere?.tenant ?? null;
  const byGraph =
    house.graph?.fetchIn(tenant, limits, around.signal) ?? (async () => 'not-in-channel' as const);
  const others = await fetchAll(found.files, left, byGraph, onFile);
  const skipped = [...own.skipped, ...others.skipped];
  for (const file of skipped) house.metrics.count('downloads', { outcome: file.read ? 'read' : file.reason });
  const uploads = [...own.uploads, ...others.uploads];
  for (const _ of uploads) house.metrics.count('downloads', { outcome: 'fetched' });
  return {
    uploads,
    skipped,
    missing: [...found.missing, ...refused(others.skipped, house)],
    image: found.image,
  };
}

interface Looked {
  readonly files: readonly Found[];
  readonly missing: readonly Notice[];
  readonly image: boolean;
}

const NOTHING: Looked = { files: [], missing: [], image: false };

async function find({ elsewhere, image, lost }: Message, around: Around, house: House): Promise<Looked> {
  if (elsewhere === null)
    return { files: [], missing: lost ? [{ phrase: 'teams.lost-file', values: {} }] : [], image };
  if (house.graph === null) {
    const missing = elsewhere.sure ? [{ phrase: 'teams.channel-file', values: {} }] : [];
    return { files: [], missing, image };
  }
  around.show({ stage: 'looking', files: [] });
  const seen = await house.graph.find(elsewhere, groupOf(around.context, house));
  const none = elsewhere.sure && seen.files.length === 0 && !seen.image;
  const why = seen.problem ?? (none ? { phrase: 'unreadable.nothing', values: {} } : null);
  return { files: seen.files, missing: why ? [why] : [], image: image || seen.image };
}

function refused(skipped: readonly FileRead[], house: House): readonly Notice[] {
  const names = skipped.flatMap((file) => (!file.read && file.reason === 'graph-refused' ? [file.name] : []));
  if (names.length > 0 && house.graph) return [house.graph.refusal(nameless(names))];
  return skipped.length > 0 ? [{ phrase: 'unreadable.elsewhere', values: {} }] : [];
}

/** The Entra id of a team, from the connector; asked once for each team. */
function groupOf(context: TurnContext, { groups, metrics }: House): (team: string) => Promise<string | null> {
  return async (team) => {
    const known = groups.get(team);
    if (known !== undefined) return known;
    try {
      const { aadGroupId } = (await within(DETAILS, TeamsInfo.getTeamDetails(context, team))) ?? {};
      if (aadGroupId) groups.set(team, aadGroupId);
      return aadGroupId ?? null;
    } catch {
      metrics.count('errors');
      return null;
    }
  };
}
