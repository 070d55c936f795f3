import type { Span } from './secrets';

/** Somebody's name in a text. `forms` says who, from the form that names one person for sure (`taro@contoso.com`) to the widest
 *  that is the same for everybody so called (`taro`). */
export interface Person extends Span {
  readonly forms: readonly string[];
}

const HOST = /(?:@|%40)([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})/g;
const LOCAL = /[A-Za-z0-9._%+#~'\u00c0-\u024f-]/;
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
/** The end of a file's name, not of a host's. */
const EXTENSION =
  /\.(?:log|lo_|dll|exe|msi|msp|mst|msu|xml|mof|inf|sys|cab|txt|ini|ps1|psm1|psd1|bat|cmd|vbs|js|mif|box|wim|iso|zip|gz|csv|json|tmp|dat|sql|reg|htm|html|nip|pol|pkg|dbg|dmp|evtx|etl|cpp|h|cs|config|manifest)$/i;
const PLACE = /\.(?:local|lan|corp|intra|intranet|internal|ad|com|net|org|info|biz|edu|gov|[a-z]{2})$/i;

const USER = /[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}/uy;
const NO_DOMAIN = new Set(
  'root software system hklm hkcu hkcr hku sms ccm builtin cimv2 windows system32 syswow64 logs inboxes microsoft program bin temp nt authority machine device drivers x64 x86 i386 amd64 sources netlogon sysvol osd smspkg classes clsid policies pci usb acpi hid swd hdaudio storage scsi display monitor bth umb intelaudio apppool service wow6432node'.split(
    ' ',
  ),
);
const PACKAGE = /^[A-Z0-9]{3}[0-9A-F]{5}$/;
/** Accounts and groups that are the same everywhere. */
const PUBLIC =
  /^(?:administrators?|guest|system|users|everyone|mssqlserver|sqlexpress|krbtgt|domain[ -](?:admins|users|computers|controllers|guests)|enterprise[ -]admins|authenticated users|local ?service|network ?service|[rntx0])$/i;
const GROUP = /(?:Domain|Enterprise|Schema|Authenticated) (?:Admins|Users|Computers|Controllers|Guests)/y;
const ABOUT_USERS =
  /(?:user(?:name)?|account|logon|log on|owner|context|sam|identity|run ?as|impersonat\w*|ユーザー|アカウント)\W{0,12}$/i;
const ABOUT_SERVERS =
  /(?:sql|server|instance|data source|database|インスタンス|サーバー?)(?: name)?\W{0,8}$/i;

function startOf(text: string, end: number, belongs: RegExp, most: number): number {
  let at = end;
  while (at > 0 && end - at < most && belongs.test(text[at - 1] ?? '')) at--;
  return at;
}

/** E-mail addresses and user principal names. */
export function mails(text: string): Person[] {
  const all: Person[] = [];
  for (const { index, 1: written = '', 0: whole } of text.matchAll(HOST)) {
    const host = written.replace(EXTENSION, '');
    if (!/\.[A-Za-z][A-Za-z0-9-]+$/.test(host)) continue;
    const latin = startOf(text, index, LOCAL, 64);
    const from = latin < index ? latin : startOf(text, index, JAPANESE, 64);
    const quotes = /^['.]*/.exec(text.slice(from, index))?.[0].length ?? 0;
    const user = text.slice(from + quotes, index);
    if (user === '') continue;
    const to = index + whole.length - (written.length - host.length);
    all.push({ from: from + quotes, to, forms: formsOf(user, host) });
  }
  return all;
}

/** `CONTOSO\taro` and `taro@contoso.com` share the form `contoso\taro`. */
function formsOf(user: string, domain: string): readonly string[] {
  const name = user.toLowerCase();
  const place = domain.toLowerCase();
  const short = `${place.split('.')[0]}\\${name}`;
  return place.includes('.') ? [`${name}@${place}`, short, name] : [short, name];
}

/** Accounts written `DOMAIN\user`. Machine accounts, well-known accounts, registry keys, paths and SQL instances are none. */
export function accounts(text: string): Person[] {
  const all: Person[] = [];
  for (let slash = text.indexOf('\\'); slash >= 0; slash = text.indexOf('\\', slash + 1)) {
    const from = domainStart(text, slash);
    if (from === slash) continue;
    USER.lastIndex = text[slash + 1] === '\\' ? slash + 2 : slash + 1;
    const start = USER.lastIndex;
    const user = USER.exec(text)?.[0].replace(/[._-]+$/, '') ?? '';
    const to = start + user.length;
    if (user === '' || /[\\/$]/.test(text[to] ?? '') || /^[\w.-]+[\\/$]/.test(text.slice(to, to + 64)))
      continue;
    GROUP.lastIndex = start;
    if (GROUP.test(text)) continue;
    const domain = text.slice(from, slash);
    if (isAccount(text, from, domain, user)) all.push({ from, to, forms: formsOf(user, domain) });
  }
  return all;
}

function domainStart(text: string, slash: number): number {
  const from = startOf(text, slash, /[A-Za-z0-9.-]/, 63);
  const before = text[from - 1] ?? '';
  if (/[\\/.\w@%$-]/.test(before) || !/[A-Za-z0-9]/.test(text[from] ?? '')) return slash;
  const drive = before === ':' && /(?:^|\W)[A-Za-z]:$/.test(text.slice(Math.max(0, from - 3), from));
  return drive ? slash : from;
}

function isAccount(text: string, from: number, domain: string, user: string): boolean {
  if (NO_DOMAIN.has(domain.toLowerCase()) || EXTENSION.test(user) || EXTENSION.test(domain)) return false;
  if (PUBLIC.test(user)) return false;
  const before = text.slice(Math.max(0, from - 40), from);
  if (ABOUT_USERS.test(before)) return true;
  if (PACKAGE.test(domain) || ABOUT_SERVERS.test(before)) return false;
  if (domain.includes('.')) return PLACE.test(domain) && /\p{L}/u.test(user);
  return domain === domain.toUpperCase() && domain.length > 1 && domain.length < 16 && /[A-Z]/.test(domain);
}
