import { type Part, zip } from '../support/zip-writer';
import { type Kind, type Plant, plants } from './plants';

const PROOF = 'The registration record is not valid. Bad RDR';
const HEX = 'ClientIdentity is not a hex string';
/** Characters of a quote in front of what was recognised. */
const BEFORE = 174;

const ccm = (message: string): string =>
  `<![LOG[${message}]LOG]!><time="08:52:46.657-540" date="06-01-2022" component="DDM" context="" type="3" thread="3396" file="ddm.cpp:627">\r\n`;

/** As many characters as put the end of the quote through the middle of the plant. */
function edge({ line, plant }: Plant): string {
  const behind = line.length - line.indexOf(plant) - Math.floor(plant.length / 2);
  return `${line} ${'.'.repeat(Math.max(0, BEFORE - behind - 1))}${PROOF}`;
}

/** The line wherever something of it is quoted: in the line recognised, beside it, cut by the quote, as a value, next to a build, an
 *  error code and a fact. */
const LOGS: Readonly<Record<string, (row: Plant) => string>> = {
  'in/DDM.log': ({ line }) => ccm(`${PROOF} ${line}`),
  'below/DDM.log': ({ line }) => ccm(`${HEX}\n${line}`) + ccm(line),
  'plain/DDM.log': ({ line }) => `${line}\r\n${PROOF}\r\n${line}\r\n`,
  'edge/DDM.log': (row) => ccm(edge(row)),
  'ClientIDManagerStartup.log': ({ line }) =>
    ccm(`Failed to get CCM access token and client doesn't have PKI issued cert to use SSL. Error ${line}`),
  'LocationServices.log': ({ line }) =>
    ccm(`LSGetSiteVersionFromAD : Successfully retrieved version '5.00' for site '${line}' and '`),
  'ccmsetup.log': ({ line }) =>
    ccm(`${line} Current client version 5.00.9132.1011, 0x80070005 /regtoken:abc`),
};

/** What a line is in the name of a file. */
function nameOf({ line, plant }: Plant, of: Kind): string {
  const safe = line.replace(/[\\/:*?"<>|\r\n]/g, '_');
  return of === 'people' ? `Users/${plant}/${/@/.test(safe) ? safe : 'x'}` : `password=${plant}`;
}

function parts(of: Kind): Part[] {
  return plants(of).flatMap((row, i): Part[] => [
    ...Object.entries(LOGS).map(([log, text]) => ({ name: `${of}/${i}/${log}`, data: text(row) })),
    { name: `${nameOf(row, of)}/DDM.log`, data: ccm(PROOF) },
    { name: `${nameOf(row, of)}/empty.log`, data: '' },
  ]);
}

/** A support archive full of plants of these kinds. */
export function planted(...kinds: readonly Kind[]): Buffer {
  return zip(kinds.flatMap(parts));
}

/** A message as somebody asks for help with the line and pastes the record. */
export function pasted({ line }: Plant): string {
  return `困っています。${line}\n${ccm(`${PROOF} ${line}`)}`;
}

/** The same as one line. */
export function spoken({ line }: Plant): string {
  return `${PROOF} ${line}`;
}
