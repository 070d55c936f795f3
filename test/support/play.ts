import AdmZip from 'adm-zip';
import type { Case, Knowledge, Lang, Reply, Turn, Upload } from '../../src/domain';
import { read } from '../../src/intake/read';
import { advance } from '../../src/triage/advance';
import { openCase } from '../../src/triage/open';
import type { Script, ScriptTurn } from './script';

const AT = '2026-11-23T09:00:00.000Z';

export interface Played {
  readonly case: Case;
  readonly reply: Reply;
  readonly pressed: Pressed | null;
}

export interface Pressed {
  readonly fact: string;
  readonly value: string;
  readonly revision: number;
}

/** Plays a script against the engine, one step a call; the case goes through JSON between turns, as it does in a store. */
export function player(script: Script, k: Knowledge): (step: ScriptTurn) => Promise<Played> {
  let c = openCase(script.name, null);
  const replies: Reply[] = [];
  return async (step) => {
    const pressed = pressOf(step, replies);
    const turn = await turnOf(step, step.lang ?? script.lang, c, pressed, k);
    const next = advance(c, turn, k);
    c = JSON.parse(JSON.stringify(next.case)) as Case;
    replies.push(next.reply);
    return { ...next, pressed };
  };
}

function pressOf(step: ScriptTurn, replies: readonly Reply[]): Pressed | null {
  if (step.press === undefined) return null;
  const reply = replies[(step.card ?? replies.length) - 1];
  const asked = reply && 'question' in reply ? reply.question.id : '';
  const { fact, value } = typeof step.press === 'string' ? { fact: asked, value: step.press } : step.press;
  return { fact, value, revision: reply?.revision ?? 0 };
}

async function turnOf(
  step: ScriptTurn,
  lang: Lang,
  c: Case,
  pressed: Pressed | null,
  k: Knowledge,
): Promise<Turn> {
  if (pressed) return { at: AT, lang, kind: 'answer', ...pressed };
  const evidence = await read(
    { text: step.user ?? '', uploads: uploadsOf(step), names: c.names },
    k.patterns,
  );
  return { at: AT, lang, kind: 'evidence', evidence };
}

/** The files a step sends: a zip of logs. */
export function uploadsOf({ zip }: ScriptTurn): readonly Upload[] {
  if (!zip) return [];
  const archive = new AdmZip();
  for (const [name, content] of Object.entries(zip.of)) archive.addFile(name, Buffer.from(content));
  return [{ name: zip.name, bytes: archive.toBuffer() }];
}
