import type { Working } from '../cards/analysing';
import { redactor } from '../intake/redact';

/** Names of files as they may be shown: people and secrets stand in them, too. */
export function nameless(files: readonly string[]): readonly string[] {
  const redact = redactor();
  return files.map((file) => redact.text(file));
}

/** Work under way as it may be shown. */
export function shown(work: Working): Working {
  const redact = redactor();
  const files = work.files.map((file) => redact.text(file));
  return { ...work, files, ...(work.file === undefined ? {} : { file: redact.text(work.file) }) };
}
