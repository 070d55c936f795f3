/** The words of the program. Types only: every folder speaks in these. */

export type Lang = 'ja' | 'en';
export interface Text {
  readonly ja: string;
  readonly en: string;
}

// ── What comes in ────────────────────────────────────────────────────────────────────────────────

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where a line stands. `file` is the path inside the archive as sent (`Logs/DDM.log`), or `message` for pasted text.
 *  `time` is local time as written, `2022-06-01 09:12:33.120`; absent where the line carries none. Lines count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly time?: string;
}

/** One signature seen in one file: the place of its first line, and how often it stands there. */
export interface Hit extends Place {
  readonly signature: string;
  readonly quote: string;
  readonly captured: Readonly<Record<string, string>>;
  readonly count: number;
  readonly first?: string;
  readonly last?: string;
}

/** A fact's value read from a line. */
export interface Reading extends Place {
  readonly fact: string;
  readonly value: string;
  readonly quote: string;
}

/** A product build number seen in a line, written with two zeros: `5.00.9078.1025` (client or site), `5.2203.1063.2400` (console). */
export interface BuildSeen extends Place {
  readonly build: string;
  readonly of: 'client' | 'site' | 'console' | 'unsaid';
  readonly quote: string;
}

/** An error code seen, normalised to `0x` and eight lower-case digits; `written` is the form in the log. */
export interface CodeSeen {
  readonly code: string;
  readonly written: string;
  readonly count: number;
  readonly first: Place;
  readonly last: Place;
}

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'cp932' | 'cp1252';
export type LogFormat = 'ccm' | 'simple' | 'clipboard' | 'msi' | 'iis' | 'cbs' | 'plain';

export type SkipReason =
  | 'empty'
  | 'nul-only'
  | 'not-a-log'
  | 'image'
  | 'archive-7z'
  | 'archive-rar'
  | 'archive-cab'
  | 'archive-tar'
  | 'archive-other'
  | 'archive-split'
  | 'event-log'
  | 'document'
  | 'web-page'
  | 'symlink'
  | 'encrypted'
  | 'unsupported-method'
  | 'damaged'
  | 'bad-crc'
  | 'too-large'
  | 'too-many-entries'
  | 'too-deep'
  | 'ratio'
  | 'budget'
  | 'time'
  | 'download-refused'
  | 'download-missing'
  | 'download-timeout'
  | 'download-failed'
  | 'download-host'
  | 'graph-refused'
  | 'not-in-channel';

/** What became of one file. `log` is the product's name of the log (`DDM.log`) when the file's name shows it. */
export type FileRead =
  | {
      readonly name: string;
      readonly read: true;
      readonly encoding: Encoding;
      readonly format: LogFormat;
      readonly lines: number;
      readonly records: number;
      readonly log?: string;
      readonly from?: string;
      readonly to?: string;
      /** Read only in part, and why. */
      readonly cut?: SkipReason;
    }
  | { readonly name: string; readonly read: false; readonly reason: SkipReason };

/** Errors per hour over all records: `hours[i]` counts the hour that starts `i` hours after `from` (`2022-06-01 09:00`). */
export interface Timeline {
  readonly from: string;
  readonly to: string;
  readonly errorsPerHour: readonly number[];
}

/** All that a message and its files say. Redacted; no raw log is in it. */
export interface Evidence {
  /** The person's own words, without the log lines and product messages they quoted. */
  readonly said: string;
  readonly hits: readonly Hit[];
  readonly readings: readonly Reading[];
  readonly builds: readonly BuildSeen[];
  readonly codes: readonly CodeSeen[];
  readonly files: readonly FileRead[];
  readonly timeline: Timeline | null;
  /** Pasted text held log lines or a product message (even if no signature knows it). */
  readonly pasted: boolean;
  readonly names: Names;
}

/** Personal identities met in a case: salted hash → the token that stands for it (`<user-1>`). */
export type Names = Readonly<Record<string, string>>;

