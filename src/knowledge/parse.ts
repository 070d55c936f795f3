import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import type { Pack } from './pack';
import { wording } from './problems';
import type { Source } from './source';

/** The file's text, remembered as one of the pack's sources. */
export function open(pack: Pack, file: string): Source {
  const source = { file, text: readFileSync(file, 'utf8') };
  pack.sources.push(source);
  return source;
}

/** What the file says; undefined (and a problem) when it is no YAML. Read by the quick parser; what that refuses goes to the one that explains itself. */
export function parseYaml(pack: Pack, source: Source): unknown {
  try {
    return load(source.text);
  } catch {
    return explained(pack, source);
  }
}

function explained(pack: Pack, source: Source): unknown {
  try {
    return parse(source.text, { prettyErrors: true });
  } catch (error) {
    const { message, linePos } = error as Error & { linePos?: readonly { line: number }[] };
    const reason = message.split(/ at line |\n/)[0] ?? message;
    pack.problems.push({ file: source.file, line: linePos?.[0]?.line ?? 1, ...wording.notYaml(reason) });
    return undefined;
  }
}

/** What the file says; undefined (and a problem) when it is no JSON object. */
export function parseJson(pack: Pack, source: Source): object | undefined {
  try {
    return JSON.parse(source.text) as object;
  } catch (error) {
    pack.problems.push({ file: source.file, line: 1, ...wording.notJson((error as Error).message) });
    return undefined;
  }
}
