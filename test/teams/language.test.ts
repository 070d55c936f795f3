import { languageOf, languageOfTag } from '../../src/teams/language';
import { written } from '../../src/teams/room';

describe('the language of a text', () => {
  test.each([
    ['昨日からCMGにつながりません', 'ja'],
    ['PKIです', 'ja'],
    ['CMG の証明書', 'ja'],
    ['my clients cannot reach the CMG', 'en'],
    ["I don't know", 'en'],
    ['not the early ring', 'en'],
    ['CMG clients dropped after the upgrade', 'en'],
    ['The console says 「MPの場所を更新できませんでした。」, what should we do?', 'en'],
    ['コンソールに “The site is not available” と出ます', 'ja'],
    ['PKI, 2203', null],
    ['help', null],
    ['DDM.log', null],
    ['0x8000ffff', null],
    ['「選択したクライアント証明書は、CMGサービスで信頼されていません。」', 'ja'],
    ['', null],
  ])('%j is %s', (said, lang) => {
    expect(languageOf(said)).toBe(lang);
  });

  test.each([
    ['the words decide', 'what does this mean?', '選択したクライアント証明書は', 'en'],
    ['a Japanese paste alone is Japanese', '', '選択したクライアント証明書は', 'ja'],
    ['a log line alone says nothing', '', 'ClientIdentity is not a hex string', null],
  ])('%s', (_, said, text, lang) => {
    expect(written(said, text)).toBe(lang);
  });

  test.each([
    ['ja-JP', 'ja'],
    ['ja', 'ja'],
    ['en-GB', 'en'],
    ['de-DE', 'en'],
    ['jav', 'en'],
    ['', null],
    [undefined, null],
    [7, null],
  ])('the client tag %j is %s', (tag, lang) => {
    expect(languageOfTag(tag)).toBe(lang);
  });
});
