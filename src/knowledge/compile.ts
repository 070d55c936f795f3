import { createHash } from 'node:crypto';
import type {
  CodeMeaning,
  Condition,
  Detector,
  Fact,
  Knowledge,
  KnownIssue,
  LogInfo,
  Release,
  Signature,
  Symptom,
  Update,
} from '../domain';
import type { Entries, Pack } from './pack';
import { range } from './range';
import type { CodeFile, FactFile, IssueFile, ReleaseFile, SymptomFile, UpdateFile } from './schema';

/** The fact whose value is a release, and its option for every release up to `LAST_OLDER`. */
const RELEASE_FACT = 'mecm_version';
const OLDER = 'older';
const LAST_OLDER = '2010';

/** A sound pack as the engine uses it. */
export function compile(pack: Pack): Knowledge {
  const releases = values(pack.releases).map(toRelease);
  const logs = new Map(values(pack.logs).map((log): [string, LogInfo] => [log.name, log]));
  const context = { releases, logName: logNames(logs) };
  const issues = byId(values(pack.issues).map((file) => toIssue(file, context)));
  const symptoms = byId(values(pack.symptoms).map((file) => toSymptom(file, context)));
  const facts = byId(values(pack.facts).map((file) => toFact(file, context)));
  return {
    version: contentHash(pack),
    issues,
    symptoms,
    facts,
    updates: byNumber(values(pack.updates).map(toUpdate)),
    releases: releases.sort((a, b) => Number(a.version) - Number(b.version)),
    codes: new Map([...pack.codes.values()].map(({ id, value }) => [id, toMeanings(id, value ?? [])])),
    logs,
    terms: values(pack.terms),
    phrases: { ja: sentences(pack.phrases.ja), en: sentences(pack.phrases.en) },
    patterns: {
      signatures: [...issues.values(), ...symptoms.values()].flatMap((entry) => entry.signatures),
      detectors: [...facts.values()].flatMap((fact) => fact.detect),
      logs: [...logs.keys()],
    },
  };
}

interface Context {
  readonly releases: readonly Release[];
  /** The log's name as `logs.yaml` writes it; null for what is no log file (`console`). */
  readonly logName: (written: string) => string | null;
}

function values<T>(entries: Entries<T>): T[] {
  return [...entries.values()].flatMap(({ value }) => (value === null ? [] : [value]));
}

const byId = <T extends { readonly id: string }>(entries: readonly T[]): Map<string, T> =>
  new Map(entries.map((entry) => [entry.id, entry]));

const byNumber = (updates: readonly Update[]): Map<string, Update> =>
  new Map(updates.flatMap((update) => [update.kb, ...update.aliases].map((kb) => [kb, update])));

const sentences = (entries: Entries<string>): Record<string, string> =>
  Object.fromEntries([...entries.values()].map(({ id, value }) => [id, value ?? '']));

function logNames(logs: ReadonlyMap<string, LogInfo>): Context['logName'] {
  const names = new Map([...logs.keys()].map((name) => [name.toLowerCase(), name]));
  return (written) => names.get(written.toLowerCase()) ?? (/\.log$/i.test(written) ? written : null);
}

type Written = Pick<Signature, 'onlyThere'> & { readonly text: string[]; readonly log: string[] };

const placed = ({ text, log, onlyThere }: Written, { logName }: Context) => ({
  texts: text,
  logs: log.flatMap((written) => logName(written) ?? []),
  onlyThere,
});

function toIssue({ signatures, ...file }: IssueFile, context: Context): KnownIssue {
  const expand = (conditions: Condition[]) => conditions.map((condition) => withReleases(condition, context));
  return {
    ...file,
    signatures: signatures.map((s, i) => ({
      id: `${file.id}#${i + 1}`,
      ...placed(s, context),
      weight: s.weight,
    })),
    requires: expand(file.requires),
    excludes: expand(file.excludes),
    speaksFor: expand(file.speaksFor),
    speaksAgainst: expand(file.speaksAgainst),
    steps: file.steps.map((step) => (step.when ? { ...step, when: withReleases(step.when, context) } : step)),
  };
}

/** The releases a value stands for: `<2203` and `>=2203` for all before or from it on, `older` for itself and every release it covers, so that a log's exact release meets it. */
function withReleases(condition: Condition, { releases }: Context): Condition {
  if (condition.fact !== RELEASE_FACT) return condition;
  const versions = releases.map(({ version }) => version);
  const reach = (value: string): string[] => {
    const { is, version } = range(value) ?? { is: 'the', version: value };
    if (is === 'before')
      return [...(version > LAST_OLDER ? [OLDER] : []), ...versions.filter((v) => v < version)];
    if (is === 'from') return versions.filter((v) => v >= version);
    return value === OLDER ? [OLDER, ...versions.filter((v) => v <= LAST_OLDER)] : [value];
  };
  return { ...condition, values: [...new Set(condition.values.flatMap(reach))] };
}

function toSymptom({ signatures, ...file }: SymptomFile, context: Context): Symptom {
  return {
    ...file,
    needs: file.needs.map((written) => context.logName(written) ?? written),
    signatures: signatures.map((s, i) => ({
      id: `${file.id}#${i + 1}`,
      ...placed(s, context),
      weight: 'hint',
    })),
  };
}

function toFact({ detect, ...file }: FactFile, context: Context): Fact {
  return {
    ...file,
    detect: detect.map((line, i) => toDetector(line, `${file.id}@${i + 1}`, file.id, context)),
  };
}

function toDetector(line: FactFile['detect'][number], id: string, fact: string, context: Context): Detector {
  const { value, map } = line;
  const builds = () => Object.fromEntries(context.releases.map(({ build, version }) => [build, version]));
  return {
    id,
    fact,
    ...placed(line, context),
    ...(value === undefined ? {} : { value }),
    ...(map === undefined ? {} : { map: map === 'builds' ? builds() : map }),
  };
}

function toUpdate({ checked: _, released, ...file }: UpdateFile): Update {
  return { ...file, ...(released ? { released } : {}) };
}

function toRelease({ version, build, available, supportEnd, earlyGuids }: ReleaseFile): Release {
  return {
    version,
    build,
    ...(available ? { available } : {}),
    ...(supportEnd ? { supportEnd } : {}),
    earlyGuids,
  };
}

const toMeanings = (code: string, meanings: CodeFile) =>
  meanings.map(
    ({ symbol, source, ja, en, productJa }): CodeMeaning => ({
      code,
      symbol,
      source,
      meaning: { ja, en },
      product: productJa,
    }),
  );

/** First eight hex digits of the SHA-256 over all files, in the order they were read. */
function contentHash({ sources }: Pack): string {
  const hash = createHash('sha256');
  for (const { text } of sources) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 8);
}
