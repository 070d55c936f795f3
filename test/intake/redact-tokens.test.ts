import { masker } from '../../src/intake/mask';
import { redactor, tokens } from '../../src/intake/redact';

const mark = `\ue010${'a'.repeat(24)}\ue011`;

it.each([
  ['the forms of a name', 'CONTOSO\\taro taro@contoso.com contoso.com\\TARO', '<user-1> <user-1> <user-1>'],
  [
    'a profile folder of somebody known',
    'CONTOSO\\taro C:\\Users\\taro\\x',
    '<user-1> C:\\Users\\<user-1>\\x',
  ],
  ['a folder before the account', 'C:\\Users\\taro\\x CONTOSO\\taro', 'C:\\Users\\<user-1>\\x <user-1>'],
  ['two of one name in two domains', 'CONTOSO\\taro FABRIKAM\\taro', '<user-1> <user-2>'],
  ['two of one name at two hosts', 'taro@contoso.com taro@contoso.de', '<user-1> <user-2>'],
  [
    'a folder never makes two into one',
    'C:\\Users\\taro\\x A1\\taro B1\\taro',
    'C:\\Users\\<user-1>\\x <user-1> <user-2>',
  ],
])('tokens: %s', (_, text, shown) => {
  expect(redactor().text(text)).toBe(shown);
});

it('who masks does not matter, only who unmasks first', () => {
  const { salt, unmask, names } = tokens();
  const later = masker(salt)('sato@contoso.com');
  const first = masker(salt)('tanaka@contoso.com and sato@contoso.com');
  expect([first, later].map(unmask)).toEqual(['<user-1> and <user-2>', '<user-2>']);
  expect(masker(salt)('sato@contoso.com')).toBe(later);
  expect(tokens(names()).unmask(later)).toBe('<user-2>');
});

it.each([
  ['a mark', `see ${mark} end`],
  ['half a mark', 'see \ue010abc taro@contoso.com'],
  ['the end of one', `${'b'.repeat(24)}\ue011 taro@contoso.com`],
  ['a mark around somebody', '\ue010taro@contoso.com\ue011'],
])('a text cannot bring %s along', (_, text) => {
  const redact = redactor();
  expect(redact.text(text)).not.toMatch(/[\ue010\ue011]|taro/);
  expect(redact.text(text).replace(/<user-1>|\ufffd/g, '')).toBe(
    text.replace(/taro@contoso\.com|[\ue010\ue011]/g, ''),
  );
  expect(Object.keys(redact.names()).length % 3).toBe(0);
});

it('a mark torn by a cut leaves nothing', () => {
  const { salt, unmask } = tokens();
  const masked = masker(salt)('by taro@contoso.com');
  expect(unmask(masked.slice(0, 12))).toBe('by ');
  expect(unmask(masked.slice(12))).toBe('');
});

/** The beginnings of every form, over and over: none may take more than a moment for 100 KB. */
const HOSTILE =
  `a|@|a@b|a@b.c|a@b.co |\\|A\\b|AB\\cd |C:\\Users\\|\\\\s\\users$\\|password=|password="|password="\\|password:|password |password is |password for a |パスワードは|パスワード「|<Password>|<Password a="|token=|token=a|sig=|Cookie: a=b; |cookie: a=|-----BEGIN PRIVATE KEY-----|-----END PRIVATE KEY-----|123456-|ABCDE-|S-1-5-21-1-|eyJaaaaaaaa.|Bearer a|authorization: Basic |net use a /user:|-u a -p |psexec -p |CN=a,|CN=a b,OU=x,DC=|user="|user: |user '|ユーザー名: |ユーザー名は|username>|aA0|tel: 1|://a:b|"p":"|policysecret>|identified by |curl -u |convertto-securestring |"a" \\| |pscredential("a",|SCClient_a@b|%40a.|abc8Q~|\\\\a\\home\\|secret value="|password was set to |\ue010|1-|aaa.|山田 |「`.split(
    /(?<!\\)\|/,
  );
it.each(HOSTILE)(
  'is done with 100 KB of %j at once',
  (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(redactor().text(text).length).toBeGreaterThan(0);
  },
  2_000,
);