// ── What is known ────────────────────────────────────────────────────────────────────────────────

/** proof: only this cause writes it; strong: few causes do; hint: many do. */
export type Weight = 'proof' | 'strong' | 'hint';
export type Confidence = 'documented' | 'community' | 'field';

/** Log lines with `{name}` where a value varies; any one of `texts` counts. `logs` empty: may stand anywhere.
 *  `onlyThere`: too loosely worded to count outside `logs`. */
export interface Signature {
  readonly id: string;
  readonly texts: readonly string[];
  readonly logs: readonly string[];
  readonly onlyThere: boolean;
  readonly weight: Weight;
}

/** A line that answers a fact: with `value`, or with what stands at `{value}`, through `map` when given. */
export interface Detector {
  readonly id: string;
  readonly fact: string;
  readonly texts: readonly string[];
  readonly logs: readonly string[];
  readonly onlyThere: boolean;
  readonly value?: string;
  readonly map?: Readonly<Record<string, string>>;
}

/** What intake looks for; compiled once from knowledge. */
export interface Patterns {
  readonly signatures: readonly Signature[];
  readonly detectors: readonly Detector[];
  /** Known log names (`DDM.log`), to recognise renamed files and to tell a known log from an unknown one. */
  readonly logs: readonly string[];
}

/** `fact` holds when its value is one of `values`. */
export interface Condition {
  readonly fact: string;
  readonly values: readonly string[];
}

export interface Option {
  readonly value: string;
  readonly label: Text;
  /** Words that mean this option in a person's sentence; `label` and `value` always do. */
  readonly words: readonly string[];
  /** Words beside which this option's words speak of something else (`PKI` next to a server's certificate). */
  readonly unless: readonly string[];
  /** The option meant when the words are negated (「早期リングではない」 → `ga`). */
  readonly opposite?: string;
  /** How common the answer is among sites, relative to its neighbours; 1 unless said. */
  readonly share: number;
}

export interface Fact {
  readonly id: string;
  readonly name: Text;
  readonly ask: Text;
  readonly why: Text;
  readonly how: Text;
  readonly options: readonly Option[];
  readonly detect: readonly Detector[];
  /** Minutes of a person's time, roughly. */
  readonly cost: number;
  /** Several values may hold at once (installed updates). */
  readonly several: boolean;
}

export interface Step {
  readonly do: Text;
  readonly where?: Text;
  readonly command?: string;
  readonly expect?: Text;
  /** Left out where it is known not to hold. */
  readonly when?: Condition;
  /** Comes before the update is installed: a check, a backup. */
  readonly first?: boolean;
}

/** A source; without an address where it was read as text and its address is not known. */
export interface Reference {
  readonly title: string;
  readonly url?: string;
}

/** One cause. */
export interface KnownIssue {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly area: string;
  readonly title: Text;
  /** What a person sees of it, where the cause does not say so. */
  readonly shows?: Text;
  readonly cause: Text;
  readonly confidence: Confidence;
  readonly checked: string;
  readonly signatures: readonly Signature[];
  /** Shared symptoms it shows; each counts as one hint. */
  readonly symptoms: readonly string[];
  readonly codes: readonly string[];
  /** All must hold for the issue to be possible; one known to be false rules it out. */
  readonly requires: readonly Condition[];
  /** One known to be true rules it out; not known does not matter. */
  readonly excludes: readonly Condition[];
  readonly speaksFor: readonly Condition[];
  readonly speaksAgainst: readonly Condition[];
  /** The smallest updates that fix it. The plan finds the best one that contains any of them. */
  readonly fixedBy: readonly string[];
  readonly steps: readonly Step[];
  readonly verify: Text;
  readonly after?: Text;
  /** What decides between this and its look-alikes. */
  readonly decides?: Text;
  /** Words a person would use for it, in either language. */
  readonly words: readonly string[];
  readonly note?: Text;
  readonly references: readonly Reference[];
}

