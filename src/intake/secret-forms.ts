/** `near`: words in lower case, one of which stands in every text that holds such a secret; none begins another. The secret is the
 *  last group of `form` and ends it. */
export interface SecretForm {
  readonly near: readonly string[];
  readonly form: RegExp;
}

const JAPANESE_KEYS = /パスワード|パスフレーズ|シークレット|暗証番号|主要なコンテンツ|キー コンテンツ/.source;
/** Words of which one is in every such name, in lower case. */
export const KEY_WORDS: readonly string[] = [
  'pass',
  'pwd',
  'secret',
  'key',
  'psk',
  'regtoken',
  'smstsreserved',
  ...JAPANESE_KEYS.split('|'),
];
/** Names whose value is a secret, also as the end of a longer name (`OSDJoinPassword`, `ms-Mcs-AdmPwd`, `x-functions-key`). */
export const KEY = new RegExp(
  `(?:pass(?:wordd?|wd|code|phrase)s?|pwd|secret(?:[_ -]?key)?s?|(?:api|account|storage|shared[_ -]?access|access|subscription|functions|workspace)[_ -]?(?:key|signature)s?|pre[_ -]?shared[_ -]?key|key[_ -]?(?:material|content)|wpa2?[_ -]?psk|regtoken|smstsreserved[0-9]?|${JAPANESE_KEYS})(?:[-_]?[0-9]{1,4})?`,
  'gi',
);
const GAP = String.raw`[ \t\u3000]`;
const SEP = String.raw`\\?["'\]]?${GAP}{0,40}(?::=|=>|[:=])${GAP}{0,3}`;
const QUOTED = String.raw`\\"(?:[^"\\]|\\(?!"))*(?:\\")?|"(?:[^"\\\r\n]|\\.)*"?|N?'[^'\r\n]*'?|[「『][^」』\r\n]*[」』]?`;
/** A comma or ampersand belongs to a value unless the next thing begins behind it. */
const BARE = String.raw`(?:[^\s"'<>;,&]|[,&](?!\s|["']|[\w-]{1,40}[=:]|$))+`;
const VALUE = String.raw`(${QUOTED}|\{[^}\r\n]*\}?|${BARE})`;
/** In a sentence only what does not look like a word of it. */
const ODD = String.raw`(${QUOTED}|(?=[^\s"'。<>]{0,80}[0-9!@#$%^&*])[^\s"'。<>]{4,})`;
const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const BASE64 = 'A-Za-z0-9+/';
/** Stands for groups of digits or letters with hyphens between them. */
export const SERIAL = '-####-';
const SCHEMES = 'Bearer|Basic|CCMToken|Negotiate|NTLM|Digest|SharedKey(?:Lite)?|PoP|ApiKey';

const rule = (near: readonly string[], form: string, flags = 'gi'): SecretForm => ({
  near,
  form: new RegExp(form, flags),
});

