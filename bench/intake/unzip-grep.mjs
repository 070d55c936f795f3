import { spawnSync } from 'node:child_process';
import { laid } from '../corpus/shelf.mjs';

const longest = (text) => text.split(/\{[a-z]+\}/).reduce((a, b) => (b.length > a.length ? b : a));

/** What a Unix person would do: `unzip -p`, and `grep` for the longest piece of every text. Null where either program is missing. */
export function unzipGrep(zipFile, { signatures, detectors }) {
  const has = (program) => spawnSync(program, ['--help']).error === undefined;
  if (!has('sh') || !has('unzip') || !has('grep')) return null;
  const texts = [...signatures, ...detectors].flatMap((each) => each.texts.map(longest));
  const literals = laid('literals.txt', `${texts.join('\n')}\n`);
  const command = `unzip -p '${zipFile}' | grep -c -F -f '${literals}'`;
  const env = { ...process.env, LC_ALL: 'C' };
  const work = () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { env });
    if (!(Number(stdout) > 0)) throw new Error(`unzip | grep: ${stderr}`);
  };
  return { work };
}
