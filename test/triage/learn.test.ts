import type { Case, FactValue } from '../../src/domain';
import { read } from '../../src/intake/read';
import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { advance } from '../../src/triage/advance';
import { openCase } from '../../src/triage/open';

const knowledge = loadKnowledge([defaultKnowledgeDir()]);
const HEAD = { at: '2026-11-23T09:00:00.000Z', lang: 'en' as const };

type Logs = Readonly<Record<string, string>>;

/** A record of June 2022. */
const at = (day: number, message: string, time = '09:00:00'): string =>
  `<![LOG[${message}]LOG]!><time="${time}.000-540" date="06-${String(day).padStart(2, '0')}-2022" component="X" context="" type="1" thread="1" file="x.cpp:1">\n`;
const manifest = (build: string): string =>
  `The flighting request url is https://sccm.manage.microsoft.com/Manifest?Version=5.00.${build}.1000&Ring=1;Branch=1~~`;
const TWO_SITES: Logs = {
  'S1/DMPDownloader.log': at(1, manifest('9078')) + at(9, 'x'),
  'S2/DMPDownloader.log': at(2, manifest('9088')),
};
const flag = (name: string): string => `WINHTTP_CALLBACK_STATUS_FLAG_${name} is set`;
const INTRANET = 'Domain joined client is in Intranet';
const INTERNET = 'Domain joined client is in Internet';

/** The case after these messages, each with its logs. */
async function caseAfter(
  ...messages: readonly (Logs | string)[]
): Promise<{ case: Case; asks: string | null }> {
  let c = openCase('c', 'en');
  let asks: string | null = null;
  for (const message of messages) {
    const text = typeof message === 'string' ? message : '';
    const of = typeof message === 'string' ? {} : message;
    const uploads = Object.entries(of).map(([name, content]) => ({ name, bytes: Buffer.from(content) }));
    const evidence = await read({ text, uploads }, knowledge.patterns);
    const { case: next, reply } = advance(c, { ...HEAD, kind: 'evidence', evidence }, knowledge);
    c = next;
    asks = reply.kind === 'question' ? reply.question.id : null;
  }
  return { case: c, asks };
}

const source = ({ value, from }: FactValue): string =>
  from.kind === 'log' ? `${value} ${from.place.file}:${from.place.line}` : `${value} answer`;

/** `known <value> <file>:<line>`, `between` the values that contradict each other, or nothing. */
function says({ facts, conflicts }: Case, fact: string): string {
  const conflict = conflicts.find((one) => one.fact === fact);
  if (conflict) return `between ${conflict.values.map(source).sort().join(' and ')}`;
  const known = facts[fact];
  return known ? `${known.guess ? 'guess' : 'known'} ${source(known)}` : 'nothing';
}

const FLAGS = at(1, flag('CERT_REV_FAILED')) + at(1, flag('INVALID_CA'));
const UPGRADE =
  at(1, 'CcmSetup version: 5.0.9078.1025') +
  at(1, 'Installing version 5.00.9088.1000 of the client with product code {X}', '09:00:10');
const CODE_OF_UPDATE = 'Successfully reported ConfigMgr update status (SiteCode=CS1, SubStageID=0xd0007)';
const CODE_OF_AD = "LSGetSiteVersionFromAD : Successfully retrieved version '5.00.9078.1000' for site 'P01'";

const places: readonly [what: string, says: string, ...logs: Logs[]][] = [
  [
    'a setting that changed inside a log: the later line counts',
    'known internet LocationServices.log:2',
    { 'LocationServices.log': at(1, INTRANET) + at(2, INTERNET) },
  ],
  [
    'and so it does when it changed back',
    'known intranet LocationServices.log:1',
    { 'LocationServices.log': at(1, INTRANET) + at(2, INTERNET) + at(3, INTRANET) },
  ],
  [
    'the parts of a log, in whatever order they come: the newest counts',
    'known internet L/LocationServices.log:1',
    {
      'L/LocationServices.log': at(5, INTERNET),
      'L/LocationServices-20220602-090000.log': at(2, INTRANET),
      'L/LocationServices.lo_': at(3, INTRANET),
    },
  ],
  [
    'the logs of two machines contradict each other',
    'between internet PC2/LocationServices.log:1 and intranet PC1/LocationServices.log:1',
    { 'PC1/LocationServices.log': at(1, INTRANET), 'PC2/LocationServices.log': at(2, INTERNET) },
  ],
  [
    'so do those of machines named before the log',
    'between internet PC2_LocationServices.log:1 and intranet PC1_LocationServices.log:1',
    { 'PC1_LocationServices.log': at(1, INTRANET), 'PC2_LocationServices.log': at(2, INTERNET) },
  ],
  [
    'two logs of one machine contradict each other, too',
    'between internet ClientLocation.log:1 and intranet LocationServices.log:1',
    { 'LocationServices.log': at(1, INTRANET), 'ClientLocation.log': at(2, INTERNET) },
  ],
  [
    'the log sent again goes on where it was',
    'known internet LocationServices.log:1',
    { 'LocationServices.log': at(1, INTRANET) },
    { 'LocationServices.log': at(2, INTERNET) },
  ],
  [
    'an older copy of the log changes nothing',
    'known internet LocationServices.log:1',
    { 'LocationServices.log': at(2, INTERNET) },
    { 'LocationServices.log': at(1, INTRANET) },
  ],
];

