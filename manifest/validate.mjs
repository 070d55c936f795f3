import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ManifestUtil } from '@microsoft/app-manifest';
import AdmZip from 'adm-zip';

const require = createRequire(import.meta.url);
const home = path.dirname(require.resolve('@microsoft/app-manifest/package.json'));

/** Microsoft's schema files begin with a BOM, write the escape `\a`, which JSON does not know, and a bare `]` after `\b`. */
function schemaOf(version, name) {
  const file = path.join(home, 'build/json-schemas/teams', `v${version}`, name);
  const text = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  return JSON.parse(text.replace(/\\a/g, '\\x07').replaceAll('\\\\b]', '\\\\b\\\\]'));
}

const zip = new AdmZip(process.argv[2]);
const manifest = JSON.parse(zip.readAsText('manifest.json'));
const languages = (manifest.localizationInfo?.additionalLanguages ?? []).map(({ file }) => file);
const files = [
  ['manifest.json', 'MicrosoftTeams.schema.json'],
  ...languages.map((file) => [file, 'MicrosoftTeams.Localization.schema.json']),
];

for (const [file, name] of files) {
  const schema = schemaOf(manifest.manifestVersion, name);
  const faults = await ManifestUtil.validateManifestAgainstSchema(JSON.parse(zip.readAsText(file)), schema);
  for (const fault of faults) console.log(`${file}: ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
