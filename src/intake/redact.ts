import { createHash, randomBytes } from 'node:crypto';
import type { Names } from '../domain';

const KEYS =
  /[\w-]*(?:password|passwd|pwd|passphrase|secret|secret[_ -]?key|api[_ -]?key|accountkey|sharedaccess(?:key|signature)|regtoken)s?|パスワード|シークレット/
    .source;
const VALUE = String.raw`(?:"[^"]*"?|'[^']*'?|[^\s"';,&<>]+)`;
const after = (before: string, value: string): RegExp => new RegExp(`(?<=${before})${value}`, 'gi');

const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,2}/g,
  after(String.raw`\b(?:Bearer|Basic|CCMToken|Negotiate|NTLM)\s{1,3}`, '[A-Za-z0-9._~+/=-]{8,}'),
  after(String.raw`(?:${KEYS}|\bpass)["']?\s{0,2}[:=]\s{0,2}`, VALUE),
  after(String.raw`(?:${KEYS})[^<>\n]{0,20}>`, '[^<]+'),
  after(String.raw`(?:${KEYS})["']?\s{1,2}value\s{1,2}["']`, `[^"']+`),
  after(String.raw`(?:--?|\/)(?:password|passwd|pwd|pass)\s{1,2}`, VALUE),
  after(
    String.raw`(?:${KEYS})\s{0,2}(?:\bis\b|は)\s{0,2}["']?`,
    String.raw`(?=[^\s"'。]*[0-9!@#$%^&*])[^\s"'。]+`,
  ),
  after(String.raw`[\w-]*token["']?\s{0,2}[:=]\s{0,2}["']?`, '[A-Za-z0-9+/_=.-]{16,}'),
  /(?<=[?&;](?:sig|signature|code|token)=)[^\s"'&;<>]+/gi,
];
const HOST = String.raw`@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+`;
const EMAILS: readonly RegExp[] = [
  new RegExp(`[A-Za-z0-9._%+-]{1,64}${HOST}`, 'g'),
  new RegExp(String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,64}${HOST}`, 'gu'),
];
const SID = /\bS-1-(?:5-21|12-1)(?:-[0-9]+){3,5}\b/g;
const PROFILE =
  /(?<=(?:^|[\\/])(?:Users|Documents and Settings)[\\/]{1,2})(?:[^\\/:*?"<>|\r\n]{1,64}(?=[\\/])|[^\\/:*?"<>|\r\n]{1,64}?(?=["'<>|\r\n,;)]|\s|$))/gi;
const ACCOUNT =
  /(?<![\\/.\w@%$-])(?<!\b[A-Za-z]:[\\/]?)([A-Za-z0-9][A-Za-z0-9.-]{0,62})\\{1,2}([\p{L}\p{N}][\p{L}\p{N}._-]{0,63})(?![\\/\w$.-]*[\\/$])/gu;
const ABOUT_USERS =
  /(?:user(?:name)?|account|logon|log on|owner|context|sam|identity|run ?as|impersonat\w*|ユーザー|アカウント)\W{0,12}$/i;
const NO_DOMAIN = new Set(
  'root software system hklm hkcu hkcr hku sms ccm builtin cimv2 windows system32 syswow64 logs inboxes microsoft program bin temp nt authority'.split(
    ' ',
  ),
);
const NO_USER = /\.(?:log|lo_|dll|exe|msi|xml|mof|inf|sys|cab|txt|ini|ps1|mif|box)$/i;
const PUBLIC = /^(?:public|default|default user|all users|administrator|defaultuser0|systemprofile)$/i;

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly with: string;
}

/** Takes secrets out of texts and puts `<user-n>` for each person; the same person gets the same token throughout a case. */
export interface Redactor {
  /** The stretch of a text from `from` to `to`, redacted; what is cut by its edges counts whole. */
  text(text: string, from?: number, to?: number): string;
  names(): Names;
}

const isAccount = (text: string, index: number, domain: string, user: string): boolean => {
  if (NO_DOMAIN.has(domain.toLowerCase()) || NO_USER.test(user)) return false;
  const netbios = domain === domain.toUpperCase() && domain.length > 1 && /[A-Z]/.test(domain);
  return netbios || ABOUT_USERS.test(text.slice(Math.max(0, index - 40), index));
};

/** Full-width letters, digits and signs as ASCII, place for place. */
function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** A redactor that goes on with the names a case already has. Keys are salted hashes, the salt in front of each. */
export function redactor(known: Names = {}): Redactor {
  const names: Record<string, string> = { ...known };
  const salt = Object.keys(known)[0]?.split(':')[0] ?? randomBytes(8).toString('hex');
  const token = (identity: string): string => {
    const hash = createHash('sha256').update(`${salt}:${identity.toLowerCase()}`).digest('hex').slice(0, 24);
    const key = `${salt}:${hash}`;
    names[key] ??= `<user-${Object.keys(names).length + 1}>`;
    return names[key];
  };
  const cuts = (written: string): Cut[] => {
    const text = narrow(written);
    const all: Cut[] = [];
    const add = (index: number, old: string, put: string): void => {
      if (all.some((cut) => index < cut.to && cut.from < index + old.length)) return;
      all.push({ from: index, to: index + old.length, with: put });
    };
    for (const secret of SECRETS)
      for (const found of text.matchAll(secret)) add(found.index, found[0], '<secret>');
    for (const email of EMAILS)
      for (const found of text.matchAll(email)) add(found.index, found[0], token(found[0]));
    for (const found of text.matchAll(SID)) add(found.index, found[0], token(found[0]));
    for (const found of text.matchAll(PROFILE))
      if (!PUBLIC.test(found[0])) add(found.index, found[0], token(found[0]));
    for (const { 0: whole, 1: domain = '', 2: user = '', index } of text.matchAll(ACCOUNT))
      if (isAccount(text, index, domain, user)) add(index, whole, token(whole));
    return all.sort((a, b) => a.from - b.from);
  };
  return {
    names: () => names,
    text(text, from = 0, to = text.length) {
      let out = '';
      let at = from;
      for (const cut of cuts(text)) {
        if (cut.to <= from || cut.from >= to) continue;
        out += text.slice(at, Math.max(at, cut.from)) + cut.with;
        at = Math.max(at, cut.to);
      }
      return out + text.slice(at, Math.max(at, to));
    },
  };
}
