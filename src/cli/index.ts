#!/usr/bin/env node
import { markdown } from '../cards/markdown';
import { knowledgeDirs } from '../config';
import type { Command, Knowledge } from '../domain';
import { defaultKnowledgeDir, loadKnowledge } from '../knowledge/load';
import { KnowledgeError } from '../knowledge/problems';
import { advance } from '../triage/advance';
import { openCase } from '../triage/open';
import { type Args, BadUsage, readArgs } from './args';
import { chat } from './chat';
import { check } from './check';
import { diagnose, languageOf } from './diagnose';
import { toJson } from './json';
import { paint } from './paint';

const USAGE = `mecm-triage diagnose [FILE|-]... [--text T] [--fact id=value]... [--answers FILE] [--lang ja|en] [--json]
mecm-triage chat [FILE]... [--lang ja|en]
mecm-triage code 0x87D00607 | search WORDS | knowledge check [DIR]
`;
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
  if (what !== 'check') throw new BadUsage(USAGE);
  const packs = dir === undefined ? knowledgeDirs() : [dir];
  const dirs = [defaultKnowledgeDir(), ...packs];
  return check(dirs, (line) => process.stdout.write(`${line}\n`));
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
