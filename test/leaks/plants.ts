import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** A line with something in it that nobody may see again. */
export interface Plant {
  readonly kind: string;
  readonly line: string;
  readonly plant: string;
}

export type Kind = 'secrets' | 'people';

export function plants(of: Kind): readonly Plant[] {
  return parse(readFileSync(path.join(__dirname, `${of}.yaml`), 'utf8')) as Plant[];
}
