import { render } from '../src/cards/render';
import type { Lang, Reply } from '../src/domain';
import { defaultKnowledgeDir, loadKnowledge } from '../src/knowledge/load';
import { player, uploadsOf } from './support/play';
import { observed, scripts } from './support/script';
import { startTeams, type Teams } from './support/teams';

const knowledge = loadKnowledge([defaultKnowledgeDir()]);
const table = scripts().map((script) => [script.name, script] as const);
const cardOf = (reply: Reply, lang: Lang = reply.lang) =>
  JSON.parse(JSON.stringify(render({ ...reply, lang }, knowledge.phrases)));

describe('conversations, played against the engine', () => {
  test.each(table)('%s', async (_, script) => {
    const play = player(script, knowledge);
    for (const [i, step] of script.turns.entries()) {
      const { case: c, reply } = await play(step);
      const seen = observed(step.bot, c, reply, JSON.stringify(cardOf(reply)));
      expect({ turn: i + 1, ...seen }).toEqual({ turn: i + 1, ...step.bot });
    }
  });
});

describe('the same conversations over HTTP end in the same cards', () => {
  let teams: Teams;
  beforeAll(async () => {
    teams = await startTeams();
  });
  afterAll(() => teams.stop());

  test.each(table)('%s', async (name, script) => {
    const play = player(script, knowledge);
    for (const [i, step] of script.turns.entries()) {
      if (step.restart) await teams.restart();
      const { reply, pressed } = await play(step);
      const lang = step.lang ?? script.lang;
      const where = {
        conversation: name,
        lang: lang === 'ja' ? 'ja-JP' : 'en-US',
        ...(step.by ? { by: step.by } : {}),
      };
      const [file] = uploadsOf(step);
      const card = pressed
        ? await teams.press({ press: 'answer', lang, ...pressed }, where)
        : file
          ? await teams.upload(file.name, file.bytes, { ...where, text: step.user ?? '' })
          : await teams.say(step.user ?? '', where);
      expect({ turn: i + 1, card: [cardOf(reply, 'ja'), cardOf(reply, 'en')] }).toEqual({
        turn: i + 1,
        card: expect.arrayContaining([card]),
      });
    }
  });
});
