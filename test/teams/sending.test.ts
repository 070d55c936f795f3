import type { Trouble } from '../support/connector';
import { phrase } from '../support/note';
import { startTeams, type Teams } from '../support/teams';

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams({ patience: { firstMs: 20, mostMs: 1500, tries: 3 } });
});
afterAll(() => teams.stop());

const ANALYZER = '選択したクライアント証明書は、CMGサービスで信頼されていません。';

let count = 0;
async function troubled(trouble: Trouble) {
  const conversation = `a:send-${++count}`;
  teams.connector.fail(trouble);
  await teams.say('CMG の証明書エラー', { conversation });
  const calls = teams.connector.calls.filter((call) => call.conversation === conversation);
  return { conversation, calls, statuses: calls.map((call) => call.status) };
}

describe('a send that Teams does not take', () => {
  test.each([412, 429, 502, 503, 504])('%i is repeated until it is taken', async (status) => {
    expect((await troubled({ status, times: 2 })).statuses).toEqual([status, status, 201]);
  });

  test('the delay Teams asks for is kept', async () => {
    const { calls } = await troubled({ status: 429, times: 1, retryAfter: '1' });
    const [first, second] = calls;
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(950);
  });

  test('a delay without measure is cut', async () => {
    const { calls } = await troubled({ status: 429, times: 1, retryAfter: '86400' });
    expect(calls.map((call) => call.status)).toEqual([429, 201]);
  });

  test('413 is answered with a smaller card of the same answer', async () => {
    const { statuses, calls } = await troubled({ status: 413, times: 1, code: 'MessageSizeTooBig' });
    expect(statuses).toEqual([413, 201]);
    expect(JSON.stringify(calls[1]?.body)).toContain(phrase('title.search'));
  });

  test('413 for that as well is answered with an apology', async () => {
    const { statuses, calls } = await troubled({ status: 413, times: 2, code: 'MessageSizeTooBig' });
    expect(statuses).toEqual([413, 413, 201]);
    expect(JSON.stringify(calls[2]?.body)).toContain(phrase('teams.error').slice(0, 8));
  });

  test.each([
    [400, 'BadSyntax'],
    [500, 'ServiceError'],
  ])('%i is not repeated; it is logged with an id, and an apology is tried', async (status, code) => {
    const { conversation, statuses } = await troubled({ status, times: 2, code });
    expect(statuses).toEqual([status, status]);
    const failed = teams.log.findLast((line) => line.msg === 'turn.failed');
    expect(failed).toMatchObject({ level: 'error', status, id: expect.stringMatching(/^[0-9a-f]{8}$/) });
    await teams.say('PKI', { conversation });
    expect(teams.connector.calls.at(-1)).toMatchObject({ conversation, status: 201 });
  });

  test.each([
    [403, 'BotNotInConversationRoster'],
    [403, 'BotDisabledByAdmin'],
    [403, 'ConversationBlockedByUser'],
    [404, 'ConversationNotFound'],
  ])(
    'after %i %s nothing more is sent there, until somebody speaks to the bot again',
    async (status, code) => {
      const { conversation, statuses } = await troubled({ status, times: 1, code });
      expect(statuses).toEqual([status]);
      expect(teams.log.at(-1)).toMatchObject({ level: 'warn', msg: 'conversation.gone' });
      await teams.say('PKI', { conversation });
      expect(teams.connector.calls.at(-1)).toMatchObject({ conversation, status: 201 });
    },
  );

  test('an outage loses no answer: the next start says it', async () => {
    const conversation = 'a:outage';
    teams.connector.fail({ status: 503, times: 99 });
    await teams.say(ANALYZER, { conversation });
    teams.connector.heal();
    const before = teams.connector.calls.length;
    await teams.restart();
    await teams.answered();
    const after = teams.connector.calls.slice(before);
    expect(after.map((call) => [call.conversation, call.status])).toEqual([[conversation, 201]]);
    expect(JSON.stringify(after[0]?.body)).toContain('client_auth_kind');
  });

  test('a restart while Teams is busy says an answer once', async () => {
    const conversation = 'a:restart';
    teams.connector.fail({ status: 429, times: 1, retryAfter: '3' });
    await teams.post({ type: 'message', text: ANALYZER }, { conversation });
    await teams.restart();
    await teams.answered();
    const statuses = teams.connector.calls
      .filter((call) => call.conversation === conversation)
      .map((call) => call.status);
    expect(statuses).toEqual([429, 201]);
  });

  test('the case is kept although its card was lost', async () => {
    const conversation = 'a:lost-card';
    teams.connector.fail({ status: 403, times: 2 });
    await teams.say(ANALYZER, { conversation });
    expect(JSON.stringify(await teams.say('PKI', { conversation }))).toContain('mecm_version');
  });
});
