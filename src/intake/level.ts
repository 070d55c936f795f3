/** Words of severity as the families write them, with the number a CCM record has for it. */
const LEVELS: Readonly<Record<string, number>> = {
  verbose: 0,
  debug: 0,
  trace: 0,
  perf: 0,
  success: 1,
  info: 1,
  information: 1,
  warning: 2,
  warn: 2,
  error: 3,
  fatal: 3,
  fatalerror: 3,
  failure: 3,
};
const WORDS = Object.keys(LEVELS)
  .sort((a, b) => b.length - a.length)
  .join('|');
/** Behind the time: `, Error   CBS` (servicing, setup, USMT), ` UTC<tab>Error<tab>` (WSUS), `] [Install] [script] [Error] ::` (PSADT). */
const BEHIND_TIME = new RegExp(
  `^(?:(, ?)| UTC\\t|\\](?: \\[[^\\[\\]]{0,80}\\]){0,3} \\[)(${WORDS})(?:\\] ::|[ \\t.])`,
  'i',
);
/** An update agent's event: success or failure in a column of its own. */
const EVENT = /\t(Success|Failure)\t/;
const FATAL = /^[\t \w]{0,60}\bFATAL:/;
/** Service status messages say it in a field; server lines and scripts in their first word. */
const STATUS = /^\s*STATMSG:.{0,40}? SEV=([IWE])\b/;
const FIRST_WORD = /^(ERROR|WARNING|Error|Warning|Info|Verbose) ?:/;
const SEV: Readonly<Record<string, number>> = { I: 1, W: 2, E: 3 };

/** The severity behind a line's time; `setup` where the line is of the servicing and setup family. */
export function levelOf(rest: string): { type: number | undefined; setup: boolean } {
  const found = BEHIND_TIME.exec(rest);
  if (found) return { type: LEVELS[(found[2] ?? '').toLowerCase()], setup: found[1] !== undefined };
  const event = rest.includes('\t') ? EVENT.exec(rest) : null;
  if (event) return { type: LEVELS[(event[1] ?? '').toLowerCase()], setup: false };
  return { type: FATAL.test(rest) ? 3 : undefined, setup: false };
}

/** The severity a server line names itself. `INFO:` is none: the product puts it before failures, too. */
export function severityOf(text: string): number | undefined {
  const status = text.includes('STATMSG') ? STATUS.exec(text) : null;
  if (status) return SEV[status[1] ?? ''];
  if (/^\s*\*\*\* /.test(text)) return 3;
  const word = FIRST_WORD.exec(text)?.[1];
  return word === undefined ? undefined : LEVELS[word.toLowerCase()];
}
