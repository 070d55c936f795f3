import { defaultKnowledgeDir, loadKnowledge } from '../../src/knowledge/load';
import { productCodes } from '../../src/search/product-text';
import { explain } from '../../src/triage/code';
import { normalizeCode } from '../../src/triage/code-form';

const k = loadKnowledge([defaultKnowledgeDir()]);

describe('a code in any written form', () => {
  test.each([
    ['0x87D00607', '0x87d00607'],
    ['87D00607', '0x87d00607'],
    ['０ｘ８７Ｄ００６０７', '0x87d00607'],
    ['-2016410105', '0x87d00607'],
    ['2278557191', '0x87d00607'],
    ['(0x87d00607)', '0x87d00607'],
    ['「0x87D00607」', '0x87d00607'],
    ['0x87D00607?', '0x87d00607'],
    ['hr=0x87d00607', '0x87d00607'],
    ['エラーコード:0x87d00607', '0x87d00607'],
    ['0xFFFFFFFF87D00607', '0x87d00607'],
    ['0x5', '0x00000005'],
    ['1603', '0x00000643'],
    ['12007', '0x00002ee7'],
    ['HTTP 403', '0x80190193'],
    ['http/404', '0x80190194'],
    ['banana', null],
    ['0x123456789', null],
    ['99999999999', null],
  ])('%s', (written, code) => {
    expect(normalizeCode(written)).toBe(code);
  });
});

describe('what a code means, in its other form where it has none of its own', () => {
  test.each([
    ['0x80070005', 'E_ACCESSDENIED'],
    ['5', 'E_ACCESSDENIED'],
    [
      '0x80072ee7',
      'WININET_E_NAME_NOT_RESOLVED|ERROR_WINHTTP_NAME_NOT_RESOLVED|ERROR_INTERNET_NAME_NOT_RESOLVED',
    ],
    ['12007', 'WININET_E_NAME_NOT_RESOLVED|ERROR_WINHTTP_NAME_NOT_RESOLVED|ERROR_INTERNET_NAME_NOT_RESOLVED'],
    ['ERROR_ACCESS_DENIED', 'ERROR_ACCESS_DENIED'],
  ])('%s', (written, symbols) => {
    const [meaning] = explain(written, k).meanings;
    expect(`|${symbols}|ERROR_ACCESS_DENIED|`).toContain(`|${meaning?.symbol}|`);
  });

  test('every meaning has both languages', () => {
    for (const meanings of k.codes.values())
      for (const { meaning } of meanings) expect(meaning.ja.length * meaning.en.length).toBeGreaterThan(0);
  });

  test('a code that is not known is said to be unknown, with its facility', () => {
    expect(explain('0x87d0ffee', k)).toMatchObject({
      meanings: [],
      facility: { en: 'Configuration Manager' },
    });
    expect(explain('0x8a5e0001', k)).toMatchObject({ meanings: [], facility: { en: 'Facility 606' } });
  });

  test('the issues that carry it, and the logs to send', () => {
    const { issues, logs } = explain('0x8000ffff', k);
    expect(issues.map(({ issue }) => issue)).toContain('cmg-2203-pki-registration');
    expect(logs.length).toBeGreaterThan(0);
  });
});

describe("the product's own Japanese sentence finds its code", () => {
  const sentences = [...k.codes].flatMap(([code, meanings]) =>
    meanings.flatMap(({ product }) => product.map((text) => ({ code, text }))),
  );

  test('they are there', () => {
    expect(new Set(sentences.map(({ code }) => code)).size).toBeGreaterThanOrEqual(260);
  });

  test('each as printed, with its full stop, in quotation marks, in half width', () => {
    for (const { code, text } of sentences.filter((one) => one.text.length > 7)) {
      expect(productCodes(text, k)).toContain(code);
      expect(productCodes(`「${text}。」と表示されました`, k)).toContain(code);
    }
  });

  test('a misprint is forgiven in a long one, and never leads to another sentence alone', () => {
    const long = sentences.filter(({ text }) => text.length >= 20);
    expect(long.length).toBeGreaterThan(50);
    for (const { code, text } of long) {
      const middle = Math.floor(text.length / 2);
      expect(productCodes(text.slice(0, middle) + text.slice(middle + 1), k)).toContain(code);
    }
  });

  test.each([
    'コンソールが起動しません',
    'アプリのインストールに失敗しました、助けてください',
    'ソフトウェア センターにアプリが表示されません',
    '昨日からクライアントがオフラインです',
  ])('a complaint is no sentence of the product: %s', (said) => {
    expect(productCodes(said, k)).toEqual([]);
  });
});