/** What follows such a name and ends with its value. */
export const BEHIND_KEYS: readonly RegExp[] = [
  `${SEP}${VALUE}`,
  String.raw`["']?(?:\s[\w:]{1,20}=["'][^<>\n]{0,60})?>\s{0,40}(?:<Value>\s{0,9})?(?:<!\[CDATA\[)?([^<\]\s][^<\]]*)`,
  String.raw`\\?["']?[\s,]{0,4}\\?["']?value\\?["']?\s{0,2}[:=]\s{0,2}${VALUE}`,
  String.raw`["']?\s(?:(?:is|was|has|been|set|changed|now|with|to|the|value)\s){0,6}(?:to|value)\s${ODD}`,
  String.raw`["']?(?:\s(?:for|of)(?:\s[^\s"']{1,40}){1,3}?)?\s{0,2}(?:\bis\b|は|が)\s{0,2}["']?${ODD}`,
  String.raw`\s?([「『][^」』\r\n]*[」』]?)`,
].map((form) => new RegExp(form, 'iy'));
/** How secrets are written that no such name announces, or not right in front of them. */
export const FORMS: readonly SecretForm[] = [
  rule(['-p', '/p', '/rp'], String.raw`(?:--?|\/)(?:passwordd?|passwd|pwd|pass|pw|rp)[ :=]\s{0,2}${VALUE}`),
  rule(['/p'], String.raw`\/p[do]:${VALUE}`),
  rule(['-p', '/p'], String.raw`[-/]u(?:ser(?:name)?)?[ :]\s{0,2}\S{1,100}\s{1,3}[-/]p[ :]\s{0,2}${VALUE}`),
  rule(
    [' -p', ' /p'],
    String.raw`\b(?:psexec\w{0,4}|sqlcmd|osql|bcp|plink|winrs|cmd|wmic)(?:\.exe)?\b[^\n]{0,300}?\s[-/]p[ :]\s{0,2}${VALUE}`,
  ),
  rule(
    ['net'],
    String.raw`\bnet1?(?:\.exe)?\s{1,3}use\b[^\n]{0,300}?\/user:\S{1,100}\s{1,3}(?![/-])${VALUE}`,
  ),
  rule(
    ['net'],
    String.raw`\bnet1?(?:\.exe)?\s{1,3}use\s{1,3}(?:\S{1,3}\s{1,3})?\\\\\S{1,200}\s{1,3}(?![/-])(\S+)(?=\s{1,3}\/)`,
  ),
  rule(
    ['net'],
    String.raw`\bnet1?(?:\.exe)?\s{1,3}user\s{1,3}[^\s/]{1,64}\s{1,3}(?!\/)(\S+)(?=\s{1,3}\/|\s*$)`,
  ),
  rule(
    ['securestring'],
    String.raw`ConvertTo-SecureString(?:\s{1,2}-(?:String|AsPlainText|Force))*\s{1,2}(?!-)${VALUE}`,
  ),
  rule(['securestring'], String.raw`("[^"\n]{1,200}"|'[^'\n]{1,200}')(?=\s?\|\s?ConvertTo-SecureString)`),
  rule(
    ['pscredential'],
    String.raw`PSCredential\w{0,9}\s{0,2}(?:-ArgumentList\s)?\(?\s{0,2}["'][^"'\n]{1,100}["']\s{0,2},\s{0,2}${VALUE}`,
  ),
  rule(['identified'], String.raw`identified\s{1,3}by\s{1,3}${VALUE}`),
  rule(['curl'], String.raw`\bcurl(?:\.exe)?\b[^\n]{0,200}?\s(?:-u|--user)\s{1,2}${VALUE}`),
  rule(['://'], String.raw`:\/\/([^\s/:@"'<>]{1,64}:[^\s/"'<>]{1,128})(?=@)`),
  rule(
    ['authorization'],
    String.raw`authorization\\?["']?\s{0,2}[:=]\s{0,2}\\?["']?(?:${SCHEMES})\s{1,3}([^\s"'<>\\,;]{8,})`,
  ),
  rule(
    ['authorization'],
    String.raw`authorization\\?["']?\s{0,2}[:=]\s{0,2}\\?["']?(?=[^\s"'<>\\,;]{0,200}[0-9])([^\s"'<>\\,;]{16,})`,
  ),
  rule(
    ['bearer', 'basic', 'token', 'negotiate', 'ntlm', 'digest', 'key', 'pop '],
    String.raw`\b(?:${SCHEMES})\s{1,3}(?=[A-Za-z._~+\/:-]{0,200}[0-9])([A-Za-z0-9._~+\/:=-]{16,})`,
  ),
  rule(['eyj'], String.raw`(?<![A-Za-z0-9])(eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,4})`, 'g'),
  rule(
    ['token', 'assertion'],
    String.raw`(?:(?<!PublicKey)token|assertion)\\?["']?\s{0,2}[:=]\s{0,2}\\?["']?(?!\{?${GUID}\b)(?=[^\s"'<>&;,]{0,200}[0-9])([A-Za-z0-9+\/_=.~!*-]{16,})`,
  ),
  rule(['sig'], String.raw`(?:\bsig|[?&;]signature|%26sig)(?:=|%3D)([^\s"'&;<>]+)`),
  rule(['code=', 'key', 'token'], String.raw`[?&](?:code|key|token)=(?!${GUID}\b)([^\s"'&;<>]{20,})`),
  rule(
    ['cookie'],
    String.raw`\bcookie2?\\?["']?\s{0,2}:\s{0,2}([^\s=;,"'<>]{1,80}=[^\s;,"'<>]+(?:;\s?[^\s=;,"'<>]{1,80}=[^\s;,"'<>]+)*|[^\s;,"'<>=]{8,})`,
  ),
  rule(
    ['-----begin'],
    String.raw`(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$))`,
  ),
  rule(
    ['-----end'],
    String.raw`(?<![${BASE64}=])([${BASE64}=]{1,100})(?=\s{0,4}-----END [A-Z ]{0,40}PRIVATE KEY)`,
  ),
  rule(['q~'], String.raw`(?<![\w~.-])([\w~.-]{3}[0-9]Q~[\w~.-]{30,40})`, 'g'),
  rule([SERIAL], '(?<![0-9-])([0-9]{6}(?:-[0-9]{6}){7})(?![0-9])', 'g'),
  rule([SERIAL], '(?<![A-Z0-9-])([A-Z0-9]{5}(?:-[A-Z0-9]{5}){4})(?![A-Z0-9-])', 'g'),
  rule(['policysecret'], String.raw`PolicySecret[^<>]{0,80}>\s{0,9}(?:<!\[CDATA\[)?([^\]<]+)`),
  rule(['01000000d08c9d'], '(01000000d08c9ddf0115d1118c7a00c04fc297eb[0-9a-f]*)'),
  rule(['"p'], String.raw`"p\\?"\s?:\s?\\?"([^"\\]+)`),
  rule(['pin'], String.raw`\bPIN\s{0,2}[:=]\s{0,2}([0-9]{4,12})(?![0-9])`, 'g'),
  rule(
    ['ghp_', 'gho_', 'ghs_', 'akia', 'xox', 'aiza', 'glpat-'],
    String.raw`\b(gh[pos]_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}|AIza[\w-]{30,}|glpat-[\w-]{20,})`,
    'g',
  ),
];
