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

  describe('claims', () => {
    test('are given once in 24 hours when the work is done, also after a restart', async () => {
      expect(await store.claim(key, NOW)).toBe(true);
      await store.settle(key, NOW);
      await reopen();
      expect(await store.claim(key, NOW + DAY - 1)).toBe(false);
      expect(await store.claim(key, NOW + DAY)).toBe(true);
    });

    test('are free again when the process died over the work, or took too long', async () => {
      expect(await store.claim(key, NOW)).toBe(true);
      expect(await store.claim(key, NOW + 1)).toBe(false);
      expect(await store.claim(key, NOW + 6 * 60 * 1000)).toBe(true);
      await reopen();
      expect(await store.claim(key, NOW + 6 * 60 * 1000 + 1)).toBe(true);
    });

    test('go to one of many at once', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => store.claim(key, NOW)));
      expect(all.filter(Boolean)).toHaveLength(1);
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
    await store.claim(key, NOW);
    await store.saveCase(key, kept, null, NOW);
    expect(await store.sweep(NOW + DAY)).toBe(1);
    expect(await store.loadCase(key, NOW + DAY)).not.toBeNull();
    expect(await store.sweep(NOW + 30 * DAY)).toBe(1);
  });

  test('says that it works', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });
}
