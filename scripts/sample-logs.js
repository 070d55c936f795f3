const { encode } = require('./sample/encode');
const { noise } = require('./sample/noise');
const { random } = require('./sample/random');
const { clientRecord, plainRecord, serverRecord } = require('./sample/record');
const { STORY } = require('./sample/story');

const SERVER_LOGS =
  'hman sitecomp distmgr wsyncmgr CMUpdate dmpdownloader ddm colleval dataldr objreplmgr rcmctrl sender statmgr smsdbmon offermgr policypv compmon inboxmon CloudMgr SMS_CLOUD_PROXYCONNECTOR'.split(
    ' ',
  );
const CLIENT_LOGS =
  'CcmExec CcmMessaging ccmsetup ClientLocation LocationServices PolicyAgent PolicyEvaluator DataTransferService ContentTransferManager CAS InventoryAgent StateMessage StatusAgent UpdatesDeployment UpdatesHandler UpdatesStore ScanAgent Scheduler execmgr CIAgent CIDownloader AppDiscovery'.split(
    ' ',
  );
const COMPONENTS = {
  'ddm.log': 'SMS_DISCOVERY_DATA_MANAGER',
  'hman.log': 'SMS_HIERARCHY_MANAGER',
  'distmgr.log': 'SMS_DISTRIBUTION_MANAGER',
  'sitecomp.log': 'SMS_SITE_COMPONENT_MANAGER',
};
const START = Date.UTC(2022, 5, 1);
const TWO_DAYS = 2 * 24 * 60 * 60 * 1000;

/**
 * A support zip's files, the same on every call: forty noisy logs of a site and a client, with the lines of
 * the PKI registration defect of version 2203 among them. `lines` is the noise per log.
 */
exports.sampleFiles = ({ lines = 300 } = {}) => [
  ...SERVER_LOGS.map((name, i) =>
    logFile(`SRV-CM01/Logs/${name}.log`, {
      ...{ seed: i + 1, lines, record: serverRecord, kind: 'server' },
      encoding: i % 5 === 2 ? 'cp932' : 'utf-8',
    }),
  ),
  ...CLIENT_LOGS.map((name, i) =>
    logFile(`PC-0142/CCM/Logs/${name}.log`, {
      ...{ seed: i + 101, lines, record: clientRecord, kind: 'client' },
      encoding: i % 7 === 3 ? 'utf-16le' : 'utf-8-bom',
    }),
  ),
  logFile('PC-0142/配布スクリプト.log', {
    ...{ seed: 201, lines, record: plainRecord, kind: 'japanese', encoding: 'cp932' },
  }),
  logFile('PC-0142/ccmsetup - コピー.log', {
    ...{ seed: 202, lines: 40, record: clientRecord, kind: 'client', encoding: 'utf-8-bom' },
  }),
];

function logFile(name, { seed, lines, record, kind, encoding }) {
  const r = random(seed);
  const base = name.split('/').at(-1);
  const component = COMPONENTS[base] ?? base.slice(0, -4);
  const told = (STORY[base] ?? []).map((entry) => ({ ...entry, at: entry.at.getTime() }));
  const business = Array.from({ length: lines }, (_, i) => {
    const at = START + Math.floor((TWO_DAYS * (i + r.below(100) / 100)) / lines);
    return { at, ...noise(r, kind === 'server' && encoding === 'cp932' && i % 9 === 0 ? 'japanese' : kind) };
  });
  const written = [...business, ...told].sort((a, b) => a.at - b.at);
  const text = written.map(({ at, ...entry }) =>
    record({
      ...{ ...entry, at: new Date(at), component, thread: 2000 + r.below(6000) },
      source: `${component.toLowerCase()}.cpp:${100 + r.below(900)}`,
    }),
  );
  return { name, bytes: encode(text.join(''), encoding) };
}
