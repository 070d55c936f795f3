import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import AdmZip from 'adm-zip';
import { sampleFiles } from '../../scripts/sample-logs';
import { phrase } from '../support/note';
import { startTeams, type Teams, type Where } from '../support/teams';

const LINE = 'ClientIdentity is not a hex string';
const zip = new AdmZip();
zip.addFile('Logs/DDM.log', Buffer.from(`${LINE}\n`));
const ZIP = zip.toBuffer();
/** Logs of a site and a client that decide everything. */
function supportZip(): Buffer {
  const archive = new AdmZip();
  for (const { name, bytes } of sampleFiles({ lines: 20 })) archive.addFile(name, Buffer.from(bytes));
  return archive.toBuffer();
}
/** What the bot asks next once it has read the line. */
const READ = 'mecm_version';
const MB = 1024 * 1024;
const MINUTE = 60_000;

const dir = mkdtempSync(path.join(os.tmpdir(), 'mecm-upload-'));
const spool = () => readdirSync(path.join(dir, 'spool'));
let ahead = 0;
let teams: Teams;
beforeAll(async () => {
  teams = await startTeams({
    env: { DATA_DIR: dir },
    limits: { bytes: 2 * MB },
    now: () => Date.now() + ahead,
  });
});
afterAll(async () => {
  await teams.stop();
  rmSync(dir, { recursive: true, force: true });
});

let count = 0;
const thread = (more: Where = {}): Where => ({
  scope: 'channel',
  conversation: `19:up${++count}@thread.tacv2;messageid=1`,
  ...more,
});
const calls = (where: Where) =>
  teams.connector.calls.filter((call) => call.conversation === where.conversation);
const linkIn = (card: unknown) =>
  /http:\/\/127\.0\.0\.1:\d+\/upload\/[\w-]+/.exec(JSON.stringify(card))?.[0] ?? '';

/** A link to hand in files for a thread, asked for by name. */
async function link(where: Where): Promise<string> {
  await teams.answered(); // What the test before left under way.
  const card = await teams.say('アップロード', where);
  const address = linkIn(card);
  if (address === '') throw new Error(`no link: ${JSON.stringify([card, teams.log.slice(-3)])}`);
  return address;
}

async function put(
  url: string,
  body: Uint8Array,
  query = '?name=logs.zip',
  headers: Record<string, string> = {},
): Promise<{ status: number; code: string }> {
  const answer = await fetch(`${url}${query}`, { method: 'PUT', body, headers });
  const { code } = (await answer.json()) as { code: string };
  return { status: answer.status, code };
}