const releases: typeof places = [
  [
    'a site updated inside its log is on the later release',
    'known 2207 DMPDownloader.log:2',
    { 'DMPDownloader.log': at(1, manifest('9078')) + at(2, manifest('9088')) },
  ],
  [
    'two site servers on different releases at the same time contradict each other',
    'between 2203 S1/DMPDownloader.log:1 and 2207 S2/DMPDownloader.log:1',
    TWO_SITES,
  ],
  [
    'a log that ended before the site was updated is only older',
    'known 2207 new/DMPDownloader.log:1',
    {
      'old/DMPDownloader.log': at(1, manifest('9078')),
      'new/DMPDownloader.log': at(2, manifest('9088')),
    },
  ],
  [
    'a console left behind contradicts no site',
    'known 2207 PC2/SmsAdminUI.log:1',
    {
      'PC1/SmsAdminUI.log': at(3, 'Console version 5.2203.1063.2400'),
      'PC2/SmsAdminUI.log': at(2, 'Console version 5.2207.1048.2000'),
    },
  ],
  [
    'a client updated inside its log: the site is guessed from the later build',
    'guess 2207 ccmsetup.log:2',
    { 'ccmsetup.log': UPGRADE },
  ],
  [
    'clients of two machines on different builds tell nothing of the site',
    'nothing',
    { 'PC1/ccmsetup.log': UPGRADE, 'PC2/ccmsetup.log': at(1, 'CcmSetup version: 5.0.9078.1025') },
  ],
];

const others: readonly [what: string, fact: string, says: string, logs: Logs][] = [
  [
    'what is said at one moment stands side by side',
    'winhttp_flag',
    'between ca LocationServices.log:2 and rev LocationServices.log:1',
    { 'LocationServices.log': FLAGS },
  ],
  [
    'a fact that may have several values has them all',
    'site_code',
    'known CS1,P01 CMUpdate.log:1',
    { 'CMUpdate.log': at(1, CODE_OF_UPDATE), 'LocationServices.log': at(1, CODE_OF_AD) },
  ],
];

describe('what logs say', () => {
  it.each(places)('%s', async (_, expected, ...logs) => {
    expect(says((await caseAfter(...logs)).case, 'client_location')).toBe(expected);
  });
  it.each(releases)('%s', async (_, expected, ...logs) => {
    expect(says((await caseAfter(...logs)).case, 'mecm_version')).toBe(expected);
  });
  it.each(others)('%s', async (_, fact, expected, logs) => {
    expect(says((await caseAfter(logs)).case, fact)).toBe(expected);
  });
});

it('a contradiction between two site servers is put to the person, who settles it', async () => {
  const seen = await caseAfter('The registration record is not valid. Bad RDR', TWO_SITES);
  expect(seen.asks).toBe('mecm_version');
  const turn = { ...HEAD, kind: 'answer' as const, fact: 'mecm_version', value: '2203' };
  expect(says(advance(seen.case, turn, knowledge).case, 'mecm_version')).toBe('known 2203 answer');
});

it('a log against an answer is put to the person', async () => {
  const seen = await caseAfter('We are on 2207. The registration record is not valid. Bad RDR', {
    'DMPDownloader.log': at(1, manifest('9078')),
  });
  expect(says(seen.case, 'mecm_version')).toBe('between 2203 DMPDownloader.log:1 and 2207 answer');
  expect(seen.asks).toBe('mecm_version');
});
