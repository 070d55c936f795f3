import { readFileSync } from 'node:fs';
import path from 'node:path';
import { redactor } from '../../src/intake/redact';
import { type Plant, plants } from '../leaks/plants';

const dir = path.join(__dirname, '..', 'leaks');
const stays = readFileSync(path.join(dir, 'stays.txt'), 'utf8').trim().split('\n');

const rows = (of: 'secrets' | 'people') => plants(of).map((row): [string, Plant] => [row.kind, row]);

describe.each(['secrets', 'people'] as const)('%s are taken out in every form', (of) => {
  it.each(rows(of))('%s', (_, { line, plant }) => {
    expect(redactor().text(line)).not.toContain(plant);
  });
});

it.each(stays)('evidence stays: %s', (line) => {
  expect(redactor().text(line)).toBe(line);
});
