import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import AdmZip from 'adm-zip';
import { colorIcon, outlineIcon } from './icons.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const read = (name) => fs.readFileSync(path.join(here, name), 'utf8');
const NO_APP_ID = '00000000-0000-0000-0000-000000000000';

const values = {
  version: JSON.parse(read('../package.json')).version,
  MicrosoftAppId: process.env.MicrosoftAppId || NO_APP_ID,
  DEVELOPER_NAME: process.env.DEVELOPER_NAME || 'MECM Triage',
  DEVELOPER_URL: (process.env.DEVELOPER_URL || 'https://example.com').replace(/\/+$/, ''),
};

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
if (!guid.test(values.MicrosoftAppId)) {
  console.error(`MicrosoftAppId is "${values.MicrosoftAppId}": set it to the bot's application id, a GUID.`);
  process.exit(2);
}

const target = path.resolve(process.argv[2] ?? path.join(here, 'mecm-triage.zip'));
const manifest = read('manifest.json').replace(/\{\{(\w+)\}\}/g, (_, name) =>
  JSON.stringify(values[name]).slice(1, -1),
);

const zip = new AdmZip();
zip.addFile('manifest.json', Buffer.from(manifest));
zip.addFile('ja.json', Buffer.from(read('ja.json')));
zip.addFile('color.png', colorIcon());
zip.addFile('outline.png', outlineIcon());
zip.writeZip(target);

console.log(`Written: ${target}`);
if (values.MicrosoftAppId === NO_APP_ID) {
  console.log(
    'MicrosoftAppId is not set, so the package carries zeros. Set it before you upload it to Teams.',
  );
}
