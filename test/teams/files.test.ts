import http from 'node:http';
import AdmZip from 'adm-zip';
import { mayFetch } from '../../src/teams/download';
import { addressOf, close, listen } from '../support/connector';
import { phrase } from '../support/note';
import { attached, startTeams, type Teams } from '../support/teams';

const LINE =
  'ClientIdentity is not a hex string  $$<SMS_DISCOVERY_DATA_MANAGER><06-01-2022 09:12:33.120+420><thread=4242 (0x1092)>';
const zip = new AdmZip();
zip.addFile('Logs/DDM.log', Buffer.from(`${LINE}\n`));
const GOOD = zip.toBuffer();
/** What the bot asks next once it has read the line. */
const READ = 'mecm_version';

const asked: { path: string; authorization: string | undefined }[] = [];
let foreign = 0;
const elsewhere = http.createServer((_req, res) => {
  foreign += 1;
  res.end(GOOD);
});
const files = http.createServer((req, res) => {
  const path = req.url ?? '';
  asked.push({ path, authorization: req.headers.authorization });
  const send = (status: number, location?: string) => {
    res.statusCode = status;
    if (location) res.setHeader('location', location);
    res.end();
  };
  const answers: Readonly<Record<string, () => unknown>> = {
    '/good.zip': () => res.end(GOOD),
    '/here.zip': () => send(302, '/good.zip'),
    '/loop.zip': () => send(302, '/loop.zip'),
    '/away.zip': () => send(302, `${addressOf(elsewhere)}good.zip`),
    '/inside.zip': () => send(302, 'http://169.254.169.254/latest/meta-data'),
    '/401.zip': () => send(401),
    '/403.zip': () => send(403),
    '/404.zip': () => send(404),
    '/500.zip': () => send(500),
    '/silent.zip': () => undefined,
    '/stalling.zip': () => res.write('PK'),
    '/trickle.zip': () => drip(res, 1, 20),
    '/endless.zip': () => drip(res, 1024 * 1024, 0),
    '/broken.zip': () => res.setHeader('content-length', 1000).write('PK', () => res.destroy()),
    '/page.zip': () => res.end('\u0001\u0002\u0003 not a zip \u0000\u0004'),
    '/empty.zip': () => res.end(),
  };
  (answers[path] ?? (() => send(404)))();
});

/** Sends for ever, `size` bytes at a time. */
function drip(res: http.ServerResponse, size: number, ms: number): void {
  const more = () => !res.destroyed && res.write(Buffer.alloc(size, 65), () => setTimeout(more, ms));
  more();
}

let teams: Teams;
beforeAll(async () => {
  await Promise.all([listen(files), listen(elsewhere)]);
  // The size is passed with the second block, long before a busy machine runs out of time.
  const limits = { bytes: 1024 * 1024, answerMs: 500, idleMs: 500, totalMs: 2000 };
  teams = await startTeams({ limits, env: { FILE_HOSTS: addressOf(files) } });
});
afterAll(async () => {
  await teams.stop();
  await Promise.all([close(files), close(elsewhere)]);
});

let count = 0;
async function sendFiles(
  names: readonly string[],
  text?: string,
  base = addressOf(files),
): Promise<{ card: string; calls: readonly string[] }> {
  const conversation = `a:files-${++count}`;
  await teams.post(
    attached(
      names.map((name) => ({ name, url: `${base}${name}` })),
      text,
    ),
    { conversation },
  );
  await teams.answered();
  const calls = teams.connector.calls.filter((call) => call.conversation === conversation);
  return { card: JSON.stringify(calls.at(-1)?.body), calls: calls.map((call) => call.method) };
}

