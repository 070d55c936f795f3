import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import AdmZip from 'adm-zip';
import { colorIcon, outlineIcon } from './icons.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const NO_APP_ID = '00000000-0000-0000-0000-000000000000';
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** The longest developer name that Microsoft's schema takes, in characters. */
const NAME_LENGTH = 32;

const env = {
  MicrosoftAppId: setting('MicrosoftAppId') ?? NO_APP_ID,
  DEVELOPER_NAME: setting('DEVELOPER_NAME') ?? 'MECM Triage',
  DEVELOPER_URL: (setting('DEVELOPER_URL') ?? 'https://example.com').replace(/\/+$/, ''),
  PUBLIC_URL: setting('PUBLIC_URL') ?? null,
  GRAPH_FILES: setting('GRAPH_FILES') ?? null,
};
check();
const target = path.resolve(process.argv[2] ?? path.join(here, 'mecm-triage.zip'));
const manifest = withChoices(JSON.parse(filled('manifest.json')));
pack();
report();

/** A variable of the environment; an empty one counts as not set. */
function setting(name) {
  return process.env[name]?.trim() || undefined;
}

function check() {
  const { MicrosoftAppId, DEVELOPER_NAME, DEVELOPER_URL, PUBLIC_URL, GRAPH_FILES } = env;
  if (!GUID.test(MicrosoftAppId)) refuse('MicrosoftAppId', "the bot's application id, a GUID");
  if ([...DEVELOPER_NAME].length > NAME_LENGTH) refuse('DEVELOPER_NAME', `at most ${NAME_LENGTH} characters`);
  if (!isSafe(DEVELOPER_URL, false))
    refuse('DEVELOPER_URL', 'an https address such as https://contoso.example');
  if (PUBLIC_URL !== null && !isSafe(PUBLIC_URL, true))
    refuse('PUBLIC_URL', 'an https address such as https://bot.example.com (http only on loopback)');
  if (![null, 'on', 'off'].includes(GRAPH_FILES)) refuse('GRAPH_FILES', 'on or off');
}

function refuse(name, mend) {
  console.error(`${name} is "${env[name]}": set it to ${mend}.`);
  process.exit(2);
}

function isSafe(address, loopback) {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (loopback && protocol === 'http:' && LOOPBACK.test(hostname));
}

function read(name) {
  return fs.readFileSync(path.join(here, name), 'utf8');
}

/** The file with every `{{name}}` in its place. */
function filled(name) {
  const { version } = JSON.parse(read('../package.json'));
  const values = { ...env, version };
  return read(name).replace(/\{\{(\w+)\}\}/g, (_, key) => JSON.stringify(values[key]).slice(1, -1));
}

/** Names the host of the server where others reach it, and asks for messages only where Graph may be used: whoever may read
 *  them is sent all of them (learn.microsoft.com: channel-messages-for-bots-and-agents). */
function withChoices({ webApplicationInfo, authorization, ...rest }) {
  const { host, hostname } = env.PUBLIC_URL === null ? {} : new URL(env.PUBLIC_URL);
  const validDomains = host === undefined || LOOPBACK.test(hostname) ? [] : [host];
  return { ...rest, ...(env.GRAPH_FILES !== 'off' && { webApplicationInfo, authorization }), validDomains };
}

function pack() {
  const zip = new AdmZip();
  zip.addFile('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  zip.addFile('ja.json', Buffer.from(read('ja.json')));
  zip.addFile('color.png', colorIcon());
  zip.addFile('outline.png', outlineIcon());
  zip.writeZip(target);
}

function report() {
  const rights = (manifest.authorization?.permissions.resourceSpecific ?? []).map(({ name }) => name);
  console.log(`Written: ${target}`);
  if (env.MicrosoftAppId === NO_APP_ID)
    console.log(
      'MicrosoftAppId is not set, so the package carries zeros. Set it before you upload it to Teams.',
    );
  console.log(
    rights.length > 0
      ? `Rights to read messages: ${rights.join(', ')}. Whoever adds the app to a team or chat grants them there; Teams then sends the bot every message of it. GRAPH_FILES=off leaves them out.`
      : 'Rights to read messages: none (GRAPH_FILES=off). Files in channels and group chats then come by upload link, unless an admin grants ChannelMessage.Read.All and Chat.Read.All.',
  );
  console.log(
    `Domains: ${manifest.validDomains[0] ?? 'none (PUBLIC_URL is not set, or only this machine reaches it)'}.`,
  );
}
