import type { Person } from './accounts';

const GAP = String.raw`[ \t\u3000]`;
const NAME = String.raw`[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}`;
const KANJI = String.raw`[\p{Script=Han}\p{Script=Katakana}ー々]{1,10}`;
/** A name behind a label: in quotes, as a family name and a given name, or as one word. */
const VALUE = String.raw`\\?["'「『\[]?(${KANJI}${GAP}${KANJI}|(?<=["'「『\[])[\p{L}\p{N}][^"'「」『』\[\]\\\r\n<>]{0,63}(?=\\?["'」』\]])|${NAME})`;
const ENGLISH = `(?<![A-Za-z])(?:[A-Za-z]{0,20}user(?:[ _-]?(?:name|id))?|(?:sam[ _-]?)?account[ _-]?name|uid|run[ _]?as)(?:[0-9]{0,2})`;
const JAPANESE = /(?:ユーザー?(?:[ 　]?(?:名|ID))?|氏名|担当者名?|利用者名?|使用者名?|申請者名?|アカウント名)/
  .source;

/** Labels behind which somebody's name stands. */
const LABELS: readonly RegExp[] = [
  new RegExp(String.raw`${ENGLISH}\\?["'\]]?(?:${GAP}{0,30}(?::=|[:=])|>)${GAP}{0,3}${VALUE}`, 'giu'),
  new RegExp(String.raw`${JAPANESE}["'\]」]?(?:${GAP}{0,9}[:=]|>)${GAP}{0,3}${VALUE}`, 'giu'),
  new RegExp(
    String.raw`${JAPANESE}${GAP}?は${GAP}?(?=["'「『\[A-Za-z]|${KANJI}(?:${GAP}${KANJI})?(?:です|で|さん|、|。|$))${VALUE}`,
    'giu',
  ),
  new RegExp(String.raw`(?<![A-Za-z])(?:user${GAP}(?=["'\[])|ユーザー?${GAP}?(?=["'「『\[]))${VALUE}`, 'giu'),
  new RegExp(String.raw`\s[/-](?:user[do]?|ru|username|credential)(?::|\s{1,2})${VALUE}`, 'giu'),
  new RegExp(String.raw`\s[-/]u[ :]\s?${VALUE}(?=\s{1,2}[-/]p[ :])`, 'giu'),
  new RegExp(String.raw`PSCredential\w{0,9}\s{0,2}(?:-ArgumentList\s)?\(?\s{0,2}(?=["'])${VALUE}`, 'giu'),
  /(?<![A-Za-z])SC(?:Client|Notify)_[^@\\/\s]{1,64}@([^\\/\s@<>*"]{1,64}?)(?=_[0-9]|-[0-9]{8}|\.lo)/giu,
];
const TELEPHONE =
  /(?:(?<![A-Za-z])(?:tel|phone|mobile|fax)|電話(?:番号)?|携帯(?:番号)?|内線)\s{0,2}[.:]?\s{0,2}(\+?[0-9][0-9() -]{4,20}[0-9])/gi;

/** What stands behind such a label and is nobody. */
const NOBODY =
  /^(?:(?:nt authority|builtin|local)?\\?(?:local ?system|system|local ?service|network ?service)|sa|administrators?|guest|anonymous|machine|device|computer|users?|user ?name|null|none|n\/?a|unknown|default|current|public|everyone|any|all|true|false|yes|no|not|on|off|ok|is|was|has|have|had|the|this|that|and|or|for|from|with|in|of|to|a|an|are|can|cannot|could|may|must|will|does|did|failed|error|invalid|empty|blank|logon|logged|access|policy|context|token|session|account|domain|profile|state|settings?|group|collection|category|status|type|rights?|sid|id|なし|不明|すべて|全員|自身|自分|管理者)$/i;
const NO_NAME =
  /^(?:[0-9.,:-]+|(?:0x)?[0-9a-f]{8,}|\{?[0-9a-f]{8}-[0-9a-f-]{27}\}?|s-1-[0-9-]+|.*\.(?:log|exe|dll|msi|xml|ps1|cpp))$/i;

function isName(value: string): boolean {
  const words = value.split(/[\s\u3000]+/);
  return words.length < 4 && !NOBODY.test(value) && !NOBODY.test(words[0] ?? '') && !NO_NAME.test(value);
}

/** Names told by the label in front of them (`PrimaryUser=taro`, `ユーザー名: 山田 太郎`), and telephone numbers. */
export function labelled(text: string, lower: string): Person[] {
  const all: Person[] = [];
  const add = (match: RegExpExecArray): void => {
    const value = match[1] ?? '';
    const to = match.index + match[0].length;
    if (/[@\\$]/.test(text[to] ?? '') && !/^\\["']/.test(text.slice(to, to + 2))) return;
    all.push({ from: to - value.length, to, forms: [value.toLowerCase()] });
  };
  if (
    /user|account|uid|run.?as|ユーザ|[/-](?:ru|u|credential)|pscred|sc(?:client|notify)_|者|氏名|アカウント名/.test(
      lower,
    )
  )
    for (const label of LABELS)
      for (const match of text.matchAll(label)) if (isName(match[1] ?? '')) add(match);
  if (/tel|phone|mobile|fax|電話|携帯|内線/.test(lower))
    for (const match of text.matchAll(TELEPHONE)) add(match);
  return all;
}

const FOLDER =
  /(?<![^\\/])(users|documents and settings|ユーザー|(?:user)?profiles?|homes?|homedirs?)\$?[\\/]{1,2}([^\\/:*?"<>|\r\n]{1,64})/gi;
/** Shares of that kind only count on a server. */
const SHARED = /(?:^|[^\\\w])\\{2,4}[^\\/\s]{1,80}\\{1,2}(?:[^\\/\r\n]{1,40}\\{1,2}){0,2}$/;
const ADDRESS = /[a-z]:\/\/\S{0,200}$/i;
const NO_FOLDER =
  /^(?:public|default|default ?user|default ?app ?pool|all ?users|administrator|defaultuser[0-9]|systemprofile|(?:local|network) ?service|wdagutilityaccount|mssql\$?.*|%.*|\.net.*|me|<.*|\{?[0-9a-f]{8}-[0-9a-f-]{27}\}?)$/i;

/** Users' profile folders, on a drive, in an archive or on a server's share. */
export function folders(text: string, lower: string): Person[] {
  if (!/users|settings|ユーザー|profile|home/.test(lower)) return [];
  const all: Person[] = [];
  for (const { 0: whole, 1: kind = '', 2: rest = '', index } of text.matchAll(FOLDER)) {
    const from = index + whole.length - rest.length;
    const before = text.slice(Math.max(0, index - 200), index);
    const sure = /^(?:users|doc|ユ)/i.test(kind);
    if ((!sure && !SHARED.test(before)) || (ADDRESS.test(before) && !/file:/i.test(before))) continue;
    const name = /[\\/]/.test(text[from + rest.length] ?? '') ? rest : lastFolder(rest);
    if (name !== '' && !NO_FOLDER.test(name))
      all.push({ from, to: from + name.length, forms: [name.toLowerCase()] });
  }
  return all;
}

const FULL_NAME =
  /^(?:\p{Lu}\p{Ll}[^\s,;)']* \p{Lu}\p{Ll}[^\s,;)']*|[\p{Script=Han}ー]{1,10}[ \u3000][\p{Script=Han}ー]{1,10}(?![^\s,;)'])|[^\s"',;)]*)/u;

/** A path that ends with the folder: one word, or the two words of a full name. */
function lastFolder(rest: string): string {
  return FULL_NAME.exec(rest)?.[0] ?? '';
}

const DIRECTORY_NAME = /CN=((?:\\.|[^,=+<>"\\;/]){1,64})(?=,\s?(?:OU|CN|DC)=)/gi;
const MACHINES =
  /(?:OU|CN)=[^,]*(?:computer|server|group|controller|workstation|client|コンピュータ|サーバ|グループ)/i;
const PEOPLE = /(?:OU|CN)=[^,]*(?:user|people|person|staff|employee|account|社員|ユーザ)/i;
const NO_PERSON =
  /\$|^(?:sms[- ].*|system.*|configuration|schema|partitions|users|computers|builtin|domain (?:admins|users|computers|guests).*|administrators?|[A-Z0-9]+[0-9][A-Z0-9-]*|[\w-]+\.[\w.-]+)$/i;

/** People's entries in a directory (`CN=山田 太郎,OU=Users,DC=contoso,DC=com`); machines, groups and containers are none. */
export function entries(text: string, lower: string): Person[] {
  if (!lower.includes('cn=')) return [];
  const all: Person[] = [];
  for (const { 0: whole, 1: name = '', index } of text.matchAll(DIRECTORY_NAME)) {
    const to = index + whole.length;
    const rest = /^[^;"<>\r\n]{0,300}/.exec(text.slice(to, to + 300))?.[0] ?? '';
    if (!/DC=/i.test(rest) || MACHINES.test(rest) || NO_PERSON.test(name)) continue;
    if (PEOPLE.test(rest) || /[ \u3000]|\p{Script=Han}/u.test(name))
      all.push({ from: to - name.length, to, forms: [name.toLowerCase()] });
  }
  return all;
}
