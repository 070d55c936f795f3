/** Something an author has to mend: where it stands, what is wrong, and what to do about it. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly mend: string;
}

export type Wording = Pick<Problem, 'message' | 'mend'>;

/** Knowledge that cannot be used as it stands; the message lists every problem on a line of its own. */
export class KnowledgeError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(show).join('\n'));
    this.name = 'KnowledgeError';
  }
}

/** `file:line: message — mend`. */
export const show = (p: Problem): string => `${p.file}:${p.line}: ${p.message} — ${p.mend}`;

const LANGUAGES: Readonly<Record<string, string>> = { ja: 'Japanese', en: 'English' };
const language = (lang: string): string => LANGUAGES[lang] ?? lang;
const instead = (near: string | undefined, otherwise: string): string =>
  near === undefined ? otherwise : `did you mean \`${near}\`?`;
const say = (message: string, mend: string): Wording => ({ message, mend });

/** Every sentence the author's tool says about a file. */
export const wording = {
  folderMissing: () => say('there is no such folder', 'check the path, or KNOWLEDGE_DIRS'),
  fileUnknown: () => say('knowledge has no file of this name here', 'see the list in knowledge/README.md'),
  notYaml: (reason: string) =>
    say(
      `not readable as YAML: ${reason}`,
      'put texts with {, : or # in quotes; check indentation and brackets',
    ),
  notJson: (reason: string) => say(`not readable as JSON: ${reason}`, 'check quotes, commas and brackets'),

  keyMissing: (key: string) => say(`\`${key}\` is missing`, `write \`${key}: …\``),
  languageMissing: (lang: string) =>
    say(`the ${language(lang)} text is missing`, `write \`${lang}: …\` beside the other language`),
  keyUnknown: (key: string, near?: string) =>
    say(`there is no \`${key}\` here`, instead(near, 'remove it, or see knowledge/README.md for the keys')),
  empty: (key: string) => say(`\`${key}\` is empty`, 'fill it in, or remove it if it is optional'),
  numberForText: (key: string, value: unknown) =>
    say(`\`${key}\` is a number, not a text`, `put it in quotes: '${String(value)}'`),
  notText: (key: string) =>
    say(`\`${key}\` is not a text`, 'write one text; in quotes if it holds `: ` or ` #`'),
  notList: (key: string) => say(`\`${key}\` is not a list`, 'write it in brackets: [one, another]'),
  notKind: (key: string, expected: string) => say(`\`${key}\` is not a ${expected}`, `write a ${expected}`),
  notOneOf: (key: string, values: readonly unknown[]) =>
    say(`\`${key}\` has a value that is not known`, `write one of: ${values.join(', ')}`),
  badForm: (key: string, form: string) =>
    say(`\`${key}\` is not written as it should be`, `write it like ${form}`),
  oneFact: () => say('`when` names more than one fact', 'name exactly one fact'),
  schema: (key: string, reason: string) =>
    say(`\`${key}\`: ${reason}`, 'see knowledge/README.md for the form'),

  idTwice: (id: string, where: string) =>
    say(`\`${id}\` stands in ${where} as well`, 'rename one, or merge them'),
  idNotFile: (id: string, file: string) =>
    say(`the id \`${id}\` and the file name \`${file}\` differ`, 'give the file the name of its id'),
  folderNotVersion: (folder: string) =>
    say(`the folder \`${folder}\` is none of its versions`, 'move the file, or add the version'),

  factUnknown: (id: string, near?: string) =>
    say(`there is no fact \`${id}\``, instead(near, 'add it to facts.yaml')),
  optionUnknown: (fact: string, value: string, near?: string) =>
    say(`the fact \`${fact}\` has no option \`${value}\``, instead(near, 'add the option in facts.yaml')),
  updateUnknown: (id: string, near?: string) =>
    say(`there is no update ${id}`, instead(near, 'add it to updates/, or remove it')),
  logUnknown: (name: string, near?: string) =>
    say(`there is no log \`${name}\``, instead(near, 'add it to logs.yaml')),
  symptomUnknown: (id: string, near?: string) =>
    say(`there is no symptom \`${id}\``, instead(near, 'add it to symptoms/')),
  issueUnknown: (id: string, near?: string) =>
    say(`there is no issue \`${id}\``, instead(near, 'add it to issues/, or remove it')),
  releaseUnknown: (id: string, near?: string) =>
    say(`there is no release ${id}`, instead(near, 'add it to versions.yaml')),

  literalShort: (text: string) =>
    say(`\`${text}\` has no fixed run of 7 bytes`, 'add more of the line around its {placeholders}'),
  onlyNowhere: () => say('`only-there` without a log file', 'name the log, or remove `only-there`'),
  proofTwice: (text: string, where: string) =>
    say(
      `\`${text}\` is proof here and stands in ${where} as well`,
      'make it a shared symptom, or weigh it less',
    ),
  detectorSilent: () =>
    say('the line answers nothing', 'give it a `value`, or put {value} where the answer stands in the text'),
  oppositeUnknown: (value: string) =>
    say(`the opposite \`${value}\` is no option of this fact`, 'write the value of another option'),
  wordShared: (word: string, where: string) =>
    say(`\`${word}\` means ${where} as well`, 'leave it to one of them, or make it longer'),

  cycle: (path: readonly string[]) =>
    say(
      `a circle of updates: ${path.join(' → ')}`,
      'the newer one requires, includes or replaces the older; remove the other way',
    ),
  edgeOneSided: (here: string, id: string, there: string) =>
    say(
      `${id} does not say so: \`${here}\` here is \`${there}\` there`,
      `write \`${there}\` into ${id}, or remove it here`,
    ),
  fixWithdrawn: (id: string) => say(`${id} was withdrawn`, 'name the update that took its place'),

  phraseOneLanguage: (id: string, lang: string) =>
    say(`the phrase \`${id}\` has no ${language(lang)}`, `add it to phrases/${lang}.yaml`),
  phraseValues: (id: string, ja: string, en: string) =>
    say(`the phrase \`${id}\` has ${ja} in Japanese and ${en} in English`, 'use the same {names} in both'),

  sampleMissing: (kind: string, id: string) =>
    say(`it has no ${kind} sample`, `write ${id}.${kind}.log beside it`),
  sampleOrphan: (id: string) => say(`there is no issue \`${id}\` beside it`, 'rename it, or write the issue'),
  sampleHeader: (line: string) =>
    say(`\`${line}\` says nothing`, 'write `# file: NAME` or `# fact: id=value`'),
  sampleEmpty: () => say('the sample has no content', 'put the log lines below its `#` lines'),
  unfinished: (key: string) =>
    say(`\`${key}\` still says TODO`, 'write it, in both languages where there are two'),
  unreachable: () => say('nothing leads to it', 'give it a signature, a symptom, or words people use'),
  noRemedy: () => say('it has no remedy', 'write `fixed-by` or `steps`'),
  inseparable: (id: string) =>
    say(`no question separates it from \`${id}\``, 'add a signature, or a fact that differs'),

  sampleLead: (found: string) => say(`the sample is diagnosed as ${found}`, 'it must come first here'),
  sampleMistaken: (verdict: string) =>
    say(`the miss sample is diagnosed as it (${verdict})`, 'make its signatures or facts stricter'),
  healthyHit: (signature: string) =>
    say(`${signature} fires on a healthy log`, 'make the signature longer or tie it to its log'),
};