describe('a file for a channel, handed in by the page', () => {
  test('ends in a diagnosis in the thread where it was missing', async () => {
    const where = thread();
    const html = '<div>&nbsp;</div><attachment id="1150d938-8870-4044"></attachment>';
    await teams.say('', { ...where, more: { attachments: [{ contentType: 'text/html', content: html }] } });
    const [missing] = calls(where);
    const url = linkIn(missing?.body);
    expect((await fetch(url)).status).toBe(200);
    expect(await put(url, supportZip())).toEqual({ status: 201, code: 'taken' });
    expect(JSON.stringify(await teams.answered())).toContain(phrase('verdict.confirmed'));
    const [, ...after] = calls(where);
    expect(after.map((call) => [call.method, call.id === missing?.id])).toEqual([
      ['POST', false],
      ['PUT', true],
      ['PUT', false],
    ]);
    expect(JSON.stringify(after[1]?.body)).toContain(phrase('title.received'));
    expect(JSON.stringify(after[2]?.body)).toMatch(/ddm\.log.*KB14244456/);
  });

  test('belongs to that thread alone', async () => {
    const [here, there] = [thread(), thread()];
    const url = await link(here);
    await link(there);
    await put(url, ZIP);
    await teams.answered();
    expect(calls(there)).toHaveLength(1);
    expect(JSON.stringify(await teams.say('状況', there))).not.toContain(READ);
    expect(JSON.stringify(await teams.say('状況', here))).toContain(READ);
  });

  test('leaves nothing of itself once it has been read', async () => {
    await put(await link(thread()), ZIP);
    await teams.answered();
    expect(spool()).toEqual([]);
  });

  test.each([
    ['C:\\Temp\\DDM.log', 'DDM.log'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\u202ec.log', 'abc.log'],
    ['予定表.log', '予定表.log'],
  ])('named %j is shown as %s', async (name, shown) => {
    const where = thread();
    await put(await link(where), Buffer.from(LINE), `?name=${encodeURIComponent(name)}`);
    await teams.answered();
    const said = JSON.stringify(calls(where).map((call) => call.body));
    expect([said.includes(`• ${shown}"`), said.includes(JSON.stringify(name).slice(1, -1))]).toEqual([
      true,
      name === shown,
    ]);
  });

  test('that is no log is named with the reason', async () => {
    const where = thread();
    await put(await link(where), Buffer.from('\x89PNG\r\n\x1a\n1234', 'latin1'), '?name=shot.png');
    expect(JSON.stringify(await teams.answered())).toContain(phrase('skip.image').slice(0, 12));
  });
});

describe('a link', () => {
  test('is used once, and says so afterwards', async () => {
    const url = await link(thread());
    await put(url, ZIP);
    expect(await put(url, ZIP)).toEqual({ status: 410, code: 'spent' });
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([
      410,
      expect.stringContaining(phrase('page.spent.title')),
    ]);
  });

  test('is not spent by looking at it', async () => {
    const url = await link(thread());
    for (let i = 0; i < 3; i++) expect((await fetch(url)).status).toBe(200);
    expect((await put(url, ZIP)).status).toBe(201);
  });

  test('holds for thirty minutes', async () => {
    const [kept, late] = [await link(thread()), await link(thread())];
    ahead += 29 * MINUTE;
    expect((await put(kept, ZIP)).status).toBe(201);
    ahead += 2 * MINUTE;
    expect(await put(late, ZIP)).toEqual({ status: 410, code: 'expired' });
    const page = await fetch(late);
    expect([page.status, await page.text()]).toEqual([
      410,
      expect.stringContaining(phrase('page.expired.title')),
    ]);
  });

  test.each(['x', 'a'.repeat(43), '..%2f..%2fetc', ''])('nobody issued (%j) leads nowhere', async (token) => {
    const url = `${new URL(teams.url).origin}/upload/${token}`;
    const answer = await fetch(url, { method: 'PUT', body: ZIP });
    expect([answer.status, (await fetch(url)).status]).toEqual([404, 404]);
  });

  test('is kept by its hash alone, and never logged', async () => {
    const token = (await link(thread())).split('/').at(-1) ?? '';
    const kept = readdirSync(dir)
      .filter((name) => name.startsWith('mecm-triage.db'))
      .map((name) => readFileSync(path.join(dir, name), 'latin1'))
      .join('');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(kept).toContain('tickets');
    expect(kept.includes(token)).toBe(false);
    expect(JSON.stringify(teams.log)).not.toContain(token);
  });

  test('survives a restart', async () => {
    const url = await link(thread());
    const { pathname } = new URL(url);
    await teams.restart();
    expect((await put(`${new URL(teams.url).origin}${pathname}`, ZIP)).status).toBe(201);
    expect(JSON.stringify(await teams.answered())).toContain(READ);
  });

  test('speaks the language of its card, and is guarded', async () => {
    const page = await fetch(
      linkIn(await teams.say('upload please', thread({ lang: 'en-US' }))) || (await link(thread())),
    );
    const english = await fetch(linkIn(await teams.say('upload', thread({ lang: 'en-US' }))));
    expect(await english.text()).toContain('<html lang="en">');
    expect(english.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-/,
    );
    expect(english.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  test('goes with the bot when it is taken away', async () => {
    const where = thread();
    const url = await link(where);
    await teams.post({ type: 'installationUpdate', action: 'remove' }, where);
    expect((await fetch(url)).status).toBe(404);
  });
});

describe('several files', () => {
  test('are one delivery, read once all have come', async () => {
    const where = thread();
    const url = await link(where);
    expect((await put(url, Buffer.from('nothing here'), '?name=a.log&part=1&of=2&batch=b')).status).toBe(201);
    expect(calls(where)).toHaveLength(1);
    expect((await put(url, ZIP, '?name=b.zip&part=2&of=2&batch=b')).status).toBe(201);
    expect(JSON.stringify(await teams.answered())).toContain(READ);
    expect(JSON.stringify(calls(where).find((call) => call.method === 'PUT')?.body)).toMatch(
      /a\.log.*b\.zip/,
    );
  });

  test('one that is there already is not taken again', async () => {
    const url = await link(thread());
    await put(url, ZIP, '?name=a.zip&part=1&of=2&batch=b');
    expect(await put(url, ZIP, '?name=a.zip&part=1&of=2&batch=b')).toEqual({ status: 409, code: 'sent' });
    await put(url, ZIP, '?name=b.zip&part=2&of=2&batch=b');
    await teams.answered();
    expect(spool()).toEqual([]);
  });

  test('are counted together against the limit', async () => {
    const url = await link(thread());
    const half = Buffer.alloc(1.2 * MB);
    expect((await put(url, half, '?name=a.log&part=1&of=2&batch=b')).status).toBe(201);
    expect((await put(url, half, '?name=b.log&part=2&of=2&batch=b')).status).toBe(413);
    expect((await put(url, ZIP, '?name=c.zip&batch=other')).status).toBe(201);
  });

  test('whose last answer was lost are there for who sent them, and for nobody else', async () => {
    const url = await link(thread());
    await put(url, ZIP, '?name=a.zip&batch=mine');
    expect(await put(url, ZIP, '?name=a.zip&batch=mine')).toEqual({ status: 409, code: 'sent' });
    expect(await put(url, ZIP, '?name=a.zip&batch=yours')).toEqual({ status: 410, code: 'spent' });
  });

  test('begun anew replace the ones before', async () => {
    const where = thread();
    const url = await link(where);
    await put(url, Buffer.from('old'), '?name=old.log&part=1&of=2&batch=one');
    expect((await put(url, ZIP, '?name=new.zip&batch=two')).status).toBe(201);
    const card = JSON.stringify(await teams.answered());
    expect(card).toContain(READ);
    expect(JSON.stringify(calls(where))).not.toContain('old.log');
    expect(spool()).toEqual([]);
  });

  test.each(['?part=0&of=1', '?part=2&of=1', '?part=1&of=21', '?part=x', '?part=1.5&of=2'])(
    'counted wrong (%s) are refused',
    async (query) => {
      expect(await put(await link(thread()), ZIP, query)).toEqual({ status: 400, code: 'invalid' });
    },
  );
});

describe('an upload that does not arrive', () => {
  /** Begins a PUT with this much of a body, and leaves it open. */
  function begin(url: string, bytes: number, headers: Record<string, string> = {}): http.ClientRequest {
    const req = http.request(`${url}?name=a.log`, { method: 'PUT', headers });
    req.on('error', () => {});
    req.write(Buffer.alloc(bytes, 65));
    return req;
  }
  const gone = async () => {
    for (let i = 0; i < 100 && spool().length > 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return spool();
  };

  test('because it was cancelled leaves nothing, and the link still works', async () => {
    const url = await link(thread());
    const req = begin(url, 500_000);
    for (let i = 0; i < 100 && spool().length === 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(spool()).toHaveLength(1);
    req.destroy();
    expect(await gone()).toEqual([]);
    expect((await put(url, ZIP)).status).toBe(201);
  });

  test('of two at the same time, one is told to wait', async () => {
    const url = await link(thread());
    const req = begin(url, 1_000);
    for (let i = 0; i < 100 && spool().length === 0; i++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await put(url, ZIP, '?name=a.log')).toEqual({ status: 409, code: 'sending' });
    req.destroy();
    await gone();
  });

  test.each<[string, number, string, (url: string) => ReturnType<typeof put>]>([
    ['said to be too large', 413, 'too-large', (url) => put(url, Buffer.alloc(2 * MB + 1))],
    ['too large without saying so', 413, 'too-large', (url) => chunked(url, 3 * MB)],
    ['empty', 400, 'empty', (url) => put(url, Buffer.alloc(0))],
  ])('because it is %s: %i %s, and the link still works', async (_, status, code, send) => {
    const url = await link(thread());
    expect(await send(url)).toEqual({ status, code });
    expect(await gone()).toEqual([]);
    expect((await put(url, ZIP)).status).toBe(201);
  });

  test('packed on the way is refused', async () => {
    const url = await link(thread());
    const answer = await fetch(url, { method: 'PUT', body: ZIP, headers: { 'content-encoding': 'gzip' } });
    expect(answer.status).toBe(415);
  });

  function chunked(url: string, bytes: number): ReturnType<typeof put> {
    return new Promise((resolve, reject) => {
      const req = http.request(`${url}?name=a.log`, { method: 'PUT' }, (res) => {
        let text = '';
        res.setEncoding('utf8').on('data', (piece) => {
          text += piece;
        });
        res.on('end', () => resolve({ status: res.statusCode ?? 0, code: JSON.parse(text).code }));
      });
      req.on('error', reject);
      for (let sent = 0; sent < bytes; sent += MB) req.write(Buffer.alloc(MB, 65));
      req.end();
    });
  }
});