/** A message or complaint that several causes share. Its suspects are the issues that name it. */
export interface Symptom {
  readonly id: string;
  readonly title: Text;
  readonly signatures: readonly Signature[];
  /** Prose: the symptom is meant when every group has a word in the sentence. */
  readonly says: readonly (readonly (readonly string[])[])[];
  /** What separates the suspects. */
  readonly decides: Text;
  /** The log to send when nothing separates them. */
  readonly needs: readonly string[];
}

export type Ring = 'early' | 'ga';

export interface Update {
  readonly kb: string;
  /** Other numbers of the same update. */
  readonly aliases: readonly string[];
  readonly title: Text;
  /** Releases it is offered to (`2203`). */
  readonly versions: readonly string[];
  /** `release`: the release itself; `versions` names it, and it comes by updating the hierarchy to it. */
  readonly kind: 'hotfix' | 'rollup' | 'ring' | 'client' | 'security' | 'release';
  readonly released?: string;
  /** Rings it fits; empty: all. */
  readonly rings: readonly Ring[];
  /** Must be there first; `ring` limits it to sites of that ring. */
  readonly requires: readonly { readonly kb: string; readonly ring?: Ring }[];
  readonly includes: readonly string[];
  readonly replacedBy: readonly string[];
  readonly withdrawn: boolean;
  readonly brings: { readonly site?: string; readonly console?: string; readonly client?: string };
  readonly effects: {
    readonly siteReset: boolean | null;
    readonly restart: boolean | null;
    readonly recoverSecondary: boolean | null;
  };
  /** Downloaded by hand rather than offered under Updates and Servicing. */
  readonly download: boolean;
  readonly packageGuids: readonly string[];
  readonly fixes: readonly string[];
  readonly note?: Text;
  readonly references: readonly Reference[];
}

export interface Release {
  readonly version: string;
  readonly build: string;
  readonly available?: string;
  readonly supportEnd?: string;
  /** Package GUIDs of the early update ring. */
  readonly earlyGuids: readonly string[];
}

export interface CodeMeaning {
  readonly code: string;
  readonly symbol: string | null;
  readonly source: string;
  readonly meaning: Text;
  /** The product's own Japanese messages for the code, as its dialogs print them. */
  readonly product: readonly string[];
}

export interface LogInfo {
  readonly name: string;
  readonly role: Text;
  readonly records: Text;
  readonly folder: Text;
  /** A PowerShell line, run on that machine, that copies the log and its older parts to the desktop. */
  readonly fetch?: string;
}

/** UI sentences by id, with `{name}` for values: one flat table per language. */
export type Phrases = Readonly<Record<Lang, Readonly<Record<string, string>>>>;

export interface Knowledge {
  readonly version: string;
  readonly issues: ReadonlyMap<string, KnownIssue>;
  readonly symptoms: ReadonlyMap<string, Symptom>;
  readonly facts: ReadonlyMap<string, Fact>;
  /** By number; an alias leads to the same update. */
  readonly updates: ReadonlyMap<string, Update>;
  /** Oldest first. */
  readonly releases: readonly Release[];
  readonly codes: ReadonlyMap<string, readonly CodeMeaning[]>;
  readonly logs: ReadonlyMap<string, LogInfo>;
  readonly terms: readonly Text[];
  readonly phrases: Phrases;
  readonly patterns: Patterns;
}

// ── What is remembered and said ──────────────────────────────────────────────────────────────────

export type FactSource =
  | { readonly kind: 'answer' }
  | { readonly kind: 'log'; readonly place: Place; readonly quote: string };

export interface FactValue {
  /** An option's value; several are joined by a comma. `unknown`: the person does not know. */
  readonly value: string;
  readonly from: FactSource;
  /** Read from a sign that is usually right (a client's build for the site's version): enough to go on, not to be certain. */
  readonly guess?: true;
}

/** A log and a person (or two logs) disagree about a fact. */
export interface Conflict {
  readonly fact: string;
  readonly values: readonly FactValue[];
}

