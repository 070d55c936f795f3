import { randomUUID } from 'node:crypto';
import type { Store } from '../../src/store/port';
import { openCase } from '../../src/triage/open';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 23, 9);

/** What every store must do; `open` gives a store over the same data each time it is called, with 30 days of retention. */
export function storeContract(open: () => Promise<Store>): void {
  let store: Store;
  let key: string;
  beforeEach(async () => {
    store = await open();
    key = `a:${randomUUID()}`;
  });
  afterEach(() => store.close());

  const reopen = async () => {
    await store.close();
    store = await open();
  };
  const kept = { ...openCase('case-1', 'ja'), words: 'ログ “quoted” \u0000 𠮷', revision: 3 };

  describe('cases', () => {
    test('there is none at first', async () => {
      expect(await store.loadCase(key, NOW)).toBeNull();
    });

    test('come back as they were, also after a restart', async () => {
      const etag = await store.saveCase(key, kept, null, NOW);
      await reopen();
      expect(await store.loadCase(key, NOW)).toEqual({ case: kept, etag });
    });

    test('a change over the newest version is kept under a new etag', async () => {
      const first = await store.saveCase(key, kept, null, NOW);
      const second = await store.saveCase(key, { ...kept, revision: 4 }, first, NOW);
      expect(second).not.toBe(first);
      expect((await store.loadCase(key, NOW))?.case.revision).toBe(4);
    });

    test.each([
      ['over an older version', async (first: string) => first],
      ['as the first version', async () => null],
      ['over a version nobody had', async () => 'foreign'],
    ])('a change %s is refused and changes nothing', async (_, base) => {
      const first = String(await store.saveCase(key, kept, null, NOW));
      await store.saveCase(key, { ...kept, revision: 4 }, first, NOW);
      expect(await store.saveCase(key, { ...kept, revision: 9 }, await base(first), NOW)).toBeNull();
      expect((await store.loadCase(key, NOW))?.case.revision).toBe(4);
    });

    test('of two writers at once, one is refused', async () => {
      const etag = await store.saveCase(key, kept, null, NOW);
      const both = await Promise.all(
        [1, 2].map((n) => store.saveCase(key, { ...kept, revision: n }, etag, NOW)),
      );
      expect(both.filter((one) => one === null)).toHaveLength(1);
    });

    test('expire 30 days after the last change; then a new one may begin', async () => {
      await store.saveCase(key, kept, null, NOW);
      expect(await store.loadCase(key, NOW + 30 * DAY - 1)).not.toBeNull();
      expect(await store.loadCase(key, NOW + 30 * DAY)).toBeNull();
      expect(await store.saveCase(key, kept, null, NOW + 30 * DAY)).not.toBeNull();
    });
  });

  describe('jobs', () => {
    const errand = { text: 'ログ “quoted” \u0000 𠮷' };
    const add = (name: string, conversation = key) =>
      store.addJob({ key: `${key}|${name}`, conversation, errand }, NOW);
    const next = async (at = NOW, conversation = key) =>
      (await store.nextJob(conversation, at))?.key.slice(key.length + 1) ?? null;

    test('are taken on once, as long as their key is remembered, also after a restart', async () => {
      expect([await add('a'), await add('a')]).toEqual([true, false]);
      await store.nextJob(key, NOW);
      await store.endJob(`${key}|a`, NOW, DAY);
      await reopen();
      expect(await add('a')).toBe(false);
      const again = { key: `${key}|a`, conversation: key, errand };
      expect(await store.addJob(again, NOW + DAY)).toBe(true);
      await store.endJob(`${key}|a`, NOW + DAY, 0);
      expect(await store.addJob(again, NOW + DAY)).toBe(true);
    });

    test('of many deliveries at once, one is taken on', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => add('a')));
      expect(all.filter(Boolean)).toHaveLength(1);
      expect((await store.nextJob(key, NOW))?.errand).toEqual(errand);
    });

    test('come in their order, one at a time', async () => {
      for (const name of ['c', 'a', 'b']) await add(name);
      const order: (string | null)[] = [];
      for (let i = 0; i < 4; i++) {
        order.push(await next());
        expect(await next()).toBeNull();
        await store.endJob(`${key}|${order.at(-1)}`, NOW, DAY);
      }
      expect(order).toEqual(['c', 'a', 'b', null]);
    });

    test('of different conversations do not wait for each other', async () => {
      await add('a');
      await add('b', `${key};messageid=2`);
      expect([await next(), await next(NOW, `${key};messageid=2`)]).toEqual(['a', 'b']);
    });

    test.each<[string, () => Promise<unknown>, number]>([
      ['given back', () => store.returnJob(`${key}|a`), NOW],
      ['left alone for a minute', async () => null, NOW + 60_000],
      ['left behind by a process that ended', reopen, NOW],
    ])('are lent again when %s, with their card', async (_, leave, at) => {
      await add('a');
      await store.nextJob(key, NOW);
      await store.markJob(`${key}|a`, 'card-1');
      expect(await next()).toBeNull();
      await leave();
      expect(await store.nextJob(key, at)).toMatchObject({ key: `${key}|a`, card: 'card-1', errand });
    });

    test('stay with who renews them', async () => {
      await add('a');
      await store.nextJob(key, NOW);
      expect(await store.keepJob(`${key}|a`, NOW + 50_000)).toBe(true);
      expect(await next(NOW + 100_000)).toBeNull();
      expect(await next(NOW + 110_000)).toBe('a');
    });

    test('count how often they were begun', async () => {
      await add('a');
      const tries: (number | undefined)[] = [];
      for (let i = 0; i < 3; i++) tries.push((await store.nextJob(key, NOW + i * 60_000))?.tries);
      expect(tries).toEqual([1, 2, 3]);
    });

    test('that ended are not renewed, and no longer open', async () => {
      await add('a');
      await store.nextJob(key, NOW);
      await store.endJob(`${key}|a`, NOW, DAY);
      expect(await store.keepJob(`${key}|a`, NOW)).toBe(false);
      expect(await store.isOpenJob(`${key}|a`)).toBe(false);
    });

    test('that nobody does are found, conversation by conversation', async () => {
      const here = async (at = NOW) => (await store.idleJobs(at)).filter((one) => one === key);
      await add('a');
      await add('b');
      expect(await here()).toEqual([key]);
      await store.nextJob(key, NOW);
      await store.endJob(`${key}|a`, NOW, DAY);
      await store.nextJob(key, NOW);
      expect(await here()).toEqual([]);
      expect(await here(NOW + 60_000)).toEqual([key]);
    });

    test('go with their conversation', async () => {
      await add('a', `${key};messageid=1`);
      await store.forget(key);
      expect(await next(NOW, `${key};messageid=1`)).toBeNull();
    });
  });

  describe('tickets', () => {
    const order = { lang: 'ja' };
    const one = { batch: 'b', part: 1, of: 1 };
    let hash: string;
    beforeEach(async () => {
      hash = randomUUID();
      await store.openTicket(hash, { conversation: key, order }, NOW + 1000);
    });
    const bytesOf = async (part = one, at = NOW) => {
      const begun = await store.beginPart(hash, part, at);
      if (typeof begun === 'string') throw new Error(begun);
      await store.putBytes(begun.bytes, pieces('log'));
      return begun.bytes;
    };

    test('are open until they are spent, expire, and are forgotten a day later', async () => {
      expect(await store.findTicket(randomUUID(), NOW)).toBeNull();
      const states = [NOW, NOW + 1000, NOW + 1000 + DAY].map(
        async (at) => (await store.findTicket(hash, at))?.state ?? null,
      );
      expect(await Promise.all(states)).toEqual(['open', 'expired', null]);
      await store.spendTicket(hash, 'b');
      await reopen();
      expect(await store.findTicket(hash, NOW)).toEqual({
        conversation: key,
        order,
        state: 'spent',
        batch: 'b',
      });
    });

    test('take their order anew', async () => {
      await store.orderTicket(hash, { lang: 'en' });
      expect((await store.findTicket(hash, NOW))?.order).toEqual({ lang: 'en' });
    });

    test('give all files once the last one has come, in their order', async () => {
      const [second, first] = [await bytesOf({ ...one, part: 2, of: 2 }), await bytesOf({ ...one, of: 2 })];
      expect(await store.endPart(hash, second, 'b.log', 3)).toBeNull();
      expect(await store.endPart(hash, first, 'a.log', 3)).toEqual([
        { name: 'a.log', bytes: first },
        { name: 'b.log', bytes: second },
      ]);
      expect(Buffer.from((await store.getBytes(first)) ?? []).toString()).toBe('log');
    });

    test('tell what stands against a file', async () => {
      const bytes = await bytesOf();
      expect(await store.beginPart(hash, one, NOW)).toBe('sending');
      await store.endPart(hash, bytes, 'a.log', 3);
      expect(await store.beginPart(hash, one, NOW)).toBe('sent');
      expect(await store.beginPart(hash, { ...one, part: 2, of: 2 }, NOW + 1000)).toBe('closed');
      await store.spendTicket(hash, 'b');
      expect(await store.beginPart(hash, one, NOW)).toBe('closed');
    });

    test.each<[string, (bytes: string) => Promise<unknown>]>([
      ['was dropped', (bytes) => store.dropPart(bytes)],
      ['was on its way when the process ended', () => reopen()],
    ])('take a file again that %s', async (_, leave) => {
      await leave(await bytesOf());
      expect(await store.beginPart(hash, one, NOW)).toEqual({ bytes: expect.any(String), before: 0 });
    });

    test('begin anew with another batch, and drop what had come, but not what is on its way', async () => {
      const old = await bytesOf({ ...one, of: 2 });
      expect(await store.beginPart(hash, { ...one, batch: 'other' }, NOW)).toBe('sending');
      await store.endPart(hash, old, 'old.log', 3);
      const bytes = await bytesOf({ ...one, batch: 'other' });
      expect(await store.getBytes(old)).toBeNull();
      expect(await store.endPart(hash, bytes, 'new.log', 3)).toEqual([{ name: 'new.log', bytes }]);
    });

    test('tell how many bytes of the delivery are there', async () => {
      await store.endPart(hash, await bytesOf({ ...one, of: 2 }), 'a.log', 3);
      expect(await store.beginPart(hash, { ...one, part: 2, of: 2 }, NOW)).toMatchObject({ before: 3 });
    });

    test('that are gone take nothing any more', async () => {
      const bytes = await bytesOf();
      await store.forget(key);
      expect(await store.endPart(hash, bytes, 'a.log', 3)).toBeNull();
    });

    test('go with their conversation, and the files with them', async () => {
      const bytes = await bytesOf();
      await store.endPart(hash, bytes, 'a.log', 3);
      await store.forget(key);
      expect([await store.findTicket(hash, NOW), await store.getBytes(bytes)]).toEqual([null, null]);
    });
  });

  describe('bytes', () => {
    test('come back as they were, until they are dropped', async () => {
      const name = randomUUID();
      expect(await store.getBytes(name)).toBeNull();
      await store.putBytes(name, pieces('a', 'b'));
      await reopen();
      expect(Buffer.from((await store.getBytes(name)) ?? []).toString()).toBe('ab');
      await store.dropBytes(name);
      await store.dropBytes(name);
      expect(await store.getBytes(name)).toBeNull();
    });

    test('that break off leave nothing', async () => {
      const name = randomUUID();
      async function* torn() {
        yield Buffer.from('a');
        throw new Error('cut off');
      }
      await expect(store.putBytes(name, torn())).rejects.toThrow('cut off');
      expect(await store.getBytes(name)).toBeNull();
    });

    test('are kept for a day', async () => {
      const name = randomUUID();
      await store.putBytes(name, pieces('a'));
      await store.sweep(Date.now() + DAY - 60_000);
      expect(await store.getBytes(name)).not.toBeNull();
      await store.sweep(Date.now() + DAY + 60_000);
      expect(await store.getBytes(name)).toBeNull();
    });
  });

  describe('languages', () => {
    test('are kept as long as they are asked for', async () => {
      expect(await store.language(key, NOW)).toBeNull();
      await store.setLanguage(key, 'en', NOW);
      expect(await store.language(key, NOW + 29 * DAY)).toBe('en');
      expect(await store.language(key, NOW + 58 * DAY)).toBe('en');
      expect(await store.language(key, NOW + 90 * DAY)).toBeNull();
    });

    test('the newest choice holds, until the person is forgotten', async () => {
      await store.setLanguage(key, 'en', NOW);
      await store.setLanguage(key, 'ja', NOW);
      expect(await store.language(key, NOW)).toBe('ja');
      await store.forgetPerson(key);
      expect(await store.language(key, NOW)).toBeNull();
    });
  });

  describe('conversations', () => {
    const record = {
      reference: { serviceUrl: 'https://smba' },
      card: 'c1',
      welcomed: true,
      spoken: 'en',
    } as const;

    test('come back as they were, and expire', async () => {
      await store.saveConversation(key, record, NOW);
      expect(await store.loadConversation(key, NOW)).toEqual(record);
      expect(await store.loadConversation(key, NOW + 30 * DAY)).toBeNull();
    });

    test('are forgotten with their threads and cases, and nothing else', async () => {
      const thread = `${key};messageid=1`;
      for (const one of [key, thread, `${key}0`]) {
        await store.saveConversation(one, record, NOW);
        await store.saveCase(one, kept, null, NOW);
      }
      await store.forget(key);
      const left = [key, thread, `${key}0`].map(async (one) => [
        await store.loadConversation(one, NOW),
        (await store.loadCase(one, NOW))?.case,
      ]);
      expect(await Promise.all(left)).toEqual([
        [null, undefined],
        [null, undefined],
        [record, kept],
      ]);
    });
  });

  test('a sweep deletes what has expired and nothing else', async () => {
    await store.sweep(Number.MAX_SAFE_INTEGER);
    await store.addJob({ key, conversation: key, errand: {} }, NOW);
    await store.saveCase(key, kept, null, NOW);
    expect(await store.sweep(NOW + DAY)).toBe(1);
    expect(await store.loadCase(key, NOW + DAY)).not.toBeNull();
    expect(await store.sweep(NOW + 30 * DAY)).toBe(1);
  });

  test('says that it works', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });
}

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
