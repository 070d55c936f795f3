import http from 'node:http';
import AdmZip from 'adm-zip';
import { addressOf, close, listen } from '../support/connector';
import { phrase } from '../support/note';
import { attached, startTeams, type Teams } from '../support/teams';

const LINE = 'ClientIdentity is not a hex string';
const READ = 'mecm_version';
const zip = new AdmZip();
zip.addFile('Logs/DDM.log', Buffer.from(LINE));
zip.addFile(
  'Logs/padding.bin',
  Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 2_654_435_761) >>> 24)),
);
const ZIP = zip.toBuffer();

/** A file host that gives a file piece by piece, each piece when it is told to. */
const fetched: string[] = [];
const open = new Map<string, http.ServerResponse>();
const host = http.createServer((req, res) => {
  res.setHeader('content-length', ZIP.length).flushHeaders();
  fetched.push(req.url ?? '');
  open.set(req.url ?? '', res);
});
const PIECES = 4;
async function give(name: string, piece: number): Promise<void> {
  await until(() => open.has(`/${name}`));
  const size = Math.ceil(ZIP.length / PIECES);
  const bytes = ZIP.subarray(piece * size, (piece + 1) * size);
  const res = open.get(`/${name}`);
  await new Promise<void>((resolve) => void res?.write(bytes, () => resolve()));
  if (piece === PIECES - 1) res?.end();
}

let teams: Teams;
beforeAll(async () => {
  await listen(host);
  teams = await startTeams({
    pace: { progressMs: 5, answerMs: 200 },
    env: { FILE_HOSTS: addressOf(host) },
  });
});
afterAll(async () => {
  await teams.stop();
  await close(host);
});

const calls = (conversation: string) =>
  teams.connector.calls.filter((call) => call.conversation === conversation);
const says = (conversation: string, words: string) =>
  calls(conversation).some((call) => JSON.stringify(call.body).includes(words));
const send = (name: string, conversation: string, more: object = {}) =>
  teams.post({ ...attached([{ name, url: `${addressOf(host)}${name}` }]), ...more }, { conversation });

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !done(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(done()).toBe(true);
}

/** Hands out all that is left of a file. */
async function finish(name: string, from = 0): Promise<void> {
  for (let piece = from; piece < PIECES; piece++) await give(name, piece);
  await teams.answered();
}

test('the turn ends, acknowledged, before a byte of the file has come', async () => {
  expect((await send('never.zip', 'a:ends')).status).toBe(200);
  expect(calls('a:ends').map((call) => call.method)).toEqual(['POST']);
  expect(says('a:ends', phrase('title.analysing'))).toBe(true);
  await finish('never.zip');
});

test('the same delivery again, at once or later, is acknowledged, fetched and answered once', async () => {
  const again = () => send('twice.zip', 'a:twice', { id: 'same' });
  await Promise.all([again(), again(), again()]);
  await again();
  await finish('twice.zip');
  await again();
  const made = calls('a:twice');
  expect(made.filter((call) => call.method === 'POST')).toHaveLength(1);
  expect(fetched.filter((name) => name === '/twice.zip')).toHaveLength(1);
});

test('the card moves while the file comes, and nothing moves it after the answer', async () => {
  await send('moves.zip', 'a:moves');
  const fetching = () =>
    calls('a:moves').filter((call) => JSON.stringify(call.body).includes(phrase('working.fetching')));
  const shown = () => fetching().flatMap((call) => /(\d+) % /.exec(JSON.stringify(call.body))?.[1] ?? []);
  for (let piece = 0; piece < PIECES - 1; piece++) {
    const before = shown().length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await give('moves.zip', piece);
    await until(() => shown().length > before);
  }
  await finish('moves.zip', PIECES - 1);
  const percent = shown().map(Number);
  expect(percent).toEqual([...percent].sort((a, b) => a - b));
  expect(new Set(percent).size).toBeGreaterThanOrEqual(3);
  expect(new Set(calls('a:moves').map((call) => call.id)).size).toBe(1);
  expect(JSON.stringify(calls('a:moves').at(-1)?.body)).toContain(READ);
  const { length } = calls('a:moves');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(calls('a:moves')).toHaveLength(length);
});

test('other conversations are answered meanwhile', async () => {
  await send('slow.zip', 'a:slow');
  await teams.post({ type: 'message', text: LINE }, { conversation: 'a:other' });
  expect(says('a:other', READ)).toBe(true);
  expect(says('a:slow', READ)).toBe(false);
  await finish('slow.zip');
  expect(says('a:slow', READ)).toBe(true);
});

test('the next message of the conversation is acknowledged, waits its turn, and is answered in the place of that card', async () => {
  await send('first.zip', 'a:line');
  expect((await teams.post({ type: 'message', text: 'PKIです' }, { conversation: 'a:line' })).status).toBe(
    200,
  );
  const [, waiting] = calls('a:line');
  expect(JSON.stringify(waiting?.body)).toContain(phrase('title.waiting'));
  await finish('first.zip');
  const last = calls('a:line').at(-1);
  expect([last?.method, last?.id]).toEqual(['PUT', waiting?.id]);
  expect(JSON.stringify(last?.body)).toContain('PKI');
});

test('an acknowledgement that Teams is slow to take does not hold the turn, and the answer still replaces it', async () => {
  teams.connector.fail({ status: 429, times: 1, retryAfter: '3' });
  await send('busy.zip', 'a:busy');
  expect(calls('a:busy').map((call) => call.status)).toEqual([429]);
  await finish('busy.zip');
  expect(
    new Set(
      calls('a:busy')
        .filter((call) => call.status < 300)
        .map((call) => call.id),
    ).size,
  ).toBe(1);
});

test('a card that somebody deleted is not moved any more; the answer is sent anew', async () => {
  await send('deleted.zip', 'a:deleted');
  await new Promise((resolve) => setTimeout(resolve, 20));
  teams.connector.fail({ status: 404, times: 9, method: 'PUT', code: 'ActivityNotFoundInConversation' });
  await finish('deleted.zip');
  teams.connector.heal();
  const made = calls('a:deleted');
  expect(made.map((call) => call.method)).toEqual(['POST', 'PUT', 'PUT', 'POST']);
  expect(JSON.stringify(made.at(-1)?.body)).toContain(READ);
});