export type Verdict = 'confirmed' | 'probable' | 'possible' | 'already-fixed' | 'not-applicable' | 'unknown';

/** What a person is asked: a fact, or (`log:DDM.log`) a log they may have. */
export interface Question {
  readonly id: string;
  readonly kind: 'fact' | 'log';
  readonly ask: Text;
  readonly why: Text;
  readonly how: Text;
  readonly options: readonly { readonly value: string; readonly label: Text }[];
  /** A PowerShell line that fetches the log. */
  readonly command?: string;
  /** Set where two sources disagree about the fact. */
  readonly conflict?: Conflict;
}

/** All that is remembered between turns. Plain JSON, never a log. */
export interface Case {
  readonly id: string;
  readonly lang: Lang | null;
  /** Grows with every turn; a card carries the revision it was drawn from. */
  readonly revision: number;
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly conflicts: readonly Conflict[];
  readonly hits: readonly Hit[];
  readonly codes: readonly CodeSeen[];
  readonly builds: readonly BuildSeen[];
  readonly files: readonly FileRead[];
  readonly timeline: Timeline | null;
  /** Symptoms the person described in words, and issues they chose from a list. */
  readonly symptoms: readonly string[];
  readonly chosen: readonly string[];
  /** What the person told of the problem in their own words. */
  readonly words: string;
  readonly pending: Question | null;
  /** Questions put, in order. */
  readonly asked: readonly string[];
  /** Questions put since the last answer with a diagnosis. */
  readonly inARow: number;
  readonly outcome: 'solved' | 'not-solved' | null;
  readonly names: Names;
}

export type Command =
  | {
      readonly name:
        | 'help'
        | 'restart'
        | 'status'
        | 'solved'
        | 'not-solved'
        | 'export'
        | 'export-hidden'
        | 'expert'
        | 'upload';
    }
  | { readonly name: 'language'; readonly lang: Lang }
  | { readonly name: 'code' | 'search' | 'issue' | 'log'; readonly about: string };

/** One step of a conversation. `at` is the moment it happened, ISO 8601; `lang` the language of the client or of the text. */
export type Turn = { readonly at: string; readonly lang: Lang } & (
  | { readonly kind: 'evidence'; readonly evidence: Evidence }
  | { readonly kind: 'answer'; readonly fact: string; readonly value: string; readonly revision?: number }
  | { readonly kind: 'command'; readonly command: Command }
);

export type Reason =
  | { readonly kind: 'hit'; readonly weight: Weight; readonly hit: Hit }
  | { readonly kind: 'symptom'; readonly symptom: string; readonly title: Text }
  /** The person's own words describe it. */
  | { readonly kind: 'told' }
  | {
      readonly kind: 'fact';
      readonly fact: string;
      readonly name: Text;
      readonly label: Text;
      readonly value: FactValue;
    }
  | { readonly kind: 'code'; readonly code: CodeSeen }
  /** An installed update contains the fix; `release`: the site's release does. */
  | { readonly kind: 'update'; readonly kb: string; readonly release?: string; readonly value: FactValue }
  /** The log that would hold the deciding line was read, and the line is not in it. */
  | { readonly kind: 'silent'; readonly log: string };

export interface Suspect {
  readonly issue: string;
  readonly title: Text;
  readonly verdict: Verdict;
  readonly probability: number;
  readonly because: readonly Reason[];
  readonly against: readonly Reason[];
  /** Facts that must hold and are not known. */
  readonly open: readonly { readonly fact: string; readonly name: Text }[];
}

export interface PlanStep {
  readonly id: string;
  readonly do: Text;
  readonly where: Text | null;
  readonly command: string | null;
  readonly expect: Text | null;
  readonly kb: string | null;
}

