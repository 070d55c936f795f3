#!/usr/bin/env node
import { relative } from 'node:path';
import { markdown } from '../cards/markdown';
import { knowledgeDirs } from '../config';
import type { Command, Knowledge } from '../domain';
import { compile } from '../knowledge/compile';
import { defaultKnowledgeDir, loadKnowledge } from '../knowledge/load';
import { KnowledgeError } from '../knowledge/problems';
import { readPack } from '../knowledge/read-pack';
import { advance } from '../triage/advance';
import { openCase } from '../triage/open';
import { type Args, BadUsage, readArgs } from './args';
import { chat } from './chat';
import { check } from './check';
import { diagnose, languageOf } from './diagnose';
import { draft } from './draft/draft';
import { toJson } from './json';
import { paint } from './paint';
import { quality } from './quality/quality';
import { sampled } from './quality/sampled';
import { misses, table } from './quality/table';
import { readTrials } from './quality/trial';

const USAGE = `mecm-triage diagnose [FILE|-]... [--text T] [--fact id=value]... [--answers FILE] [--lang ja|en] [--json]
mecm-triage chat [FILE]... [--lang ja|en]
mecm-triage code 0x87D00607 | search WORDS 
mecm-triage knowledge check [DIR] | knowledge quality CASES
mecm-triage knowledge new --from some.log --line 123 [--id ID] [--area AREA] [--dir FOLDER]
`;
const NEW_USAGE = `mecm-triage knowledge new --from some.log --line 123 [--id my-issue] [--area site/server] [--dir FOLDER]
`;
const NEXT = 'Next: write what is TODO, put a look-alike line into the miss sample, then ';
const UNUSABLE = 2;

const now = () => new Date().toISOString();
const color = () => process.stdout.isTTY === true && process.stdout.hasColors();

async function run(argv: readonly string[]): Promise<number> {
  const args = readArgs(argv);
  if (args.help || args.command === 'help') return print(USAGE);
  switch (args.command) {
    case 'knowledge':
      return knowledge(args);
    case 'diagnose': {
      const k = load();
      const outcome = await diagnose(args, k, now());
      return print(
        args.json
          ? `${JSON.stringify(toJson(outcome, k), null, 2)}\n`
          : `${paint(markdown(outcome.reply, k.phrases), color())}\n`,
      );
    }
    case 'chat':
      await chat(args, load(), now);
      return 0;
    case 'code':
    case 'search':
      return about({ name: args.command, about: args.rest.join(' ') }, args, load());
    default:
      throw new BadUsage(USAGE);
  }
}

function about(command: Extract<Command, { about: string }>, args: Args, k: Knowledge): number {
  if (command.about === '') throw new BadUsage(USAGE);
  const lang = args.lang ?? languageOf(command.about);
  const { reply } = advance(openCase('terminal', lang), { at: now(), lang, kind: 'command', command }, k);
  return print(
    args.json ? `${JSON.stringify(reply, null, 2)}\n` : `${paint(markdown(reply, k.phrases), color())}\n`,
  );
}

async function knowledge(args: Args): Promise<number> {
  const [what, dir] = args.rest;
  if (what === 'new') return create(args);
  if (what === 'quality' && dir !== undefined) return measure(dir);
  if (what !== 'check') throw new BadUsage(USAGE);
  const packs = dir === undefined ? knowledgeDirs() : [dir];
  const dirs = [defaultKnowledgeDir(), ...packs];
  return check(dirs, (line) => process.stdout.write(`${line}\n`));
}

/** Drafts an issue and its samples from a line of a log. */
function create({ draft: { from, line, id, area, dir } }: Args): number {
  if (from === null || line === null) throw new BadUsage(NEW_USAGE);
  const folder = dir ?? defaultKnowledgeDir();
  const known = compile(readPack([defaultKnowledgeDir(), ...knowledgeDirs()]));
  const files = draft({ from, line, id, area, dir: folder }, known, now().slice(0, 10));
  const check = `npm run knowledge:check${dir === null ? '' : ` -- ${dir}`}`;
  return print(`${files.map((file) => relative(process.cwd(), file)).join('\n')}\n${NEXT}${check}\n`);
}

/** Plays the cases of a folder and prints the figures, then what went wrong. */
async function measure(dir: string): Promise<number> {
  const q = await quality(readTrials(dir), load(), now());
  const wrong = misses(q);
  return print(
    `${table(q, sampled([defaultKnowledgeDir(), ...knowledgeDirs()]))}\n${wrong ? `\n${wrong}\n` : ''}`,
  );
}

function load(): Knowledge {
  return loadKnowledge([defaultKnowledgeDir(), ...knowledgeDirs()]);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** What can be foreseen is told in a line and ends with 2; the rest is a fault of ours and ends with 1. */
function complain(error: unknown): number {
  if (error instanceof BadUsage) process.stderr.write(`${error.message.trim()}\n`);
  else if (error instanceof KnowledgeError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return error instanceof BadUsage || error instanceof KnowledgeError ? UNUSABLE : 1;
}

/** Whoever reads our output may stop reading (`| head`). */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = complain(error);
  },
);