describe('a file in personal chat', () => {
  test('is fetched, read and answered in the place of the waiting card, without showing a token', async () => {
    const { card, calls } = await sendFiles(['good.zip']);
    expect(calls).toEqual(['POST', 'PUT']);
    expect(card).toContain(READ);
    expect(asked.at(-1)).toEqual({ path: '/good.zip', authorization: undefined });
  });

  test('may move within the allowed hosts', async () => {
    expect((await sendFiles(['here.zip'])).card).toContain(READ);
  });

  test.each([
    ['401.zip', 'download-refused'],
    ['403.zip', 'download-refused'],
    ['404.zip', 'download-missing'],
    ['500.zip', 'download-failed'],
    ['loop.zip', 'download-failed'],
    ['broken.zip', 'download-failed'],
    ['away.zip', 'download-host'],
    ['inside.zip', 'download-host'],
    ['silent.zip', 'download-timeout'],
    ['stalling.zip', 'download-timeout'],
    ['trickle.zip', 'download-timeout'],
    ['endless.zip', 'too-large'],
    ['page.zip', 'damaged'],
    ['empty.zip', 'empty'],
  ])('%s is answered with the reason: %s', async (name, reason) => {
    const { card } = await sendFiles([name]);
    expect(card).toContain(name);
    expect(card).toContain(phrase(`skip.${reason}`).slice(0, 12));
  });

  test('a redirect to a foreign host is never followed', () => {
    expect(foreign).toBe(0);
  });

  test('of a foreign host is not asked for', async () => {
    const { card } = await sendFiles(['good.zip'], undefined, addressOf(elsewhere));
    expect(card).toContain(phrase('skip.download-host').slice(0, 12));
    expect(foreign).toBe(0);
  });

  test('one that fails leaves the others and the words standing', async () => {
    const { card } = await sendFiles(['404.zip', 'good.zip'], '早期リングではないPKIです');
    expect(card).toContain(READ);
    expect(card).toContain('404.zip');
    expect(card).toContain('PKI');
  });

  test('the conversation goes on after a failure', async () => {
    const where = { conversation: 'a:goes-on' };
    await teams.post(attached([{ name: '404.zip', url: `${addressOf(files)}404.zip` }]), where);
    await teams.answered();
    expect(JSON.stringify(await teams.upload('logs.zip', GOOD, where))).toContain(READ);
  });

  test('without an address is named', async () => {
    const where = { conversation: 'a:no-address' };
    const attachments = [
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'lost.zip' },
    ];
    await teams.post({ type: 'message', attachments }, where);
    expect(JSON.stringify(await teams.answered())).toContain('lost.zip');
  });

  test('what could not be updated is sent anew', async () => {
    teams.connector.fail({ status: 404, times: 1, method: 'PUT', code: 'ActivityNotFoundInConversation' });
    const { card, calls } = await sendFiles(['good.zip']);
    expect(calls).toEqual(['POST', 'PUT', 'POST']);
    expect(card).toContain(READ);
  });

  test('its bytes and address are not in the log', () => {
    expect(JSON.stringify(teams.log)).not.toMatch(/good\.zip|hex string/);
  });
});

describe('files may come', () => {
  const more = ['files.example.com', 'http://127.0.0.1:8123', 'https://files.example.org:8443'];
  test.each([
    ['https://contoso-my.sharepoint.com/a?tempauth=x', true],
    ['https://contoso.sharepoint.us/a', true],
    ['https://contoso.sharepoint.cn/a', true],
    ['https://public.bn.files.1drv.com/a', true],
    ['https://onedrive.live.com/download', true],
    ['https://files.example.com/a', true],
    ['https://files.example.org:8443/a', true],
    ['http://127.0.0.1:8123/a', true],
    ['http://contoso.sharepoint.com/a', false],
    ['https://contoso.sharepoint.com:8443/a', false],
    ['https://sharepoint.com.evil.example/a', false],
    ['https://evilsharepoint.com/a', false],
    ['https://user:secret@contoso.sharepoint.com/a', false],
    ['https://contoso.sharepoint.com@evil.example/a', false],
    ['http://files.example.com/a', false],
    ['http://127.0.0.1:8124/a', false],
    ['https://169.254.169.254/a', false],
    ['file:///etc/passwd', false],
    ['not an address', false],
  ])('from %s: %s', (address, allowed) => {
    expect(mayFetch(address, more)).toBe(allowed);
  });
});