export interface Plan {
  readonly steps: readonly PlanStep[];
  /** The other way, when there is one: the single hotfix beside the rollup. */
  readonly alternative: readonly PlanStep[];
  /** Recommended first. */
  readonly kbs: readonly string[];
  readonly verify: Text;
  readonly after: Text | null;
  /** End of support and other things to know. */
  readonly notes: readonly Text[];
}

export interface Diagnosis {
  readonly verdict: Verdict;
  /** The suspect the verdict is about, null when unknown. */
  readonly lead: Suspect | null;
  readonly cause: Text | null;
  readonly confidence: Confidence | null;
  readonly plan: Plan | null;
  /** Live suspects, most likely first, then those ruled out. The lead is the first of its kind. */
  readonly suspects: readonly Suspect[];
  /** What separates the live suspects. */
  readonly decides: Text | null;
  readonly references: readonly Reference[];
}

/** Something to say above the reply proper, by phrase id. `link`: the address of the page that takes the file it speaks of. */
export interface Notice {
  readonly phrase: string;
  readonly values: Readonly<Record<string, string | Text>>;
  readonly link?: string;
}

export interface FactShown {
  readonly fact: string;
  readonly name: Text;
  readonly label: Text;
  readonly value: FactValue;
}

export interface CodeAnswer {
  readonly code: string;
  readonly asked: string;
  readonly meanings: readonly CodeMeaning[];
  readonly facility: Text | null;
  readonly win32: number | null;
  readonly issues: readonly { readonly issue: string; readonly title: Text }[];
  /** The logs in which those issues show themselves, most of them first. */
  readonly logs: readonly string[];
  /** Any program fails with it: what it means in a case depends on the lines around it. */
  readonly general: boolean;
}

export type Reply = {
  readonly lang: Lang;
  readonly revision: number;
  readonly notices: readonly Notice[];
} & (
  | {
      readonly kind: 'question' | 'more-evidence';
      readonly question: Question;
      /** What was understood so far. */
      readonly symptoms: readonly Text[];
      readonly facts: readonly FactShown[];
      readonly diagnosis: Diagnosis;
      readonly files: readonly FileRead[];
    }
  | {
      readonly kind: 'diagnosis';
      readonly diagnosis: Diagnosis;
      readonly facts: readonly FactShown[];
      readonly files: readonly FileRead[];
      readonly timeline: Timeline | null;
    }
  | {
      readonly kind: 'unknown';
      readonly diagnosis: Diagnosis;
      readonly facts: readonly FactShown[];
      readonly files: readonly FileRead[];
      readonly timeline: Timeline | null;
      readonly codes: readonly { readonly seen: CodeSeen; readonly meaning: CodeMeaning | null }[];
      /** Logs that would help. */
      readonly needed: readonly LogInfo[];
    }
  | { readonly kind: 'code'; readonly answers: readonly CodeAnswer[] }
  | {
      readonly kind: 'search';
      readonly query: string;
      readonly found: readonly { readonly issue: string; readonly title: Text; readonly area: string }[];
    }
  | { readonly kind: 'log'; readonly query: string; readonly logs: readonly LogInfo[] }
  | { readonly kind: 'help' }
  /** Nothing but its notices: restarted, language changed, thanks. */
  | { readonly kind: 'note' }
  /** Where to hand in files; no `link` where the program is met without a server (at a terminal). */
  | { readonly kind: 'upload'; readonly link?: string }
  | {
      readonly kind: 'export';
      /** Machine names, domains and addresses are to be hidden in it. */
      readonly hidden: boolean;
      readonly diagnosis: Diagnosis;
      readonly facts: readonly FactShown[];
      readonly files: readonly FileRead[];
      readonly timeline: Timeline | null;
    }
);

/** What a card's button carries: ids, never sentences. A choice set sends its pick as `value`. `lang` keeps a shared card's language. */
export type Press = { readonly lang: Lang; readonly revision: number } & (
  | { readonly press: 'answer'; readonly fact: string; readonly value: string }
  | { readonly press: 'command'; readonly name: Command['name']; readonly about?: string }
);
